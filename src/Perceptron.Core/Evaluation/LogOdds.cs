using System.Numerics;
using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Metrics;

/// <summary>
/// log f / (1 − f) of each output, from the logits. It orders observations as f(x) does, and does not saturate: f(x) is 1 in float from
/// z = 17 on.
/// </summary>
internal static class LogOdds
{
    /// <summary>
    /// z for a sigmoid; for a softmax z_c − log Σ e^z over the other classes. That sum is the largest logit but c's, m, and the log of a sum
    /// from 1 to the number of classes: m + log Σ e^(z − m). So nothing overflows or vanishes.
    /// </summary>
    /// <exception cref="NotFiniteNumberException">f(x) is not a number.</exception>
    [MethodImpl(Kernel.Loop)]
    public static void Compute<T>(Model<T> model, ReadOnlySpan<T> logits, Span<double> odds, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var c = 0; c < odds.Length; c++)
        {
            odds[c] = !T.IsNaN(logits[c]) ? double.CreateTruncating(logits[c]) : throw Model<T>.NotANumber(row);
        }

        if (!model.Architecture.Output.IsSoftmax)
        {
            return;
        }

        var largest = Model<T>.LargestLogit(logits, row);
        if (odds.Length == 1 || double.IsInfinity(odds[largest]))
        {
            // A single class is certain, and so is one whose logit alone is infinite.
            odds.Fill(double.NegativeInfinity);
            odds[largest] = double.PositiveInfinity;
            return;
        }

        var max = odds[largest];
        odds[largest] = double.NegativeInfinity;
        var second = double.NegativeInfinity;
        foreach (var logit in odds)
        {
            second = Math.Max(second, logit);
        }

        var (others, all) = (0.0, 1.0);
        foreach (var logit in odds)
        {
            // 0 for the largest, which is −∞ here; the others are at most 1 each.
            others += logit == double.NegativeInfinity ? 0 : Elementary.ExpOfNegative(logit - second);
            all += Elementary.ExpOfNegative(logit - max);
        }

        for (var c = 0; c < odds.Length; c++)
        {
            odds[c] = c == largest
                ? max - (second + Log(others))
                : odds[c] - (max + Log(all - Elementary.ExpOfNegative(odds[c] - max)));
        }
    }

    /// <summary>log x for x ≥ 1, within rounding.</summary>
    private static double Log(double x) => Elementary.Log1P(Math.Max(0, x - 1));
}
