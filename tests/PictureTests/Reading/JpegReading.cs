using Perceptron;
using Perceptron.Reading;
using StbImageWriteSharp;
using Tests;
using Xunit;

namespace PictureTests.Reading;

/// <summary>JPEG files: right pixels, and a picture that would take too much is refused before the decoder sees it.</summary>
public class JpegReading
{
    [Theory]
    [InlineData(ColorComponents.Grey)]
    [InlineData(ColorComponents.RedGreenBlue)]
    public void A_picture_in_grey_or_colour_is_read(ColorComponents components)
    {
        var picture = Read(Picture(40, 30, components));

        Assert.Equal((30, 40), (picture.Height, picture.Width));
        Assert.All(picture.ToArray()[..400], level => Assert.InRange(level, (byte)0, (byte)40));
        Assert.All(picture.ToArray()[^400..], level => Assert.InRange(level, (byte)215, (byte)255));
    }

    /// <summary>Phones put films, other pictures and notes behind and before the pixels.</summary>
    [Theory]
    [InlineData("bytes behind the end")]
    [InlineData("another picture behind the end")]
    [InlineData("notes of applications")]
    [InlineData("a comment between the tables")]
    [InlineData("bytes before a marker")]
    [InlineData("repeated FF before a marker")]
    public void What_does_not_matter_to_the_pixels_does_not_matter(string what)
    {
        var file = Picture(40, 30);
        byte[] changed = what switch
        {
            "bytes behind the end" => [.. file, .. new byte[1000]],
            "another picture behind the end" => [.. file, .. Picture(8, 8)],
            "notes of applications" => [.. file[..2], .. Enumerable.Range(0xE0, 14).SelectMany(marker => JpegEncoder.Segment(marker, new byte[30])), .. file[2..]],
            "a comment between the tables" => [.. file[..2], .. JpegEncoder.Segment(0xFE, new byte[60_000]), .. file[2..]],
            "bytes before a marker" => [.. file[..20], 1, 2, 3, .. file[20..]],
            "repeated FF before a marker" => [.. file[..2], 0xFF, 0xFF, .. file[2..]],
            _ => throw new ArgumentException(what),
        };

        Assert.Equal(Read(file).ToArray(), Read(changed).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void A_progressive_picture_is_read(int scans) =>
        Assert.All(Read(JpegEncoder.Progressive(100, 80, scans)).ToArray(), level => Assert.Equal(128, level));

    [Theory]
    [InlineData("many scans", "too long to read")]
    [InlineData("many scans of one coefficient", "too long to read")]
    [InlineData("many scans of a baseline picture", "wrong order")]
    [InlineData("pixels without bytes", "can't hold its 6000 × 6000 pixels")]
    [InlineData("too many pixels", "at most 40000000 pixels")]
    [InlineData("too much memory", "MiB is the maximum")]
    [InlineData("no size", "0 × 16")]
    [InlineData("no height yet", "16 × 0")]
    [InlineData("12 bits", "12 bits")]
    [InlineData("2 components", "2 components")]
    [InlineData("lossless", "lossless")]
    [InlineData("arithmetic", "arithmetic")]
    [InlineData("two headers", "two headers")]
    [InlineData("a colour that is in no scan", "colours are missing")]
    [InlineData("one component twice", "don't fit together")]
    [InlineData("sampled by 0", "don't fit together")]
    [InlineData("details first", "wrong order")]
    [InlineData("no scan", "colours are missing")]
    [InlineData("no header", "header is missing")]
    [InlineData("an unknown component", "component 7")]
    [InlineData("no end", "ends too early")]
    [InlineData("a table of impossible codes", "tables")]
    [InlineData("a table cut short", "tables")]
    [InlineData("an unknown table", "tables")]
    [InlineData("a part without length", "no length")]
    [InlineData("an unknown part", "unknown kind")]
    [InlineData("a second start", "begins twice")]
    public void What_is_too_much_or_wrong_is_refused_before_the_decoder_sees_it(string what, string says)
    {
        byte[] one = JpegEncoder.Frame(0xC0, 16, 16, 1), scan = [.. JpegEncoder.Scan([1], 0, 63), .. JpegEncoder.Baseline(4)], tables = JpegEncoder.Tables;
        byte[] parts = what switch
        {
            "many scans" => JpegEncoder.Progressive(6000, 6000, 200)[2..^2],
            "many scans of one coefficient" => [.. JpegEncoder.Progressive(6000, 6000, 1)[2..^2], .. Many([.. JpegEncoder.Scan([1], 1, 1), 0, 0, 0, 0], 200)],
            "many scans of a baseline picture" => [.. tables, .. one, .. scan, .. scan],
            "pixels without bytes" => [.. tables, .. JpegEncoder.Frame(0xC0, 6000, 6000, 1), .. scan],
            "too many pixels" => [.. tables, .. JpegEncoder.Frame(0xC0, 65000, 65000, 1), .. scan],
            "too much memory" => [.. tables, .. JpegEncoder.Frame(0xC2, 6300, 6300, 3), .. new byte[600_000]],
            "no size" => [.. tables, .. JpegEncoder.Frame(0xC0, 0, 16, 1), .. scan],
            "no height yet" => [.. tables, .. JpegEncoder.Frame(0xC0, 16, 0, 1), .. scan],
            "12 bits" => [.. tables, .. JpegEncoder.Frame(0xC1, 16, 16, 1, bits: 12), .. scan],
            "2 components" => [.. tables, .. JpegEncoder.Frame(0xC0, 16, 16, 2), .. scan],
            "lossless" => [.. tables, .. JpegEncoder.Frame(0xC3, 16, 16, 1), .. scan],
            "arithmetic" => [.. tables, .. JpegEncoder.Frame(0xC9, 16, 16, 1), .. scan],
            "two headers" => [.. tables, .. one, .. one, .. scan],
            "a colour that is in no scan" => [.. tables, .. JpegEncoder.Frame(0xC0, 16, 16, 3), .. scan],
            "one component twice" => [.. tables, .. Changed(JpegEncoder.Frame(0xC0, 16, 16, 3), 13, 1), .. scan],
            "sampled by 0" => [.. tables, .. Changed(one, 11, 0x10), .. scan],
            "details first" => [.. tables, .. JpegEncoder.Frame(0xC2, 16, 16, 1), .. JpegEncoder.Scan([1], 1, 63), 0x80],
            "no scan" => [.. tables, .. one],
            "no header" => [.. tables, .. scan],
            "an unknown component" => [.. tables, .. one, .. JpegEncoder.Scan([7], 0, 63), 0],
            "no end" => [.. tables, .. one, .. scan],
            "a table of impossible codes" => [.. JpegEncoder.Segment(0xC4, [0, 3, .. new byte[15], 1, 2, 3]), .. one, .. scan],
            "a table cut short" => [.. JpegEncoder.Segment(0xDB, new byte[64]), .. one, .. scan],
            "an unknown table" => [.. JpegEncoder.Segment(0xC4, [0x23, 1, .. new byte[15], 1]), .. one, .. scan],
            "a part without length" => [.. tables, 0xFF, 0xFE, 0, 1],
            "an unknown part" => [.. tables, .. JpegEncoder.Segment(0x42, [1, 2]), .. one, .. scan],
            "a second start" => [.. JpegEncoder.Start, .. tables, .. one, .. scan],
            _ => throw new ArgumentException(what),
        };
        byte[] file = [.. JpegEncoder.Start, .. parts, .. what == "no end" ? [] : JpegEncoder.End];
        var decoded = 0;

        var exception = Assert.Throws<InvalidDataException>(() => PictureFile.Read(new MemoryStream(file), "photo.jpg", stream =>
        {
            decoded++;
            return JpegDecoder.Decode(stream);
        }));

        Assert.Equal(0, decoded);
        Assert.StartsWith("photo.jpg ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);

        static byte[] Many(byte[] part, int count) => [.. Enumerable.Repeat(part, count).SelectMany(bytes => bytes)];

        static byte[] Changed(byte[] part, int at, byte value) => [.. part[..at], value, .. part[(at + 1)..]];
    }

    [Fact]
    public void The_parts_of_the_last_test_make_a_picture_if_they_are_right() => Assert.All(
        Read([.. JpegEncoder.Start, .. JpegEncoder.Tables, .. JpegEncoder.Frame(0xC0, 16, 16, 1), .. JpegEncoder.Scan([1], 0, 63), .. JpegEncoder.Baseline(4), .. JpegEncoder.End]).ToArray(),
        level => Assert.Equal(128, level));

    internal static GreyImage Read(byte[] file) => GreyImage.Read(new MemoryStream(file), "photo.jpg");

    /// <summary>Black above, white below.</summary>
    internal static byte[] Picture(int width, int height, ColorComponents components = ColorComponents.Grey)
    {
        using var stream = new MemoryStream();
        var channels = (int)components;
        byte[] levels = [.. Enumerable.Range(0, width * height * channels).Select(i => (byte)(i < width * height * channels / 2 ? 0 : 255))];
        new ImageWriter().WriteJpg(levels, width, height, components, stream, 90);
        return stream.ToArray();
    }
}
