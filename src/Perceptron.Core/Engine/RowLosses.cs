using System.Numerics;
using Perceptron.Data;
using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>The loss of each row, from its logits and its targets: which kernel computes it.</summary>
internal static class RowLosses
{
    /// <summary>How many numbers of scratch memory <see cref="Compute"/> needs.</summary>
    public static int ScratchLength(int stride) => (2 * stride) + Lanes.Count<double>();

    /// <summary>
    /// The loss of each of some rows of logits, padded to whole vectors as the losses are; where
    /// <paramref name="differentiate"/>, the logits become their gradient.
    /// </summary>
    public static void Compute<T>(
        Targets<T> targets,
        RowBlock rows,
        Output output,
        Span<T> logits,
        int stride,
        Span<double> losses,
        Span<double> scratch,
        bool differentiate,
        ElementWeights? weights = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (outputs, indices) = (targets.OutputCount, targets.Indices);
        if (indices is not null && output.IsSoftmax && weights is null)
        {
            OutputKernels.SoftmaxLosses(logits, outputs, stride, indices, rows, losses, scratch, differentiate);
            return;
        }

        if (stride == 1)
        {
            OfOneOutput(targets, rows, logits, losses, differentiate, weights);
            return;
        }

        var y = scratch[..stride];
        var rest = scratch[stride..];
        y.Clear();
        for (var r = 0; r < rows.Count; r++)
        {
            var row = logits.Slice(r * stride, stride);
            if (indices is not null)
            {
                y[..outputs].Clear();
                y[indices[rows[r]]] = 1;
            }
            else
            {
                for (var j = 0; j < outputs; j++)
                {
                    y[j] = double.CreateTruncating(targets.Values![(rows[r] * outputs) + j]);
                }
            }

            weights?.Multiply(y[..outputs], rest);
            losses[r] = output.IsSoftmax
                ? OutputKernels.SoftmaxLoss(row, outputs, y, rest, differentiate)
                : weights is null
                    ? OutputKernels.SigmoidLoss(row, outputs, y, differentiate)
                    : OutputKernels.SigmoidLoss(row, outputs, y, rest, differentiate);
        }
    }

    /// <summary>The same for a sigmoid of one output whose logits stand one after another: eight rows at a time.</summary>
    private static void OfOneOutput<T>(Targets<T> targets, RowBlock rows, Span<T> logits, Span<double> losses, bool differentiate, ElementWeights? weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> positive = stackalloc double[Lanes.Count<double>()], negative = stackalloc double[Lanes.Count<double>()];
        positive.Clear();
        negative.Clear();
        var (values, next) = (targets.Values!, 0);
        if (weights is null)
        {
            Span<T> y = stackalloc T[positive.Length];
            for (; next <= rows.Count - y.Length; next += y.Length)
            {
                if (!rows.IsOrdered)
                {
                    OutputKernels.SigmoidLosses(logits[next..], values.AsSpan(rows[next], y.Length), losses[next..], differentiate);
                    continue;
                }

                for (var j = 0; j < y.Length; j++)
                {
                    y[j] = values[rows[next + j]];
                }

                OutputKernels.SigmoidLosses<T>(logits[next..], y, losses[next..], differentiate);
            }
        }

        for (var first = next; first < rows.Count; first += positive.Length)
        {
            for (var j = 0; j < Math.Min(positive.Length, rows.Count - first); j++)
            {
                var y = double.CreateTruncating(values[rows[first + j]]);
                (positive[j], negative[j]) = (y, 1 - y);
                weights?.Multiply(positive.Slice(j, 1), negative.Slice(j, 1));
            }

            OutputKernels.SigmoidLosses(logits[first..], positive, negative, losses[first..], differentiate);
        }
    }
}
