using System.Numerics;
using Perceptron.Support;

namespace Perceptron.Metrics;

/// <summary>The rows of one class and the others, by score, from the highest score down.</summary>
/// <param name="Threshold">The score, which all rows of a step have.</param>
/// <param name="Positives">What the rows of the class from this score on weigh.</param>
/// <param name="Negatives">What the other rows from this score on weigh.</param>
/// <param name="OwnPositives">What the rows of the class with this score weigh.</param>
/// <param name="OwnNegatives">What the other rows with this score weigh.</param>
internal readonly record struct ScoreStep(double Threshold, double Positives, double Negatives, double OwnPositives, double OwnNegatives);

/// <summary>
/// Scores of rows, which of them are of a class, and what they weigh: what curves are made of. They are kept in parts, so that adding copies no row, and sorted when
/// a curve is read. All sums over rows are exact, so that the parts and their order change no bit.
/// </summary>
internal sealed class ScoredRows
{
    private readonly Part[] _parts;
    private readonly double _weight;

    private ScoredRows(Part[] parts, long count, double weight) => (_parts, Count, _weight) = (parts, count, weight);

    /// <summary>How many rows there were, those that weigh 0 too.</summary>
    public long Count { get; }

    /// <summary>The scores of a model: the log-odds of one output, which are not rounded to 0 or to 1 as f(x) is.</summary>
    public static ScoredRows Compute<T>(
        Model<T> model, Dataset<T> data, int outputIndex, IReadOnlyList<double>? rowWeights, ComputeOptions? compute, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        Guard.Index(outputIndex, model.OutputCount, "output", nameof(outputIndex));
        var weights = RowWeights.Checked(rowWeights, data.Count, nameof(rowWeights));
        var scores = new double[data.Count];
        model.ForEachBlock(data.Rows, predict: false, compute, (pass, block) =>
        {
            var odds = new double[model.OutputCount];
            for (var r = 0; r < block.Count; r++)
            {
                LogOdds.Compute<T>(model, pass.Output(r), odds, block[r]);
                scores[block[r]] = odds[outputIndex];
            }
        }, cancellationToken);
        return Of(scores, weights, row => data.Targets.AreExclusive
            ? data.Targets.ClassOf(row) == outputIndex
            : Model<T>.IsOne(data.Targets[row, outputIndex]));
    }

    /// <summary>Scores that were made by whatever means.</summary>
    public static ScoredRows Compute<T>(T[] scores, bool[] isOfClass, IReadOnlyList<double>? rowWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(scores, nameof(scores));
        Guard.NotNull(isOfClass, nameof(isOfClass));
        Guard.Length(isOfClass.Length, scores.Length, "answer", nameof(isOfClass));
        Guard.Finite<T>(scores, nameof(scores));
        return Of(Arrays.Convert<T, double>(scores), RowWeights.Checked(rowWeights, scores.Length, nameof(rowWeights)), row => isOfClass[row]);
    }

    public ScoredRows Add(ScoredRows other, string name)
    {
        var rows = _parts.Sum(part => part.Scores.LongLength) + other._parts.Sum(part => part.Scores.LongLength);
        return rows <= Array.MaxLength
            ? new([.. _parts, .. other._parts], Count + other.Count, RowWeights.CheckedSum(_weight + other._weight, name))
            : throw new ArgumentException($"A curve of {Guard.Text(rows)} rows is more than an array can hold ({Array.MaxLength}).", name);
    }

    /// <summary>A step for each score that a row with a weight has, from the highest down; all weights times one power of two.</summary>
    public List<ScoreStep> Steps()
    {
        double[] scores = [.. _parts.SelectMany(part => part.Scores)];
        double[] weights = [.. _parts.SelectMany(part => part.Weights)];
        Array.Sort(scores, weights);
        var (positives, negatives, scale) = (new ExactSum(), new ExactSum(), RowWeights.Scale(_weight));
        var steps = new List<ScoreStep>();
        for (var end = scores.Length; end > 0;)
        {
            var (ownPositives, ownNegatives, score) = (new ExactSum(), new ExactSum(), scores[end - 1]);
            for (; end > 0 && scores[end - 1] == score; end--)
            {
                var weight = weights[end - 1] * scale;
                (weight > 0 ? ownPositives : ownNegatives).Add(Math.Abs(weight));
            }

            positives.Add(ownPositives);
            negatives.Add(ownNegatives);
            steps.Add(new(score, positives.Round(), negatives.Round(), ownPositives.Round(), ownNegatives.Round()));
        }

        return steps;
    }

    private static ScoredRows Of(double[] scores, double[]? weights, Func<int, bool> isOfClass)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Length).Where(row => weights is null || weights[row] > 0)];
        var part = new Part(new double[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            // −0 becomes 0, so that it does not matter which of them comes first.
            var (row, weight) = (rows[i], weights is null ? 1 : weights[rows[i]]);
            (part.Scores[i], part.Weights[i]) = (scores[row] + 0.0, isOfClass(row) ? weight : -weight);
        }

        return new([part], scores.Length, weights is null ? scores.Length : weights.Sum());
    }

    /// <param name="Scores">A score for each row that has a weight.</param>
    /// <param name="Weights">What it weighs; below 0 where it is not of the class.</param>
    private sealed record Part(double[] Scores, double[] Weights);
}
