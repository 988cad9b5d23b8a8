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
}
