using System.Numerics;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>What a person may want to know of the inputs that a model is trained on.</summary>
internal static class InputNotes
{
    /// <summary>The magnitude from which on inputs are called large: far above that of standardised ones.</summary>
    private const double Large = 16;

    /// <summary>One line where the inputs are large, as pixels up to 255.</summary>
    public static IEnumerable<string> Of<T>(Rows<T> rows, string method)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        rows.MaxAbs <= Large ? []
        : [
            $"Inputs reach {Guard.Short(rows.MaxAbs)}: {method} does better on inputs of about 1. "
            + $"Scale them, as by data.Scale(1 / {Guard.Short(rows.MaxAbs)}), or standardise them by StandardScaler.",
        ];

    /// <summary>Lines for a minimisation: inputs that are not of about one size, and an end before the minimum then.</summary>
    public static IEnumerable<string> Of<T>(Rows<T> rows, Lbfgs minimizer, Minimum minimum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (ColumnSizes.Note(rows) is not { } sizes)
        {
            yield break;
        }

        if (minimum.StopReason is StopReason.MaxIterationsReached or StopReason.NoProgress or StopReason.LossToleranceReached)
        {
            yield return FormattableString.Invariant(
                $"It stopped before the minimum: an entry of the gradient is {minimum.GradientMaxNorm:G2}, and {minimizer.GradientTolerance} was asked for.");
        }

        yield return $"{sizes}: L-BFGS does better on inputs of about 1. Scale them, best by StandardScaler.";
    }
}
