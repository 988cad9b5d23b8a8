using System.Buffers.Binary;
using System.IO.Compression;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Cli.Digits;
using StbImageWriteSharp;
using Tests;
using Xunit;

namespace CliTests;

/// <summary>Images of a person's own: right pixels, or a word about the file, in bounded memory.</summary>
public class GreyImageProperties
{
    [Property(MaxTest = 50)]
    public void A_picture_that_was_saved_is_read_as_it_was(int seed)
    {
        var random = new Random(seed);
        var (height, width) = (random.Next(3, 20), random.Next(3, 20));
        float[] ink = [.. Enumerable.Range(0, height * width).Select(_ => random.Next(256) / 255f)];

        var grey = Read(Png(ink, height, width));

        Assert.Equal((height, width), (grey.Height, grey.Width));
        Assert.Equal(ink.Select(value => (byte)(255 - Math.Round(value * 255))), grey.Pixels);
    }

    [Fact]
    public void Colours_are_weighed_and_what_is_transparent_is_white()
    {
        using var stream = new MemoryStream();
        byte[] colours = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 10, 20, 30, 255, 0, 0, 0, 128, 9, 9, 9, 0];
        new ImageWriter().WritePng(colours, 3, 3, ColorComponents.RedGreenBlueAlpha, stream);

        Assert.Equal([76, 150, 29, 255, 0, 255, 18, 127, 255], Read(stream.ToArray()).Pixels);
    }

    [Fact]
    public void A_jpeg_is_read()
    {
        var grey = Read(Jpeg(40, 30));

        Assert.Equal((30, 40), (grey.Height, grey.Width));
        Assert.All(grey.Pixels[..400], value => Assert.InRange(value, (byte)0, (byte)40));
        Assert.All(grey.Pixels[^400..], value => Assert.InRange(value, (byte)215, (byte)255));
    }

    [Property(MaxTest = 400)]
    public void A_changed_inserted_or_missing_byte_gives_an_image_or_a_word(int place, byte value, byte what, bool jpeg)
    {
        var file = jpeg ? Jpeg(40, 30) : Png([.. Enumerable.Range(0, 400).Select(i => i / 400f)], 20, 20);

        ReadsOrRefuses(Damage.Done(file, place, value, what));
    }

    [Fact]
    public void A_file_cut_short_anywhere_gives_an_image_or_a_word()
    {
        foreach (var file in new[] { Png(new float[100], 10, 10), Jpeg(16, 16) })
        {
            for (var length = 0; length < file.Length; length++)
            {
                ReadsOrRefuses(file[..length]);
            }
        }
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(6_000, 6_000)]
    [InlineData(0, 10)]
    public void A_size_that_only_claims_takes_no_memory(int width, int height)
    {
        var file = Png(new float[100], 10, 10);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);

        Refuses(file);
    }

    [Fact]
    public void A_size_that_only_claims_is_refused_before_the_decoder_sees_it()
    {
        var file = Png(new float[100], 10, 10);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 6000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 6000);

        var exception = Assert.Throws<InvalidDataException>(() => Read(file));

        Assert.Contains("do not match the number of pixels in its header", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_takes_no_memory()
    {
        using var data = new MemoryStream();
        using (var compressed = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
            {
                compressed.Write(zeros);
            }
        }

        var small = Png(new float[100], 10, 10);
        var bomb = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(bomb, (int)data.Length);
        "IDAT"u8.CopyTo(bomb.AsSpan(4));
        data.ToArray().CopyTo(bomb, 8);

        // After the signature and the header, and before the end.
        Refuses([.. small[..33], .. bomb, .. small[^12..]]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a and so on")]
    [InlineData("hello, this is text")]
    public void What_is_no_image_is_told(string content)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Read(System.Text.Encoding.ASCII.GetBytes(content)));

        Assert.Contains("neither a PNG nor a JPEG", exception.Message, StringComparison.Ordinal);
    }

    private static void Refuses(byte[] file)
    {
        Assert.Throws<InvalidDataException>(() => Read(file));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Read(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000 + (10L * file.Length));
    }

    private static void ReadsOrRefuses(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var grey = Read(file);
            Assert.Equal(grey.Height * grey.Width, grey.Pixels.Length);
        }
        catch (InvalidDataException exception)
        {
            Assert.DoesNotContain('\n', exception.Message);
        }

        // Deflate packs a thousand to one at the most, and a bit a pixel becomes four bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000 + (1032L * 40 * file.Length));
    }

    private static GreyImage Read(byte[] file)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, file);
            return GreyImage.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Png(float[] ink, int height, int width)
    {
        using var stream = new MemoryStream();
        Image.FromObservation(ink, height, width, enlarge: 1).WritePng(stream);
        return stream.ToArray();
    }

    /// <summary>Black above, white below.</summary>
    private static byte[] Jpeg(int width, int height)
    {
        using var stream = new MemoryStream();
        byte[] grey = [.. Enumerable.Range(0, width * height).Select(i => (byte)(i < width * height / 2 ? 0 : 255))];
        new ImageWriter().WriteJpg(grey, width, height, ColorComponents.Grey, stream, 90);
        return stream.ToArray();
    }
}
