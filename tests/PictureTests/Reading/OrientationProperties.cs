using System.Buffers.Binary;
using Perceptron;
using StbImageWriteSharp;
using Tests;
using Xunit;

namespace PictureTests.Reading;

/// <summary>A picture is turned as its EXIF data say, in JPEG and in PNG.</summary>
public class OrientationProperties
{
    /// <summary>The letter F, upright: the first row and the first column tell all orientations apart.</summary>
    private static readonly string[] Upright = ["###", "#..", "##.", "#..", "#.."];

    /// <summary>How a file with each orientation has it, from the pictures that explain EXIF everywhere.</summary>
    private static readonly string[][] Stored =
    [
        ["###", "#..", "##.", "#..", "#.."],
        ["###", "..#", ".##", "..#", "..#"],
        ["..#", "..#", ".##", "..#", "###"],
        ["#..", "#..", "##.", "#..", "###"],
        ["#####", "#.#..", "#...."],
        ["#....", "#.#..", "#####"],
        ["....#", "..#.#", "#####"],
        ["#####", "..#.#", "....#"],
    ];

    public static TheoryData<int, bool> All => [.. from orientation in Enumerable.Range(1, 8) from order in Enumerable.Range(0, 2) select (orientation, order == 0)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_PNG_picture_is_turned(int orientation, bool isLittle)
    {
        var stored = Stored[orientation - 1];
        int[] samples = [.. stored.SelectMany(row => row).Select(dot => dot == '#' ? 0 : 255)];
        var exif = PngEncoder.Chunk("eXIf", Tiff(orientation, isLittle));
        var before = PngEncoder.Of(stored[0].Length, stored.Length, 8, 0, samples, false, null, exif);
        byte[] after = [.. PngEncoder.Of(stored[0].Length, stored.Length, 8, 0, samples)[..^12], .. exif, .. PngEncoder.End];

        Assert.Equal(Upright, Dots(GreyImage.Read(new MemoryStream(before), "f.png"), 1));
        Assert.Equal(Upright, Dots(GreyImage.Read(new MemoryStream(after), "f.png"), 1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_JPEG_picture_is_turned(int orientation, bool isLittle) =>
        Assert.Equal(Upright, Dots(GreyImage.Read(new MemoryStream(Jpeg(orientation, Tiff(orientation, isLittle))), "f.jpg"), 8));

    [Theory]
    [InlineData("none")]
    [InlineData("0")]
    [InlineData("9")]
    [InlineData("of another length")]
    [InlineData("of another type")]
    [InlineData("a directory outside")]
    [InlineData("no directory")]
    [InlineData("cut short")]
    [InlineData("no TIFF")]
    public void An_orientation_that_makes_no_sense_is_upright(string what)
    {
        var tiff = Tiff(what switch { "0" => 0, "9" => 9, _ => 6 }, isLittle: true);
        switch (what)
        {
            case "none": tiff[10] = 0x0F; break;
            case "of another length": tiff[14] = 2; break;
            case "of another type": tiff[12] = 7; break;
            case "a directory outside": tiff[7] = 255; break;
            case "no directory": tiff[4] = 0; break;
            case "cut short": tiff = tiff[..15]; break;
            case "no TIFF": tiff[0] = 0; break;
        }

        Assert.Equal(Upright, Dots(GreyImage.Read(new MemoryStream(Jpeg(1, tiff)), "f.jpg"), 8));
    }

    [Fact]
    public void The_first_of_two_orientations_counts_and_the_thumbnail_s_does_not()
    {
        var file = Jpeg(6, Tiff(6, isLittle: false));

        Assert.Equal(Upright, Dots(GreyImage.Read(new MemoryStream([.. file[..2], .. JpegEncoder.Segment(0xE1, "http://ns.adobe.com/xap/1.0/"u8.ToArray()), .. file[2..]]), "f.jpg"), 8));
        byte[] second = [.. "Exif\0\0"u8, .. Tiff(3, isLittle: false)];
        var at = 2 + 4 + second.Length;
        Assert.Equal(Upright, Dots(GreyImage.Read(new MemoryStream([.. file[..at], .. JpegEncoder.Segment(0xE1, second), .. file[at..]]), "f.jpg"), 8));
    }

    /// <summary>TIFF with two directories. The first is the picture's: its orientation is at 10, with type at 12 and count at 14. The second is a thumbnail's.</summary>
    internal static byte[] Tiff(int orientation, bool isLittle)
    {
        var bytes = new MemoryStream();
        bytes.Write(isLittle ? "II"u8 : "MM"u8);
        Two(42);
        Four(8);
        foreach (var (value, next) in new[] { (orientation, 8 + 2 + 24 + 4), (3, 0) })
        {
            Two(2);
            Entry(0x0112, value);
            Entry(0x0128, 2);
            Four(next);
        }

        return bytes.ToArray();

        void Entry(int tag, int value)
        {
            Two(tag);
            Two(3);
            Four(1);
            Two(value);
            Two(0);
        }

        void Two(int value)
        {
            var two = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)value);
            bytes.Write(isLittle ? [two[1], two[0]] : two);
        }

        void Four(int value)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, value);
            bytes.Write(isLittle ? [four[3], four[2], four[1], four[0]] : four);
        }
    }

    /// <summary>Each dot is a block of 8 × 8.</summary>
    private static byte[] Jpeg(int orientation, byte[] tiff)
    {
        var stored = Stored[orientation - 1];
        using var stream = new MemoryStream();
        byte[] grey = [.. from row in stored from _ in Enumerable.Range(0, 8) from dot in row from __ in Enumerable.Range(0, 8) select (byte)(dot == '#' ? 0 : 255)];
        new ImageWriter().WriteJpg(grey, stored[0].Length * 8, stored.Length * 8, ColorComponents.Grey, stream, 95);
        var file = stream.ToArray();
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        return [.. file[..2], .. JpegEncoder.Segment(0xE1, exif), .. file[2..]];
    }

    private static string[] Dots(GreyImage picture, int side) =>
        [.. from y in Enumerable.Range(0, picture.Height / side)
            select string.Concat(from x in Enumerable.Range(0, picture.Width / side) select picture[(x * side) + (side / 2), (y * side) + (side / 2)] < 128 ? '#' : '.')];
}
