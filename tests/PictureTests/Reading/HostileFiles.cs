using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PictureTests.Reading;

/// <summary>Damaged files, and those that claim too much: a picture or a message about the file, in bounded memory.</summary>
public class HostileFiles
{
    [Property(MaxTest = 400)]
    public void A_changed_inserted_or_missing_byte_gives_a_picture_or_a_message(int place, byte value, byte what, bool jpeg) =>
        ReadsOrRefuses(Damage.Done(jpeg ? JpegReading.Picture(40, 30) : Png(), place, value, what));

    /// <summary>With right checksums, as a person would make it who means harm.</summary>
    [Property(MaxTest = 400)]
    public void A_damaged_part_with_a_right_checksum_gives_a_picture_or_a_message(int place, byte value, byte what, bool interlaced)
    {
        byte[] header = PngEncoder.Header(20, 20, 8, 3, interlaced)[8..^4], palette = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        var rows = PngEncoder.Rows(20, 20, 8, 3, [.. Enumerable.Range(0, 400).Select(i => i % 100)], interlaced, y => y % 5);
        (string Kind, byte[] Content)[] parts = [("IHDR", header), ("PLTE", palette), ("tRNS", palette[..50]), ("eXIf", OrientationProperties.Tiff(6, true)), ("IDAT", rows)];
        var harmed = (int)((uint)place % 5);
        parts[harmed].Content = Damage.Done(parts[harmed].Content, place / 5, value, what);
        parts[4].Content = PngEncoder.Zip(parts[4].Content);

        ReadsOrRefuses([.. PngEncoder.Signature, .. parts.SelectMany(part => PngEncoder.Chunk(part.Kind, part.Content)), .. PngEncoder.End]);
    }

    [Fact]
    public void A_file_cut_short_anywhere_gives_a_picture_or_a_message()
    {
        foreach (var file in new[] { Png(), JpegReading.Picture(16, 16), JpegEncoder.Progressive(30, 30, 3) })
        {
            for (var length = 0; length < file.Length; length++)
            {
                ReadsOrRefuses(file[..length]);
            }
        }
    }

