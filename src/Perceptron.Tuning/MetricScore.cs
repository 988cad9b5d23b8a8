using System.Collections.ObjectModel;
using System.Globalization;

namespace Perceptron;

/// <summary>A metric of a candidate on each fold.</summary>
public sealed class MetricScore
{
    internal MetricScore(TuningMetric metric, double[] values)
    {
        Metric = metric;
        Values = new ReadOnlyCollection<double>(values);
        double[] defined = [.. values.Where(value => !double.IsNaN(value))];
        UndefinedCount = values.Length - defined.Length;
        Mean = defined.Length == 0 ? double.NaN : defined.Sum() / defined.Length;
        StandardDeviation = defined.Length < 2 ? double.NaN : Math.Sqrt(defined.Sum(value => (value - Mean) * (value - Mean)) / (defined.Length - 1));
    }

    /// <summary>What was measured.</summary>
    public TuningMetric Metric { get; }

    /// <summary>Its value on each fold, in the order of <see cref="TuningResult.Folds"/>; NaN where it is undefined, or where the training diverged.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The mean over the folds for which it is defined, $\bar m = \frac{1}{J} \sum_j m_j$; NaN if it is for none.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation over these folds, $\sqrt{\frac{1}{J - 1} \sum_j (m_j - \bar m)^2}$; NaN with fewer than two. It isn't the error of the mean.</summary>
    public double StandardDeviation { get; }

    /// <summary>On how many folds it is NaN.</summary>
    public int UndefinedCount { get; }

    /// <summary>What it says, as "log loss 0.4321, deviation 0.0123 over 5 folds".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Metric} {Mean:0.0000}, deviation {StandardDeviation:0.0000} over {Values.Count} folds{(UndefinedCount == 0 ? "" : $", undefined on {UndefinedCount}")}");
}
