using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PictureTests.Reading;

/// <summary>What is drawn on transparent paper is read as drawn on opaque paper that it contrasts with.</summary>
public class PaperProperties
{
    private const int Side = 24;

    /// <summary>A digit 1, more or less: a bar with a soft edge.</summary>
    private static readonly int[] Bar = [.. from y in Enumerable.Range(0, Side)
        from x in Enumerable.Range(0, Side)
        select y is < 4 or > 19 ? 0 : x switch { 10 => 90, 11 or 12 => 255, 13 => 90, _ => 0 }];

    [Theory]
    [InlineData(0, 255)]
    [InlineData(90, 255)]
    [InlineData(160, 0)]
    [InlineData(230, 0)]
    [InlineData(255, 0)]
    public void One_ink_is_on_paper_that_contrasts_with_it(int ink, int paper)
    {
        byte[] expected = [.. Bar.Select(opacity => (byte)Math.Round(((ink * opacity) + (paper * (255 - opacity))) / 255.0))];

        foreach (var (name, file) in Files(ink))
        {
            var picture = PngReading.Read(file).ToArray();
            Assert.True(expected.Zip(picture, (right, level) => Math.Abs(right - level)).Max() <= 1, $"{name}: {string.Join(' ', picture)}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void A_palette_and_one_transparent_colour_are_transparent_too(int ink)
    {
        var expected = Bar.Select(opacity => (byte)(opacity > 128 ? ink : 255 - ink)).ToArray();
        int[] indices = [.. Bar.Select(opacity => opacity > 128 ? 1 : 0)], levels = [.. Bar.Select(opacity => opacity > 128 ? ink : 1)];
        var palette = PngEncoder.Chunk("PLTE", [9, 9, 9, (byte)ink, (byte)ink, (byte)ink]);

        foreach (var interlaced in new[] { false, true })
        {
            foreach (var depth in new[] { 1, 2, 4, 8 })
            {
                Assert.Equal(expected, PngReading.Read(PngEncoder.Of(Side, Side, depth, 3, indices, interlaced, null, palette, PngEncoder.Chunk("tRNS", [0]))).ToArray());
            }

            Assert.Equal(expected, PngReading.Read(PngEncoder.Of(Side, Side, 8, 0, levels, interlaced, null, PngEncoder.Chunk("tRNS", [0, 1]))).ToArray());
            Assert.Equal(expected, PngReading.Read(PngEncoder.Of(
                Side, Side, 16, 0, [.. levels.Select(level => level * 257)], interlaced, null, PngEncoder.Chunk("tRNS", [1, 1]))).ToArray());
            Assert.Equal(expected, PngReading.Read(PngEncoder.Of(
                Side, Side, 8, 2, [.. levels.SelectMany(level => new[] { level, level, level })], interlaced, null, PngEncoder.Chunk("tRNS", [0, 1, 0, 1, 0, 1]))).ToArray());
            Assert.Equal(expected, PngReading.Read(PngEncoder.Of(
                Side, Side, 1, 0, [.. Bar.Select(opacity => (opacity > 128) == (ink > 0) ? 1 : 0)], interlaced, null, PngEncoder.Chunk("tRNS", [0, (byte)(ink > 0 ? 0 : 1)]))).ToArray());
        }
    }

    [Theory]
    [InlineData("paper with round corners", 255, 0)]
    [InlineData("a board with round corners", 0, 255)]
    [InlineData("a sheet on a table of glass", 255, 0)]
    [InlineData("a slate on a table of glass", 0, 255)]
    public void A_drawing_with_paper_of_its_own_is_on_more_of_it(string what, int paper, int ink)
    {
        var hasCorners = what.Contains("corners", StringComparison.Ordinal);
        int[] levels = [.. Bar.Select(opacity => opacity > 128 ? ink : paper)];
        int[] samples = [.. levels.SelectMany((level, i) =>
        {
            var (x, y) = (Math.Min(i % Side, Side - 1 - (i % Side)), Math.Min(i / Side, Side - 1 - (i / Side)));
            return new[] { level, (hasCorners ? x + y < 3 : x < 3 || y < 3) ? 0 : 255 };
        })];

        Assert.Equal(levels.Select(level => (byte)level), PngReading.Read(PngEncoder.Of(Side, Side, 8, 4, samples)).ToArray());
    }

    [Fact]
    public void A_digit_cut_out_of_white_card_is_dark() => Assert.Equal(
        Bar.Select(opacity => (byte)(opacity > 128 ? 0 : 255)),
        PngReading.Read(PngEncoder.Of(Side, Side, 8, 4, [.. Bar.SelectMany(opacity => (int[])[255, opacity > 128 ? 0 : 255])])).ToArray());

    [Fact]
    public void A_white_digit_with_a_dark_shadow_is_white_on_black()
    {
        // The shadow is a bar beside the digit.
        int[] samples = [.. Bar.SelectMany((opacity, i) => i % Side > 1 && Bar[i - 2] == 255 && opacity < 255 ? (int[])[0, 160] : [255, opacity > 128 ? 255 : 0])];

        var picture = PngReading.Read(PngEncoder.Of(Side, Side, 8, 4, samples));

        Assert.Equal((0, 255, 0), (picture[0, 0], picture[11, 10], picture[14, 10]));
    }

    [Property(MaxTest = 100)]
    public void The_hidden_colour_of_what_is_transparent_does_not_matter(int seed)
    {
        var random = new Random(seed);
        int[] clean = [.. Bar.SelectMany(opacity => new[] { 255, 255, 255, opacity })];
        int[] dirty = [.. clean.Select((value, i) => clean[i | 3] == 0 && i % 4 != 3 ? random.Next(256) : value)];

        Assert.Equal(PngReading.Read(PngEncoder.Of(Side, Side, 8, 6, clean)).ToArray(), PngReading.Read(PngEncoder.Of(Side, Side, 8, 6, dirty)).ToArray());
    }

    [Fact]
    public void A_picture_that_is_transparent_everywhere_is_white() =>
        Assert.All(PngReading.Read(PngEncoder.Of(4, 4, 8, 4, new int[32])).ToArray(), level => Assert.Equal(255, level));

    private static IEnumerable<(string Name, byte[] File)> Files(int ink)
    {
        foreach (var interlaced in new[] { false, true })
        {
            yield return ("grey", PngEncoder.Of(Side, Side, 8, 4, [.. Bar.SelectMany(opacity => new[] { ink, opacity })], interlaced));
            yield return ("grey, 16 bits", PngEncoder.Of(Side, Side, 16, 4, [.. Bar.SelectMany(opacity => new[] { ink * 257, opacity * 257 })], interlaced));
            yield return ("colour", PngEncoder.Of(Side, Side, 8, 6, [.. Bar.SelectMany(opacity => new[] { ink, ink, ink, opacity })], interlaced));
            yield return ("colour, 16 bits", PngEncoder.Of(Side, Side, 16, 6, [.. Bar.SelectMany(opacity => new[] { ink * 257, ink * 257, ink * 257, opacity * 257 })], interlaced));
            byte[] palette = [.. Enumerable.Repeat((byte)ink, 9)];
            yield return ("palette", PngEncoder.Of(
                Side, Side, 2, 3, [.. Bar.Select(opacity => opacity switch { 0 => 0, 90 => 1, _ => 2 })], interlaced, null, PngEncoder.Chunk("PLTE", palette), PngEncoder.Chunk("tRNS", [0, 90])));
        }
    }
}
