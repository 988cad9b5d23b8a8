using System.Runtime.InteropServices;

namespace Perceptron.Playground.Views;

/// <summary>Small pictures of a function on a grid, as pixels for <see cref="Browser.Drawing.Image"/>: y grows upwards.</summary>
public static class HeatTile
{
    /// <summary>A pixel a value, by the scale from blue at <paramref name="from"/> to red at <paramref name="to"/>.</summary>
    /// <param name="values">[i, j] at the i-th x and the j-th y.</param>
    /// <returns>Red, green, blue, opacity; rows from the top, so y = rows − 1 first.</returns>
    public static byte[] Rgba(double[,] values, double from = 0, double to = 1, ColourScale? scale = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (columns, rows) = (values.GetLength(0), values.GetLength(1));
        var pixels = new byte[4 * columns * rows];
        if (values.Length > 0)
        {
            Rgba(MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length), columns, rows, pixels, from, to, scale);
        }

        return pixels;
    }

    /// <summary>The same into memory of the caller's, of one column of a matrix: of one neuron of a layer.</summary>
    /// <param name="values">Value (i · rows + j) · stride + offset is at the i-th x and the j-th y.</param>
    /// <param name="pixels">Takes 4 · columns · rows bytes.</param>
    public static void Rgba(
        ReadOnlySpan<double> values, int columns, int rows, Span<byte> pixels,
        double from = 0, double to = 1, ColourScale? scale = null, int stride = 1, int offset = 0)
    {
        if (values.Length < (((columns * rows) - 1) * stride) + offset + 1 || pixels.Length != 4 * columns * rows)
        {
            throw new ArgumentException(
                $"{columns} × {rows} values with the stride {stride} need more than {values.Length} numbers, or not {pixels.Length} bytes but {4 * columns * rows}.",
                nameof(values));
        }

        scale ??= ColourScale.Diverging;
        var factor = to > from ? 1 / (to - from) : 0;
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                var rgb = scale[(values[(((i * rows) + j) * stride) + offset] - from) * factor];
                var at = 4 * (((rows - 1 - j) * columns) + i);
                pixels[at] = (byte)(rgb >> 16);
                pixels[at + 1] = (byte)(rgb >> 8);
                pixels[at + 2] = (byte)rgb;
                pixels[at + 3] = 255;
            }
        }
    }
}
