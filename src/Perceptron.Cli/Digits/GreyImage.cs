using System.Buffers.Binary;
using System.IO.Compression;
using StbImageSharp;

namespace Perceptron.Cli.Digits;

/// <summary>A PNG or JPEG file as grey pixels. StbImageSharp reads it after a check against decompression bombs.</summary>
internal sealed record GreyImage(int Height, int Width, byte[] Pixels)
{
    private const int MaxFileBytes = 64 << 20;
    private const long MaxPixels = 40_000_000;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="InvalidDataException">The file is not a PNG or JPEG image, is damaged, or is too large.</exception>
    public static GreyImage Read(string path)
    {
        var file = InputFile.ReadAllBytes(path, MaxFileBytes, "an image");
        var isPng = file.AsSpan().StartsWith(PngSignature);
        if (!isPng && file is not [0xFF, 0xD8, 0xFF, ..])
        {
            throw new InvalidDataException($"{path} is neither a PNG nor a JPEG image.");
        }

        try
        {
            return Decode(path, file, isPng);
        }
        catch (Exception exception) when (exception is not InvalidDataException and not OutOfMemoryException)
        {
            // The decoder reports damage by many kinds of exceptions.
            throw new InvalidDataException($"{path} is a damaged image: {exception.Message.Split('\n', '\r')[0]}", exception);
        }
    }

    private static GreyImage Decode(string path, byte[] file, bool isPng)
    {
        var info = ImageInfo.FromStream(new EndingStream(file)) ?? throw new InvalidDataException($"{path} is a damaged image: its header can't be read.");
        if (info.Width < 3 || info.Height < 3 || (long)info.Width * info.Height > MaxPixels)
        {
            throw new InvalidDataException($"{path} is an image of {info.Width} × {info.Height}; from 3 × 3 to {MaxPixels} pixels can be read.");
        }

        if (isPng)
        {
            RequirePixels(path, file);
        }
        else if ((long)info.Width * info.Height > 512L * file.Length)
        {
            // Each block of 8 × 8 takes at least one bit.
            throw new InvalidDataException($"{path} is a damaged image: {file.Length} bytes can't hold {info.Width} × {info.Height} pixels.");
        }

        var image = ImageResult.FromStream(new EndingStream(file), ColorComponents.RedGreenBlueAlpha);
        var grey = new byte[image.Width * image.Height];
        for (var i = 0; i < grey.Length; i++)
        {
            var (red, green, blue, alpha) = (image.Data[4 * i], image.Data[(4 * i) + 1], image.Data[(4 * i) + 2], image.Data[(4 * i) + 3]);

            // Luma of ITU-R BT.601, over white where the picture is transparent.
            var luma = (0.299 * red) + (0.587 * green) + (0.114 * blue);
            grey[i] = (byte)Math.Round(((luma * alpha) + (255 * (255 - alpha))) / 255);
        }

        return new GreyImage(image.Height, image.Width, grey);
    }

    /// <summary>
    /// The decoder allocates all pixels that a PNG claims and inflates all data that it has before it compares the two. So both are
    /// counted first.
    /// </summary>
    private static void RequirePixels(string path, byte[] file)
    {
        using var data = new MemoryStream();
        var min = 0L;
        var isInterlaced = false;
        for (var at = PngSignature.Length; at <= file.Length - 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
            {
                throw new InvalidDataException($"{path} is a damaged image: it ends within a chunk of {length} bytes.");
            }

            var (kind, content) = (file.AsMemory(at + 4, 4), file.AsMemory(at + 8, (int)length));
            if (kind.Span.SequenceEqual("IHDR"u8) && length >= 13)
            {
                min = PngBytes(content.Span);
                isInterlaced = content.Span[12] != 0;
            }
            else if (kind.Span.SequenceEqual("IDAT"u8))
            {
                data.Write(content.Span);
            }

            at += 12 + (int)length;
        }

        // Each of the seven passes of an interlaced picture has a filter byte per row, and pads its own rows to whole bytes.
        var max = isInterlaced ? (2 * min) + 4096 : min;
        data.Position = 0;
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        var buffer = new byte[1 << 14];
        var total = 0L;
        for (int read; total <= max && (read = inflated.Read(buffer)) > 0;)
        {
            total += read;
        }

        if (total < min || total > max)
        {
            throw new InvalidDataException($"{path} is a damaged image: its data do not match the number of pixels in its header.");
        }
    }

    /// <summary>The size of the pixels of a picture that is not interlaced: a filter byte per row, and rows of whole bytes.</summary>
    private static long PngBytes(ReadOnlySpan<byte> header)
    {
        long width = BinaryPrimitives.ReadUInt32BigEndian(header);
        long height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var channels = header[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return height * (1 + (((width * channels * header[8]) + 7) / 8));
    }
}
