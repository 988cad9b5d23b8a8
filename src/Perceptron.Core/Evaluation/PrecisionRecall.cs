using System.Globalization;

namespace Perceptron;

/// <summary>Precision, recall and F1 of one class, or their mean over several.</summary>
/// <remarks>
/// With the true and false positives and the false negatives of a class (C. J. van Rijsbergen, <i>Information Retrieval</i>, 1979):
///
/// $$
/// P = \frac{TP}{TP + FP}, \quad R = \frac{TP}{TP + FN}, \quad F_1 = \frac{2 \, TP}{2 \, TP + FP + FN}
/// $$
///
/// Where a denominator is 0 (a class that is never predicted, or never occurs) the value is 0, as scikit-learn has it
/// with <c>zero_division=0</c>.
/// </remarks>
/// <param name="Precision">Of what was predicted as the class, the part that is of it.</param>
/// <param name="Recall">Of what is of the class, the part that was predicted as it.</param>
/// <param name="F1">The harmonic mean of the two; of a mean over classes, the mean of their F1.</param>
/// <param name="Support">How many observations are of the class, or of the classes together.</param>
public readonly record struct PrecisionRecall(double Precision, double Recall, double F1, long Support)
{
    /// <summary>The values, as "precision 0.92, recall 0.9, F1 0.91 of 1000".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"precision {Precision:G4}, recall {Recall:G4}, F1 {F1:G4} of {Support}");

    internal static PrecisionRecall Of(long truePositives, long predicted, long actual) => new(
        Ratio(truePositives, predicted), Ratio(truePositives, actual), Ratio(2 * truePositives, predicted + actual), actual);

    /// <summary>The plain mean.</summary>
    internal static PrecisionRecall Macro(IReadOnlyCollection<PrecisionRecall> classes) => new(
        classes.Average(one => one.Precision), classes.Average(one => one.Recall), classes.Average(one => one.F1), classes.Sum(one => one.Support));

    /// <summary>The mean weighted by how often each class occurs; 0 where none does.</summary>
    internal static PrecisionRecall Weighted(IReadOnlyCollection<PrecisionRecall> classes)
    {
        var support = classes.Sum(one => one.Support);
        double Mean(Func<PrecisionRecall, double> value) =>
            support == 0 ? 0 : classes.Sum(one => value(one) * one.Support) / support;
        return new(Mean(one => one.Precision), Mean(one => one.Recall), Mean(one => one.F1), support);
    }

    internal static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
