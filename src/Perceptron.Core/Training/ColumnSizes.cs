using System.Numerics;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>How large each input is where it is not 0: the root of its mean square. L-BFGS needs inputs of about one size.</summary>
internal static class ColumnSizes
{
    /// <summary>The ratio of the largest size to the smallest from which on inputs are called badly scaled.</summary>
    private const double Far = 100;

    /// <summary>Sizes above this are called large.</summary>
    private const double Large = 16;

    /// <summary>Sizes below this are called small: gradients by such inputs are under the tolerance before their weights are good.</summary>
    private const double Small = 1.0 / 64;

    /// <summary>From twice as many rows on some are left out.</summary>
    private const int MostRows = 16_384;

    /// <summary>What is badly scaled, as a sentence; null if nothing is.</summary>
    public static string? Note<T>(Rows<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (least, most) = Extremes(Of(rows));
        return least is not { } small || most is not { } large ? null
            : large.Size > Far * small.Size ? FormattableString.Invariant(
                $"Inputs differ in size, from about {small.Size:G2} (input {small.Input}) to {large.Size:G2} (input {large.Input})")
            : large.Size > Large ? $"Inputs reach {Guard.Short(rows.MaxAbs)}"
            : large.Size < Small ? $"Inputs reach only {Guard.Short(rows.MaxAbs)}"
            : null;
    }

    /// <summary>The sizes, 0 for an input that is always 0. Of many rows some are looked at, from the first to the last: a size needn't be exact.</summary>
    private static double[] Of<T>(Rows<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Of x over the largest magnitude, so that no square overflows.
        var largest = rows.MaxAbs > 0 ? rows.MaxAbs : 1;
        var (sizes, counts) = (new double[rows.InputCount], new int[rows.InputCount]);
        var (indices, values) = (new int[rows.InputCount], new T[rows.InputCount]);
        var step = Math.Max(1, rows.Count / MostRows);
        for (var i = 0; i < rows.Count / step; i++)
        {
            // One row of each few, at another place each time, as rows may repeat every few.
            var row = (i * step) + (int)(i * 40_503L % step);
            var stored = rows.CopyStored(row, indices, values);
            for (var j = 0; j < stored; j++)
            {
                var x = double.CreateTruncating(values[j]) / largest;
                if (x != 0)
                {
                    sizes[indices[j]] += x * x;
                    counts[indices[j]]++;
                }
            }
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = counts[i] == 0 ? 0 : largest * Math.Sqrt(sizes[i] / counts[i]);
        }

        return sizes;
    }

    private static ((int Input, double Size)? Least, (int Input, double Size)? Most) Extremes(double[] sizes)
    {
        (int Input, double Size)? least = null, most = null;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] > 0)
            {
                least = least is { } small && small.Size <= sizes[i] ? least : (i, sizes[i]);
                most = most is { } large && large.Size >= sizes[i] ? most : (i, sizes[i]);
            }
        }

        return (least, most);
    }
}