    [Theory]
    [InlineData(60_000, 60_000, "at most 40000000 pixels")]
    [InlineData(int.MaxValue, int.MaxValue, "at most 40000000 pixels")]
    [InlineData(-1, 1, "at most 40000000 pixels")]
    [InlineData(1, 70_000, "65535 a side")]
    [InlineData(6_000, 6_000, "bytes can't hold its 6000 × 6000 pixels")]
    [InlineData(0, 10, "its size is 0 × 10")]
    public void A_size_that_only_claims_is_refused_by_its_header(int width, int height, string says) =>
        Refuses([.. PngEncoder.Signature, .. PngEncoder.Header(width, height, 8, 0), .. PngEncoder.Chunk("IDAT", PngEncoder.Zip(new byte[1000])), .. PngEncoder.End], says);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 16)]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(1, 8)]
    [InlineData(7, 8)]
    public void Unknown_kinds_are_refused(int kind, int depth) => Refuses(
        [.. PngEncoder.Signature, .. PngEncoder.Header(4, 4, depth, kind), .. PngEncoder.Chunk("IDAT", PngEncoder.Zip(new byte[100])), .. PngEncoder.End],
        $"colour type {kind} with {depth} bits");

    [Theory]
    [InlineData("fewer rows", "ends before its last pixel")]
    [InlineData("no pixels", "has no pixels")]
    [InlineData("only empty parts", "has no pixels")]
    [InlineData("no header", "header is missing")]
    [InlineData("two headers", "two headers")]
    [InlineData("a header that is too short", "12 bytes")]
    [InlineData("no palette", "palette is missing")]
    [InlineData("a palette of 4 bytes", "palette has 4 bytes")]
    [InlineData("filter 5", "filter 5")]
    [InlineData("no compression", "can't be unpacked")]
    [InlineData("a wrong checksum", "checksum of its part IDAT")]
    [InlineData("an unknown part that matters", "unknown part, WHAT")]
    [InlineData("no letters", "begins no part")]
    [InlineData("Apple's form", "Apple")]
    [InlineData("compression 1", "compression 1")]
    [InlineData("pixels in two places", "ends before its last pixel")]
    public void A_wrong_part_is_told_in_plain_words(string what, string says)
    {
        var rows = PngEncoder.Rows(10, 10, 8, 0, new int[100], false, _ => 0);
        byte[] header = PngEncoder.Header(10, 10, 8, 0), pixels = PngEncoder.Chunk("IDAT", PngEncoder.Zip(rows)), indexed = PngEncoder.Header(10, 10, 8, 3);
        byte[] data = PngEncoder.Zip([.. Enumerable.Range(0, 110).Select(i => i % 11 == 0 ? (byte)0 : (byte)(i * i))]);
        byte[] parts = what switch
        {
            "fewer rows" => [.. header, .. PngEncoder.Chunk("IDAT", PngEncoder.Zip(rows[..^1]))],
            "no pixels" => header,
            "only empty parts" => [.. header, .. PngEncoder.Chunk("IDAT", []), .. PngEncoder.Chunk("IDAT", [])],
            "no header" => pixels,
            "two headers" => [.. header, .. header, .. pixels],
            "a header that is too short" => [.. PngEncoder.Chunk("IHDR", header[8..20]), .. pixels],
            "no palette" => [.. indexed, .. pixels],
            "a palette of 4 bytes" => [.. indexed, .. PngEncoder.Chunk("PLTE", [1, 2, 3, 4]), .. pixels],
            "filter 5" => [.. header, .. PngEncoder.Chunk("IDAT", PngEncoder.Zip([5, .. rows[1..]]))],
            "no compression" => [.. header, .. PngEncoder.Chunk("IDAT", rows)],
            "a wrong checksum" => [.. header, .. pixels[..^1], (byte)(pixels[^1] ^ 1)],
            "an unknown part that matters" => [.. header, .. PngEncoder.Chunk("WHAT", [1]), .. pixels],
            "no letters" => [.. header, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, .. pixels],
            "Apple's form" => [.. PngEncoder.Chunk("CgBI", [1, 2, 3, 4]), .. header, .. pixels],
            "compression 1" => [.. PngEncoder.Chunk("IHDR", [.. header[8..18], 1, 0, 0]), .. pixels],
            "pixels in two places" => [.. header, .. PngEncoder.Chunk("IDAT", data[..20]), .. PngEncoder.Chunk("tEXt", [97, 0]), .. PngEncoder.Chunk("IDAT", data[20..])],
            _ => throw new ArgumentException(what),
        };

        Refuses([.. PngEncoder.Signature, .. parts, .. PngEncoder.End], says);
    }

    [Theory]
    [InlineData("", "but an empty file")]
    [InlineData("GIF89a and so on", "but a GIF picture")]
    [InlineData("BM and so on", "but a BMP picture")]
    [InlineData("II*\0 and so on", "but a TIFF picture")]
    [InlineData("RIFF1234WEBPVP8 ", "but a WebP picture")]
    [InlineData("\0\0\0\u0018ftypheic1234", "but an HEIC picture")]
    [InlineData("\0\0\0\u0018ftypavif1234", "but an AVIF picture")]
    [InlineData("8BPS and so on", "but a Photoshop file")]
    [InlineData("#?RADIANCE and so on", "but an HDR picture")]
    [InlineData("%PDF-1.7", "but a PDF document")]
    [InlineData("hello, this is text", "picture. Save")]
    public void What_is_no_picture_is_told(string content, string says) =>
        Refuses([.. content.Select(letter => (byte)letter)], $"x.png is neither a PNG nor a JPEG picture{(says.StartsWith("but", StringComparison.Ordinal) ? " " + says : "")}");

    [Fact]
    public void A_file_without_end_is_read_only_as_far_as_a_picture_may_be_long()
    {
        using var zeros = new EndlessStream([]);
        using var picture = new EndlessStream(Png());

        Assert.Contains("neither a PNG nor a JPEG", Assert.Throws<InvalidDataException>(() => GreyImage.Read(zeros, "zeros")).Message, StringComparison.Ordinal);
        Assert.InRange(zeros.BytesRead, 1, 64);
        Assert.Contains("larger than 64 MiB", Assert.Throws<InvalidDataException>(() => GreyImage.Read(picture, "zeros")).Message, StringComparison.Ordinal);
        Assert.InRange(picture.BytesRead, 64 << 20, 65 << 20);
    }

    [Fact]
    public async Task A_pipe_and_a_device_are_refused_unread()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither.");
        using var folder = new TemporaryFolder();

        Assert.Contains("device", await SavedFiles.RefusalAsync(() => GreyImage.Load("/dev/zero")), StringComparison.Ordinal);
        Assert.Contains("pipe", await SavedFiles.RefusalAsync(() => GreyImage.Load(SavedFiles.MakePipe(folder["pipe.png"]))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_missing_file_are_told()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("is a folder", Assert.Throws<IOException>(() => GreyImage.Load(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => GreyImage.Load(folder["none.png"]));
        Assert.Throws<ArgumentException>(() => GreyImage.Load(""));
        Assert.Throws<ArgumentNullException>(() => GreyImage.Read(null!, ""));
        Assert.Throws<ArgumentNullException>(() => GreyImage.Read(new MemoryStream(), null!));
    }

    private static byte[] Png() => PngEncoder.Of(20, 20, 8, 0, [.. Enumerable.Range(0, 400).Select(i => i % 256)]);

    private static void Refuses(byte[] file, string says)
    {
        var exception = Assert.Throws<InvalidDataException>(() => GreyImage.Read(new MemoryStream(file), "x.png"));
        Assert.StartsWith("x.png ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => GreyImage.Read(new MemoryStream(file), "x.png"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000 + (10L * file.Length));
    }

    private static void ReadsOrRefuses(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var picture = GreyImage.Read(new MemoryStream(file), "x.png");
            Assert.True(picture.Height > 0 && picture.Width > 0);
        }
        catch (InvalidDataException exception)
        {
            Assert.StartsWith("x.png ", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', exception.Message);
        }

        // Deflate packs a thousand to one at the most, and a bit becomes two bytes, which are turned.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000 + (1032L * 8 * 4 * file.Length));
    }
}
