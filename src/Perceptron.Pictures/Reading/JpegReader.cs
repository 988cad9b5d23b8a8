namespace Perceptron.Reading;

/// <summary>
/// Reads JPEG. All headers up to the end of the picture are read before the decoder sees the file, and it sees only what the pixels need.
/// </summary>
/// <remarks>
/// The decoder takes memory by the size that the header claims, works through all blocks of a component for each of its scans, and leaves
/// memory as it was where nothing is in the file. So all three are looked at first.
/// </remarks>
internal static class JpegReader
{
    private const int Start = 0xD8, End = 0xD9, Scan = 0xDA, Quantization = 0xDB, Restart = 0xDD, Huffman = 0xC4, Exif = 0xE1, Adobe = 0xEE, Comment = 0xFE;

    private static ReadOnlySpan<byte> ExifName => "Exif\0\0"u8;

    /// <summary>Reads a picture and its orientation.</summary>
    /// <param name="file">The whole file; the caller keeps no reference.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="decode">The decoder.</param>
    public static (Raster Raster, int Orientation) Read(byte[] file, string name, JpegDecoding decode)
    {
        var (frame, length, orientation) = ReadSegments(file, name);
        byte[] pixels;
        try
        {
            pixels = decode(new MemoryStream(file, 0, length, writable: false));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The decoder reports damage by many kinds of exceptions, in words of its own.
            throw new InvalidDataException(PictureFile.Damaged(name, "its pixels can't be decoded").Message, exception);
        }

        return (new(frame.Height, frame.Width, pixels), orientation);
    }

    /// <summary>Walks over the segments. Those that the decoder needs are moved together at the beginning of the file.</summary>
    private static (JpegFrame Frame, int Length, int Orientation) ReadSegments(byte[] file, string name)
    {
        JpegFrame? frame = null;
        int? orientation = null;
        var length = 2;
        for (var at = 2; ;)
        {
            var marker = NextMarker(file, ref at, name);
            if (marker == End)
            {
                break;
            }

            var end = at + SegmentLength(file, at, marker, name);
            var content = file.AsSpan(at + 2, end - at - 2);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when frame is null:
                    frame = JpegFrame.Read(content, marker == 0xC2, file.Length, name);
                    break;
                case >= 0xC0 and <= 0xCF and not Huffman:
                    throw frame is null
                        ? new InvalidDataException($"{name} is an uncommon JPEG picture: lossless, in layers or with arithmetic coding. Save it as PNG or as a usual JPEG.")
                        : PictureFile.Damaged(name, "it has two headers");
                case Huffman:
                    JpegTables.CheckHuffman(content, name);
                    break;
                case Quantization:
                    JpegTables.CheckQuantization(content, name);
                    break;
                case Restart when content.Length != 2:
                    throw PictureFile.Damaged(name, "its restart interval can't be read");
                case Scan:
                    (frame ?? throw PictureFile.Damaged(name, "its header is missing")).CheckScan(content, name);
                    end = EndOfScan(file, end);
                    break;
                case Exif when content.StartsWith(ExifName):
                    orientation ??= Orientation.Of(content[ExifName.Length..]);
                    break;
                case Restart or Comment or (>= 0xE0 and <= 0xEF):
                    break;
                default:
                    throw PictureFile.Damaged(name, PictureFile.Invariant($"it has a part of unknown kind, {marker:X2}"));
            }

            // Of the applications' parts the decoder needs Adobe's, which says what the colours are.
            if (marker is not Comment and not (>= 0xE0 and <= 0xEF and not Adobe))
            {
                file[length] = 0xFF;
                file[length + 1] = (byte)marker;
                file.AsSpan(at, end - at).CopyTo(file.AsSpan(length + 2));
                length += 2 + end - at;
            }

            at = end;
        }

        (frame ?? throw PictureFile.Damaged(name, "its header is missing")).RequireAllComponents(name);
        file[length] = 0xFF;
        file[length + 1] = End;
        return (frame, length + 2, orientation ?? Orientation.Upright);
    }

    /// <summary>Finds the next marker, and leaves <paramref name="at"/> behind it. Other bytes before it are skipped, as by other readers.</summary>
    private static int NextMarker(byte[] file, ref int at, string name)
    {
        for (; at < file.Length - 1; at++)
        {
            // 00 behind FF is no marker, D0 … D7 begin a part of a scan, and FF may be repeated.
            if (file[at] == 0xFF && file[at + 1] is not 0 and not 0xFF and not (>= 0xD0 and <= 0xD7) and not 0x01)
            {
                at += 2;
                return file[at - 1] == Start ? throw PictureFile.Damaged(name, "it begins twice") : file[at - 1];
            }
        }

        throw PictureFile.Damaged(name, "it ends too early; its last part is missing");
    }

    private static int SegmentLength(byte[] file, int at, int marker, string name)
    {
        var length = at + 2 <= file.Length ? (file[at] << 8) | file[at + 1] : 0;
        return length < 2 ? throw PictureFile.Damaged(name, PictureFile.Invariant($"a part, {marker:X2}, has no length"))
            : length > file.Length - at ? throw PictureFile.Damaged(name, "it ends too early; its last part is missing")
            : length;
    }

    /// <summary>The place of the marker that ends the compressed data of a scan, or the end of the file.</summary>
    private static int EndOfScan(byte[] file, int at)
    {
        while (true)
        {
            var next = file.AsSpan(at).IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                return file.Length;
            }

            at += next;
            if (file[at + 1] is not 0 and not (>= 0xD0 and <= 0xD7) and not 0xFF)
            {
                return at;
            }

            at += file[at + 1] == 0xFF ? 1 : 2;
        }
    }
}
