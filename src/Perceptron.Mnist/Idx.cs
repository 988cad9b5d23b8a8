using System.Buffers.Binary;
using System.IO.Compression;

namespace Perceptron;

/// <summary>Reads and writes IDX files, the format of MNIST: images and labels as bytes, raw or gzip-compressed.</summary>
/// <remarks>
/// <para>A file is two bytes 0, a byte with the type of the elements, a byte with the number of dimensions, each dimension
/// as four bytes, the highest first, and then the elements. Labels have one dimension; images have three, count × height ×
/// width. The source is Y. LeCun, C. Cortes and C. Burges, The MNIST database of handwritten digits.</para>
/// <para>The types are 08 for unsigned bytes, as in MNIST, 09 for signed bytes, 0b, 0c for integers of two and four bytes, 0d and 0e for float
/// and double. Labels are whole numbers from 0 to 255. Pixels are whole numbers from 0 to 255, or in files of float and double numbers from 0
/// to 1. Labels may also be those of QMNIST: count × 8 integers of four bytes, of which the first of each eight is the class. Files are
/// written as unsigned bytes.</para>
/// <para>The content of a file, not its name, tells whether it is compressed. Headers are not trusted: memory is allocated as data
/// arrive.</para>
/// </remarks>
public static class Idx
{
    /// <summary>The numbers that QMNIST has for each label.</summary>
    private const int QmnistColumns = 8;

    /// <summary>The number of images after which the total is estimated.</summary>
    private const int Sample = 2000;

    /// <summary>Reads images from a file.</summary>
    /// <param name="path">An IDX file with three dimensions, raw or gzip-compressed.</param>
    /// <returns>The images, as sparse rows of values from 0 to 1: byte / 255.</returns>
    /// <exception cref="InvalidDataException">The file is not such an IDX file, is damaged, cut short, or too long.</exception>
    /// <exception cref="IOException">The file does not exist, can't be read, or is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IdxImages ReadImages(string path) => ReadImages(path, transposed: false, CancellationToken.None);

    /// <summary>Reads images from a stream, to its end.</summary>
    /// <param name="stream">The content of an IDX file with three dimensions, raw or gzip-compressed; it stays open.</param>
    /// <param name="name">The name of the content in messages.</param>
    /// <returns>The images, as sparse rows of values from 0 to 1: byte / 255.</returns>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="InvalidDataException">The content is not such an IDX file, is damaged, cut short, or too long.</exception>
    public static IdxImages ReadImages(Stream stream, string name)
    {
        FileArguments.RequireReadable(stream, nameof(stream));
        ArgumentNullException.ThrowIfNull(name);
        return ReadImages(stream, name, ownsStream: false, transposed: false, CancellationToken.None);
    }

    /// <summary>Reads labels from a file.</summary>
    /// <param name="path">An IDX file with one dimension, or of QMNIST, raw or gzip-compressed.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="InvalidDataException">The file is not such an IDX file, is damaged, cut short, or too long.</exception>
    /// <exception cref="IOException">The file does not exist, can't be read, or is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static byte[] ReadLabels(string path) => ReadLabels(path, CancellationToken.None);

    /// <summary>Reads labels from a stream, to its end.</summary>
    /// <param name="stream">The content of an IDX file with one dimension, or of QMNIST, raw or gzip-compressed; it stays open.</param>
    /// <param name="name">The name of the content in messages.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="InvalidDataException">The content is not such an IDX file, is damaged, cut short, or too long.</exception>
    public static byte[] ReadLabels(Stream stream, string name)
    {
        FileArguments.RequireReadable(stream, nameof(stream));
        ArgumentNullException.ThrowIfNull(name);
        return ReadLabels(stream, name, CancellationToken.None);
    }

    /// <summary>Writes images to a file, completely or not at all.</summary>
    /// <param name="path">The file; compressed if the path ends with ".gz". An existing file is replaced.</param>
    /// <param name="pixels">The pixels of the first image, row after row, then those of the second, and so on.</param>
    /// <param name="height">Rows of pixels in each image; at least 1.</param>
    /// <param name="width">Columns of pixels in each image; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">The pixels don't fill whole images.</exception>
    /// <exception cref="IOException">The file can't be written, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteImages(string path, byte[] pixels, int height, int width)
    {
        var sizes = Sizes(pixels, height, width);
        WriteFile(path, pixels, sizes);
    }

    /// <summary>Writes images to a stream, uncompressed.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <param name="pixels">The pixels of the first image, row after row, then those of the second, and so on.</param>
    /// <param name="height">Rows of pixels in each image; at least 1.</param>
    /// <param name="width">Columns of pixels in each image; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">The pixels don't fill whole images, or the stream can't be written.</exception>
    public static void WriteImages(Stream stream, byte[] pixels, int height, int width)
    {
        FileArguments.RequireWritable(stream, nameof(stream));
        Write(stream, pixels, Sizes(pixels, height, width));
    }

