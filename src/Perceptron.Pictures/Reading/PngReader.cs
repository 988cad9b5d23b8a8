using System.IO.Compression;

namespace Perceptron.Reading;

/// <summary>
/// Reads PNG. The chunks are walked first, and those that don't change the pixels stay unread. Then rows are inflated one by one, so that
/// memory is needed for the result and for two rows. Data behind the last row are never inflated.
/// </summary>
internal static class PngReader
{
    /// <summary>The number of bytes that deflate packs into one, at most.</summary>
    private const long MaxDeflation = 1032;

    /// <summary>The passes of an interlaced picture, Adam7: the first pixel and the distance to the next, in x and in y.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Reads a picture and its orientation.</summary>
    /// <param name="file">The whole file; the caller keeps no reference.</param>
    /// <param name="name">Its name in messages.</param>
    public static (Raster Raster, int Orientation) Read(byte[] file, string name)
    {
        var (header, dataLength, orientation) = ReadChunks(file, name);
        var needed = Passes(header).Sum(pass => header.RowBytes(pass.Width) * pass.Height + pass.Height);
        if (needed > dataLength * MaxDeflation)
        {
            throw PictureFile.Damaged(name, PictureFile.Invariant($"{dataLength} bytes can't hold its {header.Width} × {header.Height} pixels"));
        }

        return (ReadPixels(header, new MemoryStream(file, 0, dataLength, writable: false), name), orientation);
    }

    /// <summary>Walks over the chunks. Their data, without the empty ones, are moved together at the beginning of the file.</summary>
    private static (PngHeader Header, int DataLength, int Orientation) ReadChunks(byte[] file, string name)
    {
        PngHeader? header = null;
        var (dataLength, orientation, dataHasEnded) = (0, Orientation.Upright, false);
        foreach (var chunk in PngChunk.Of(file, name))
        {
            var content = file.AsSpan(chunk.Start, chunk.Length);
            dataHasEnded |= dataLength > 0 && chunk.Kind != "IDAT";
            if (header is null && chunk.Kind is not ("IHDR" or "CgBI"))
            {
                throw PictureFile.Damaged(name, "its header is missing");
            }

            switch (chunk.Kind)
            {
                case "CgBI":
                    throw new InvalidDataException($"{name} is in Apple's own form of PNG. Save it as PNG or JPEG.");
                case "IHDR" when header is null:
                    chunk.RequireChecksum(file, name);
                    header = PngHeader.Read(content, name);
                    break;
                case "IHDR":
                    throw PictureFile.Damaged(name, "it has two headers");
                case "PLTE" when header!.Palette is null && dataLength == 0:
                    chunk.RequireChecksum(file, name);
                    header.TakePalette(content, name);
                    break;
                case "tRNS" when dataLength == 0 && chunk.HasRightChecksum(file):
                    header!.TakeTransparency(content);
                    break;
                case "eXIf" when chunk.HasRightChecksum(file):
                    orientation = Orientation.Of(content);
                    break;
                case "IDAT" when dataHasEnded:
                    // Not the picture's any more; if pixels are missing, that is told.
                    break;
                case "IDAT":
                    chunk.RequireChecksum(file, name);
                    content.CopyTo(file.AsSpan(dataLength));
                    dataLength += content.Length;
                    break;
                case "IEND":
                    break;
                default:
                    if (char.IsUpper(chunk.Kind[0]) && chunk.Kind != "PLTE")
                    {
                        throw PictureFile.Damaged(name, $"it has an unknown part, {chunk.Kind}");
                    }

                    break;
            }
        }

        return header is null ? throw PictureFile.Damaged(name, "its header is missing")
            : header.HasPalette && header.Palette is null ? throw PictureFile.Damaged(name, "its palette is missing")
            : dataLength == 0 ? throw PictureFile.Damaged(name, "it has no pixels")
            : (header, dataLength, orientation);
    }

    private static IEnumerable<(int X, int Y, int StepX, int StepY, int Width, int Height)> Passes(PngHeader header) =>
        from pass in header.IsInterlaced ? Adam7 : [(X: 0, Y: 0, StepX: 1, StepY: 1)]
        let width = (header.Width - pass.X + pass.StepX - 1) / pass.StepX
        let height = (header.Height - pass.Y + pass.StepY - 1) / pass.StepY
        where width > 0 && height > 0
        select (pass.X, pass.Y, pass.StepX, pass.StepY, width, height);

    private static Raster ReadPixels(PngHeader header, Stream data, string name)
    {
        var luma = new byte[header.Height * header.Width];
        var alpha = header.IsTransparent ? new byte[luma.Length] : null;
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        foreach (var pass in Passes(header))
        {
            // Of the row before the first, each byte is 0. Each row begins with the number of its filter.
            var row = new byte[1 + header.RowBytes(pass.Width)];
            var before = new byte[row.Length];
            for (var y = 0; y < pass.Height; y++)
            {
                Fill(inflated, row, name);
                PngFilter.Undo(row[0], row.AsSpan(1), before.AsSpan(1), header.PixelBytes, name);
                var at = ((pass.Y + (y * pass.StepY)) * header.Width) + pass.X;
                header.Unpack(row.AsSpan(1), pass.Width, luma, alpha, at, pass.StepX);
                (row, before) = (before, row);
            }
        }

        return new(header.Height, header.Width, luma, alpha);
    }

    private static void Fill(ZLibStream inflated, byte[] row, string name)
    {
        int read;
        try
        {
            read = inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(PictureFile.Damaged(name, "its pixels can't be unpacked").Message, exception);
        }

        if (read < row.Length)
        {
            throw PictureFile.Damaged(name, "it ends before its last pixel");
        }
    }
}
