using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>What came of cross-validating a candidate.</summary>
public sealed class CandidateResult
{
    internal CandidateResult(Candidate candidate, MetricScore[] scores, int divergedCount, ScoreDifference differenceToBest)
    {
        Candidate = candidate;
        Scores = new ReadOnlyCollection<MetricScore>(scores);
        DivergedCount = divergedCount;
        DifferenceToBest = differenceToBest;
    }

    /// <summary>The options and their name.</summary>
    public Candidate Candidate { get; }

    /// <summary>The metric that chooses.</summary>
    public MetricScore Score => Scores[0];

    /// <summary>All metrics, in the order of <see cref="TuningOptions.Metrics"/>.</summary>
    public IReadOnlyList<MetricScore> Scores { get; }

    /// <summary>On how many folds the training diverged, or a prediction was not a number: all metrics are NaN there.</summary>
    public int DivergedCount { get; }

    /// <summary>The metric that chooses, of this candidate minus that of the best one, over the same folds; 0 for the best one.</summary>
    public ScoreDifference DifferenceToBest { get; }

    /// <summary>The name and the metric that chooses, as "l2=0.01: log loss 0.4321, deviation 0.0123 over 5 folds".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Candidate}: {Score}";

    /// <summary>Candidates, best first: those with fewer undefined folds, then by the mean, then in the order that they have here.</summary>
    internal static IEnumerable<CandidateResult> BestFirst(IEnumerable<CandidateResult> results) => results
        .OrderBy(result => result.Score.UndefinedCount)
        .ThenBy(result => result.Score.Metric.LargerIsBetter ? -result.Score.Mean : result.Score.Mean);

    internal CandidateResult ComparedTo(CandidateResult best, double ratio) =>
        new(Candidate, [.. Scores], DivergedCount, ReferenceEquals(this, best) ? default : Difference(Score.Values, best.Score.Values, ratio));

    /// <summary>The paired difference, with the correction for training sets that overlap.</summary>
    /// <param name="left">A metric on each fold.</param>
    /// <param name="right">Another candidate's on the same folds.</param>
    /// <param name="ratio">Rows that are held out, by rows that are trained on.</param>
    private static ScoreDifference Difference(IReadOnlyList<double> left, IReadOnlyList<double> right, double ratio)
    {
        double[] differences = [.. left.Zip(right, (one, other) => one - other).Where(difference => !double.IsNaN(difference))];
        if (differences.Length == 0)
        {
            return new(double.NaN, double.NaN);
        }

        var mean = differences.Sum() / differences.Length;
        var variance = differences.Length < 2 ? double.NaN : differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1);
        return new(mean, Math.Sqrt(((1.0 / differences.Length) + ratio) * variance));
    }
}
