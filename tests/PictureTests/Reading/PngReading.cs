using FsCheck.Xunit;
using Perceptron;
using StbImageSharp;
using Tests;
using Xunit;

namespace PictureTests.Reading;

/// <summary>PNG files of every kind: right pixels, as other readers have them.</summary>
public class PngReading
{
    /// <summary>Colour types and depths of PNG.</summary>
    private static readonly (int Kind, int Depth)[] Kinds =
        [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16)];

    [Property(MaxTest = 300)]
    public void Every_kind_is_read_as_by_another_reader(int seed, bool interlaced)
    {
        var random = new Random(seed);
        var (kind, depth) = Kinds[random.Next(Kinds.Length)];
        var (width, height) = (random.Next(1, 20), random.Next(1, 20));
        int[] samples = [.. Enumerable.Range(0, width * height * PngEncoder.Channels(kind)).Select(_ => random.Next(1 << depth))];
        var palette = new byte[3 << Math.Min(depth, 8)];
        random.NextBytes(palette);
        if (kind is 4 or 6)
        {
            // Opaque; transparent ones have tests of their own.
            for (var i = PngEncoder.Channels(kind) - 1; i < samples.Length; i += PngEncoder.Channels(kind))
            {
                samples[i] = (1 << depth) - 1;
            }
        }

        var file = PngEncoder.Of(width, height, depth, kind, samples, interlaced, y => (y + (seed & 3)) % 5, kind == 3 ? [PngEncoder.Chunk("PLTE", palette)] : []);

        var picture = Read(file);

        var other = ImageResult.FromMemory(file, ColorComponents.RedGreenBlue);
        Assert.Equal((height, width), (picture.Height, picture.Width));
        Assert.Equal((other.Height, other.Width), (picture.Height, picture.Width));
        var pixels = picture.ToArray();
        for (var i = 0; i < pixels.Length; i++)
        {
            var luma = (0.299 * other.Data[3 * i]) + (0.587 * other.Data[(3 * i) + 1]) + (0.114 * other.Data[(3 * i) + 2]);

            // The other reader divides 16 bits by 256, and not by 257, and does not round.
            var rounding = depth == 16 ? 2.01 : 1.01;
            Assert.InRange(pixels[i], luma - rounding, luma + rounding);
        }

        Assert.Equal(pixels[^1], picture[width - 1, height - 1]);
    }

    [Property(MaxTest = 50)]
    public void A_picture_that_was_saved_is_read_as_it_was(int seed)
    {
        var random = new Random(seed);
        var (height, width) = (random.Next(1, 20), random.Next(1, 20));
        float[] ink = [.. Enumerable.Range(0, height * width).Select(_ => random.Next(256) / 255f)];
        using var folder = new TemporaryFolder();
        Image.FromObservation(ink, height, width, enlarge: 1).SavePng(folder["picture.png"]);

        var picture = GreyImage.Load(folder["picture.png"]);

        Assert.Equal((height, width), (picture.Height, picture.Width));
        Assert.Equal(ink.Select(value => (byte)(255 - Math.Round(value * 255))), picture.ToArray());
    }

    [Fact]
    public void Sixteen_bits_are_rounded_to_eight() =>
        Assert.Equal([0, 0, 1, 127, 128, 255], Read(PngEncoder.Of(6, 1, 16, 0, [0, 128, 129, 32767, 32768, 65535])).ToArray());

    [Fact]
    public void Luma_is_that_of_BT_601() => Assert.Equal(
        [76, 150, 29, 255, 0, 18],
        Read(PngEncoder.Of(6, 1, 8, 2, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 10, 20, 30])).ToArray());

    /// <summary>What libpng takes too, without a word or with a warning.</summary>
    [Theory]
    [InlineData("an empty part of the pixels first")]
    [InlineData("empty parts everywhere")]
    [InlineData("an empty part and another chunk first")]
    [InlineData("pixels in parts of one byte")]
    [InlineData("bytes behind the end")]
    [InlineData("a chunk behind the end")]
    [InlineData("another picture behind the end")]
    [InlineData("more rows than the header says")]
    [InlineData("a bomb behind the pixels")]
    [InlineData("bytes behind the compressed data")]
    [InlineData("no end")]
    [InlineData("a text cut short at the end")]
    [InlineData("texts and colour profiles that are bombs")]
    [InlineData("a wrong checksum of a text")]
    [InlineData("transparency of another kind")]
    public void What_does_not_matter_to_the_pixels_does_not_matter(string what)
    {
        var samples = Enumerable.Range(0, 60).Select(i => i * 4).ToArray();
        var rows = PngEncoder.Rows(10, 6, 8, 0, samples, false, y => y % 5);
        var (header, data, end) = (PngEncoder.Header(10, 6, 8, 0), PngEncoder.Zip(rows), PngEncoder.End);
        byte[] empty = PngEncoder.Chunk("IDAT", []), pixels = PngEncoder.Chunk("IDAT", data), text = PngEncoder.Chunk("tEXt", "a\0b"u8.ToArray());
        var bomb = PngEncoder.Zip(new byte[5_000_000]);
        byte[] between = what switch
        {
            "an empty part of the pixels first" => [.. empty, .. pixels, .. end],
            "empty parts everywhere" => [.. empty, .. empty, .. PngEncoder.Chunk("IDAT", data[..5]), .. empty, .. PngEncoder.Chunk("IDAT", data[5..]), .. empty, .. end],
            "an empty part and another chunk first" => [.. empty, .. text, .. pixels, .. end],
            "pixels in parts of one byte" => [.. data.SelectMany(value => PngEncoder.Chunk("IDAT", [value])), .. end],
            "bytes behind the end" => [.. pixels, .. end, .. new byte[1000]],
            "a chunk behind the end" => [.. pixels, .. end, .. PngEncoder.Chunk("IHDR", [1, 2, 3])],
            "another picture behind the end" => [.. pixels, .. end, .. PngEncoder.Of(3, 3, 8, 0, new int[9])],
            "more rows than the header says" => [.. PngEncoder.Chunk("IDAT", PngEncoder.Zip([.. rows, .. rows])), .. end],
            "a bomb behind the pixels" => [.. PngEncoder.Chunk("IDAT", PngEncoder.Zip([.. rows, .. new byte[5_000_000]])), .. end],
            "bytes behind the compressed data" => [.. PngEncoder.Chunk("IDAT", [.. data, 1, 2, 3, 4, 5]), .. end],
            "no end" => pixels,
            "a text cut short at the end" => [.. pixels, .. text[..^6]],
            "texts and colour profiles that are bombs" =>
                [.. PngEncoder.Chunk("zTXt", [97, 0, 0, .. bomb]), .. PngEncoder.Chunk("iCCP", [97, 0, 0, .. bomb]), .. pixels, .. end],
            "a wrong checksum of a text" => [.. text[..^1], (byte)(text[^1] ^ 1), .. pixels, .. end],
            "transparency of another kind" => [.. PngEncoder.Chunk("tRNS", [1, 2, 3]), .. pixels, .. end],
            _ => throw new ArgumentException(what),
        };
        byte[] file = [.. PngEncoder.Signature, .. header, .. between];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var picture = Read(file);

        Assert.Equal(samples.Select(sample => (byte)sample), picture.ToArray());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000 + (10L * file.Length));
    }

    [Fact]
    public void A_stream_that_cannot_seek_stays_open_and_is_read_from_where_it_is()
    {
        var file = PngEncoder.Of(2, 1, 8, 0, [7, 9]);
        using var stream = new EndlessStream(file, file.Length, most: 1);

        Assert.Equal([7, 9], GreyImage.Read(stream, "memory").ToArray());
        Assert.True(stream.CanRead);
        Assert.Equal("grey picture, 2 × 1", Read(PngEncoder.Of(2, 1, 8, 0, [7, 9])).ToString());
    }

    [Fact]
    public void There_is_no_pixel_outside()
    {
        var picture = Read(PngEncoder.Of(2, 1, 8, 0, [7, 9]));

        Assert.Equal(9, picture[1, 0]);
        foreach (var (x, y) in new[] { (-1, 0), (2, 0), (0, -1), (0, 1) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => picture[x, y]);
        }
    }

    internal static GreyImage Read(byte[] file) => GreyImage.Read(new MemoryStream(file), "picture.png");
}
