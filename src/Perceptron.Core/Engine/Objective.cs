using System.Numerics;
using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>From sums over rows to what training minimises: the mean loss and its penalty.</summary>
internal static class Objective
{
    /// <summary>
    /// What the mean divides by: the weight of the rows for softmax, and rows times outputs for sigmoid. Rows of weight 0 have the
    /// sum 0, and so the mean 0.
    /// </summary>
    public static double Divisor(Architecture architecture, double weight) =>
        !architecture.Output.IsSoftmax ? weight * architecture.OutputCount : weight == 0 ? 1 : weight;

    /// <summary>The mean of a sum of losses, plus l2 / 2 · Σ w².</summary>
    public static double Loss<T>(PackedLayout layout, ReadOnlySpan<T> packed, double sum, double weight, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (sum / Divisor(layout.Architecture, weight)) + Penalty(layout, packed, l2);

    /// <summary>l2 / 2 · Σ w².</summary>
    public static double Penalty<T>(PackedLayout layout, ReadOnlySpan<T> packed, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (l2 == 0)
        {
            return 0;
        }

        var squares = 0.0;
        foreach (var layer in layout.Layers)
        {
            if (layer.IsBlocked || layer.IsNeuron)
            {
                squares += UpdateKernels.SumOfSquares(packed[layer.Weights], layer.Lanes);
                continue;
            }

            for (var panel = 0; panel < layer.Panels; panel++)
            {
                squares += UpdateKernels.SumOfSquares(packed[layer.Panel(panel)], layer.LanesOf(panel));
            }
        }

        return l2 / 2 * squares;
    }

    /// <inheritdoc cref="Penalty{T}(PackedLayout, ReadOnlySpan{T}, double)"/>
    public static double Penalty<T>(PackedParameters<T> packed, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Penalty<T>(packed.Layout, packed.Parameters, l2);

    /// <summary>The mean of a summed gradient, plus l2 · w on the weights; both in the packed form.</summary>
    public static void Finish<T>(PackedLayout layout, ReadOnlySpan<T> parameters, Span<T> gradient, double weight, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var divisor = Divisor(layout.Architecture, weight);
        foreach (var layer in layout.Layers)
        {
            UpdateKernels.Finish(gradient[layer.Weights], parameters[layer.Weights], divisor, l2);
            UpdateKernels.Finish(gradient[layer.Bias], parameters[layer.Bias], divisor, 0);
        }
    }
}
