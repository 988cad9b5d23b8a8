using System.Globalization;

namespace Perceptron.Reading;

/// <summary>Finds out what a file is, and reads it if it is a PNG or a JPEG picture.</summary>
internal static class PictureFile
{
    public const int MaxBytes = 64 << 20;
    public const long MaxPixels = 40_000_000;
    public const int MaxSide = 65_535;

    private const int BeginLength = 16;

    public static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a picture.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="decodeJpeg">Decodes a JPEG file that was checked.</param>
    public static GreyImage Read(Stream stream, string name, JpegDecoding decodeJpeg)
    {
        // The beginning says whether the rest is worth reading.
        var begin = new byte[BeginLength];
        begin = begin[..stream.ReadAtLeast(begin, BeginLength, throwOnEndOfStream: false)];
        var isPng = begin.AsSpan().StartsWith(PngSignature);
        if (!isPng && begin is not [0xFF, 0xD8, 0xFF, ..])
        {
            throw new InvalidDataException(
                $"{name} is neither a PNG nor a JPEG picture{(FormatOf(begin) is { } format ? $" but {format}" : "")}. Save the picture as PNG or JPEG.");
        }

        var file = ReadRest(stream, begin, name);
        var (raster, orientation) = isPng ? PngReader.Read(file, name) : JpegReader.Read(file, name, decodeJpeg);
        return Orientation.Turn(raster.Height, raster.Width, Paper.Behind(raster), orientation);
    }

    /// <summary>Refuses a picture that has too many pixels, before memory is taken for them.</summary>
    public static void RequireSize(long width, long height, string name)
    {
        if (width < 1 || height < 1)
        {
            throw Damaged(name, Invariant($"its size is {width} × {height}"));
        }

        if (width > MaxSide || height > MaxSide || width * height > MaxPixels)
        {
            throw new InvalidDataException(
                Invariant($"{name} is a picture of {width} × {height} pixels; at most {MaxPixels} pixels and {MaxSide} a side are read. Make it smaller."));
        }
    }

    public static InvalidDataException Damaged(string name, string what) => new($"{name} is a damaged picture: {what}. Copy or save it again.");

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static byte[] ReadRest(Stream stream, byte[] begin, string name)
    {
        var known = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (known + begin.Length > MaxBytes)
        {
            throw TooLong(name);
        }

        using var file = new MemoryStream((int)known + begin.Length);
        file.Write(begin);
        var buffer = new byte[1 << 14];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            file.Write(buffer, 0, read);
            if (file.Length > MaxBytes)
            {
                throw TooLong(name);
            }
        }

        return file.Length == file.Capacity ? file.GetBuffer() : file.ToArray();
    }

    private static InvalidDataException TooLong(string name) =>
        new($"{name} is larger than {MaxBytes >> 20} MiB, the maximum for a picture. Make it smaller.");

    /// <summary>The format of other pictures, by how they begin.</summary>
    private static string? FormatOf(ReadOnlySpan<byte> begin) =>
        begin.StartsWith("GIF8"u8) ? "a GIF picture"
        : begin.StartsWith("BM"u8) ? "a BMP picture"
        : begin.StartsWith("II*\0"u8) || begin.StartsWith("MM\0*"u8) ? "a TIFF picture or a raw photograph"
        : begin.StartsWith("8BPS"u8) ? "a Photoshop file"
        : begin.StartsWith("#?RADIANCE"u8) ? "an HDR picture"
        : begin.StartsWith("%PDF"u8) ? "a PDF document"
        : begin.StartsWith("RIFF"u8) && begin[8..].StartsWith("WEBP"u8) ? "a WebP picture"
        : begin.Length >= 12 && begin[4..].StartsWith("ftyp"u8) ? (begin[8..].StartsWith("avi"u8) ? "an AVIF picture" : "an HEIC picture or a film")
        : begin.IsEmpty ? "an empty file"
        : null;
}