    /// <summary>Writes labels to a file, completely or not at all.</summary>
    /// <param name="path">The file; compressed if the path ends with ".gz". An existing file is replaced.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="IOException">The file can't be written, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteLabels(string path, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        WriteFile(path, labels, labels.Length);
    }

    /// <summary>Writes labels to a stream, uncompressed.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="ArgumentException">The stream can't be written.</exception>
    public static void WriteLabels(Stream stream, byte[] labels)
    {
        FileArguments.RequireWritable(stream, nameof(stream));
        ArgumentNullException.ThrowIfNull(labels);
        Write(stream, labels, labels.Length);
    }

    /// <summary>Reads images, which may be stored column by column.</summary>
    internal static IdxImages ReadImages(string path, bool transposed, CancellationToken cancellation)
    {
        using var file = Open(path);
        return ReadImages(file, path, ownsStream: true, transposed, cancellation);
    }

    internal static byte[] ReadLabels(string path, CancellationToken cancellation)
    {
        using var file = Open(path);
        return ReadLabels(file, path, cancellation);
    }

    private static IdxImages ReadImages(Stream stream, string name, bool ownsStream, bool transposed, CancellationToken cancellation)
    {
        using var reader = new IdxReader(stream, name, cancellation);
        var sizes = reader.Header(3);
        var (count, height, width) = (sizes[0], sizes[1], sizes[2]);
        var pixels = (long)height * width;
        var size = reader.Elements.Size;
        if (pixels == 0 || pixels > Array.MaxLength / size)
        {
            throw reader.Bad($"claims images of {height} × {width} pixels; from 1 to {Array.MaxLength / size} pixels can be read.");
        }

        var rows = new RowsBuilder<float>((int)pixels, sparse: true);
        try
        {
            for (var i = 0; i < count; i++)
            {
                var image = reader.Next((int)pixels * size);
                if (image.Length < pixels * size)
                {
                    throw reader.Bad($"ends after {i} of the {count} images of {height} × {width} pixels that its header claims.");
                }

                IdxPixels.Add(rows, image, reader, transposed ? width : 0);
                if (i != Sample)
                {
                    continue;
                }

                if (stream.CanSeek)
                {
                    // Estimated from the part of the file that was read, not from the header, plus 5 percent.
                    rows.EnsureCapacity((int)Math.Min(1.05 * rows.Count * stream.Length / Math.Max(1, stream.Position), Array.MaxLength - 1));
                }

                if (ownsStream)
                {
                    reader.ReadAhead();
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw reader.Bad($"has more images than memory can hold: {rows.Count} of {count} fit.", exception);
        }

        reader.RequireEnd();
        return transposed ? new IdxImages(width, height, rows.Build()) : new IdxImages(height, width, rows.Build());
    }

    private static byte[] ReadLabels(Stream stream, string name, CancellationToken cancellation)
    {
        using var reader = new IdxReader(stream, name, cancellation);
        var sizes = reader.Header(1, mayHaveColumns: true);
        var (count, columns) = (sizes[0], sizes.Length > 1 ? sizes[1] : 1);
        if (sizes.Length > 1 && (columns != QmnistColumns || reader.Elements.Type != IdxElements.Int32))
        {
            throw reader.Bad(
                $"is an IDX file with 2 dimensions, {count} × {columns} of type {reader.Elements.Type:x2}; labels have 1 dimension, or are those of "
                + $"QMNIST, count × {QmnistColumns} of type {IdxElements.Int32:x2}.");
        }

        if (count > Array.MaxLength)
        {
            throw reader.Bad($"claims {count} labels; {Array.MaxLength} is the maximum.");
        }

        var labels = reader.Elements.Type == IdxElements.UnsignedByte ? reader.Next(count).ToArray() : Labels(reader, count, columns);
        if (labels.Length < count)
        {
            throw reader.Bad($"ends after {labels.Length} of the {count} labels that its header claims.");
        }

        reader.RequireEnd();
        return labels;
    }

    /// <summary>Labels that are the first of some numbers each; fewer only at the end of the file.</summary>
    private static byte[] Labels(IdxReader reader, int count, int columns)
    {
        var (labels, size) = (new List<byte>(), reader.Elements.Size * columns);
        while (labels.Count < count && reader.Next(size) is var row && row.Length == size)
        {
            var label = reader.Elements.At(row, 0);
            labels.Add(label is >= 0 and <= byte.MaxValue && label == Math.Truncate(label)
                ? (byte)label
                : throw reader.Bad($"has the label {IdxElements.Text(label)} at {labels.Count}; whole numbers from 0 to {byte.MaxValue} can be read."));
        }

        return [.. labels];
    }

    private static FileStream Open(string path)
    {
        FileArguments.RequirePath(path, nameof(path));
        return InputFile.Open(path, bufferSize: 0, FileOptions.SequentialScan);
    }

    private static int[] Sizes(byte[] pixels, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        OutOfRange.AtLeast(1, height, nameof(height));
        OutOfRange.AtLeast(1, width, nameof(width));
        var image = (long)height * width;
        if (pixels.Length % image != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{Pluralize.Count(pixels.Length, "pixel")} given; images of {height} × {width} need a multiple of {image}."),
                nameof(pixels));
        }

        return [(int)(pixels.Length / image), height, width];
    }

    private static void WriteFile(string path, byte[] values, params int[] sizes)
    {
        FileArguments.RequirePath(path, nameof(path));
        AtomicFile.Write(path, file =>
        {
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                Write(file, values, sizes);
                return;
            }

            using var compressed = new MemoryStream();
            Compress(CompressionLevel.Optimal);
            if (values.LongLength + (4 * sizes.Length) + 4 > IdxReader.MaxContent(compressed.Length))
            {
                // Reading takes what shrinks so much for an attack.
                compressed.SetLength(0);
                Compress(CompressionLevel.NoCompression);
            }

            compressed.WriteTo(file);

            void Compress(CompressionLevel level)
            {
                using var gzip = new GZipStream(compressed, level, leaveOpen: true);
                Write(gzip, values, sizes);
            }
        });
    }

    private static void Write(Stream stream, byte[] values, params int[] sizes)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        header[2] = IdxElements.UnsignedByte;
        header[3] = (byte)sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        }

        stream.Write(header);
        stream.Write(values);
    }
}
