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
}
