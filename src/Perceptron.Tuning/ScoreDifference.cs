using System.Globalization;

namespace Perceptron;

/// <summary>How much two candidates differ over the same folds, and how sure that is.</summary>
/// <remarks>
/// With $d_1, \dots, d_J$ the differences of a metric on J folds (all folds of all repeats on which both are defined), $\bar d$ their mean and
/// $s^2 = \frac{1}{J - 1} \sum_j (d_j - \bar d)^2$, the standard error is
///
/// $$
/// \sqrt{\left( \frac{1}{J} + \frac{n_{held\,out}}{n_{training}} \right) s^2}
/// $$
///
/// where n is the mean number of rows of a fold. The second term is the correction for training sets that overlap (C. Nadeau and Y. Bengio, "Inference for the generalization
/// error", 2003; for repeated folds R. R. Bouckaert and E. Frank, 2004). Without it differences seem surer than they are, the more so the more repeats there are.
/// </remarks>
/// <param name="Mean">The mean difference, in the units of the metric; NaN if there is no such fold.</param>
/// <param name="StandardError">Its corrected standard error, in the same units; NaN with fewer than two such folds.</param>
public readonly record struct ScoreDifference(double Mean, double StandardError)
{
    /// <summary>Whether the difference is at most twice its standard error: these folds can't tell the two apart. False where it is undefined.</summary>
    public bool IsSmall => Math.Abs(Mean) <= 2 * StandardError;

    /// <summary>What it says, as "+0.0123 ± 0.0045".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:+0.0000;-0.0000;0.0000} ± {StandardError:0.0000}");
}
