namespace Perceptron;

/// <summary>The pixels of an image in an IDX file.</summary>
internal static class IdxPixels
{
    /// <summary>Adds an image to rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="image">The elements of the image.</param>
    /// <param name="reader">What they were read by.</param>
    /// <param name="columns">0, or the elements in each line of an image that is to be transposed.</param>
    public static void Add(RowsBuilder<float> rows, ReadOnlySpan<byte> image, IdxReader reader, int columns)
    {
        var elements = reader.Elements;
        if (elements.Type == IdxElements.UnsignedByte)
        {
            rows.AddBytes(columns == 0 ? image : Transposed(image, columns));
            return;
        }

        var values = new double[image.Length / elements.Size];
        for (var i = 0; i < values.Length; i++)
        {
            var value = elements.At(image, i);
            values[i] = value >= 0 && value <= (elements.IsFloatingPoint ? 1 : byte.MaxValue)
                ? value
                : throw reader.Bad(
                    $"has the pixel {IdxElements.Text(value)} in image {rows.Count}; "
                    + (elements.IsFloatingPoint ? "of this type, numbers from 0 to 1 can be read." : $"from 0 to {byte.MaxValue} can be read."));
        }

        var upright = columns == 0 ? values : Transposed<double>(values, columns);
        _ = elements.IsFloatingPoint
            ? rows.Add(Array.ConvertAll(upright, value => (float)value))
            : rows.AddBytes(Array.ConvertAll(upright, value => (byte)value));
    }

    private static T[] Transposed<T>(ReadOnlySpan<T> image, int columns)
    {
        var lines = image.Length / columns;
        var transposed = new T[image.Length];
        for (var i = 0; i < image.Length; i++)
        {
            transposed[(i % columns * lines) + (i / columns)] = image[i];
        }

        return transposed;
    }
}
