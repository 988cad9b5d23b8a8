using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// The precision and the recall of one output at each threshold. Where a class is rare it tells more than <see cref="RocCurve"/>, in which a few mistakes among
/// many others are hard to see.
/// </summary>
/// <remarks>
/// With s the scores, w the weights of the rows (1 where none are given) and + the observations of the class (J. Davis and M. Goadrich,
/// "The relationship between precision-recall and ROC curves", 2006):
///
/// $$
/// P(t) = \frac{\sum_{i \in +} w_i [s_i \ge t]}{\sum_i w_i [s_i \ge t]}, \quad
/// R(t) = \frac{\sum_{i \in +} w_i [s_i \ge t]}{\sum_{i \in +} w_i}
/// $$
///
/// A row that weighs 0 counts as absent. The curves of parts of a dataset add up to that of the whole, to the last bit and in any order, since all sums
/// are exact. A curve keeps its scores, 16 bytes a row: thresholds are not known before all parts are there. It is sorted when it is first read.
/// </remarks>
public sealed class PrecisionRecallCurve
{
    private readonly ScoredRows _rows;
    private readonly Lazy<(ReadOnlyCollection<PrecisionRecallPoint> Points, double AveragePrecision)> _drawn;

    private PrecisionRecallCurve(ScoredRows rows) => (_rows, _drawn) = (rows, new(() => Draw(rows.Steps())));

    /// <summary>
    /// A point for each score, from the highest threshold to the lowest; before them recall 0 and precision 1, with the threshold ∞. Equal scores share a
    /// point.
    /// </summary>
    /// <remarks>
    /// scikit-learn's <c>precision_recall_curve</c> has the same points in the opposite order, but for a class that never occurs: there its recall is 1, and here
    /// NaN.
    /// </remarks>
    public IReadOnlyList<PrecisionRecallPoint> Points => _drawn.Value.Points;

    /// <summary>The average precision, a sum over the points; from 0 to 1. That of chance is the part of the class. NaN if no observation with a weight is of the class.</summary>
    /// <remarks>
    /// $$
    /// AP = \sum_k (R_k - R_{k-1}) \, P_k
    /// $$
    ///
    /// It is scikit-learn's <c>average_precision_score</c>, which has 0 for a class that never occurs. Points are not joined by lines: the area under lines
    /// would be too large.
    /// </remarks>
    public double AveragePrecision => _drawn.Value.AveragePrecision;

    /// <summary>How many observations there were.</summary>
    public long Count => _rows.Count;

    /// <summary>The curve of one output of a model over a dataset: of its class against all others, with the log-odds of f(x) as scores.</summary>
    /// <remarks>
    /// The log-odds, $\log \frac{f}{1 - f}$, still tell observations apart where f(x) is rounded to 0 or to 1. They are computed from the
    /// logits: z itself for a sigmoid, and $z_c - \log \sum_{j \ne c} e^{z_j}$ for a softmax. So thresholds are log-odds too, and
    /// $\frac{1}{1 + e^{-t}}$ is the threshold for f(x).
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="data">Observations and targets of the model's shape. Its own row weights are not used, as in all metrics.</param>
    /// <param name="outputIndex">Which output, from 0; 0 for the positive class of a single sigmoid output.</param>
    /// <param name="rowWeights">What each observation weighs: finite, at least 0, and not all 0; 1 each if omitted.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The shapes differ, the targets of a softmax are independent, or a weight is impossible.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PrecisionRecallCurve Compute<T>(
        Model<T> model,
        Dataset<T> data,
        int outputIndex = 0,
        IReadOnlyList<double>? rowWeights = null,
        ComputeOptions? compute = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(ScoredRows.Compute(model, data, outputIndex, rowWeights, compute, cancellationToken));

    /// <summary>The curve of scores that were made by whatever means.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="scores">A score for each observation, larger being likelier; finite.</param>
    /// <param name="isOfClass">Whether each is of the class.</param>
    /// <param name="rowWeights">What each observation weighs: finite, at least 0, and not all 0; 1 each if omitted.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a score is not finite, or a weight is impossible.</exception>
    public static PrecisionRecallCurve Compute<T>(T[] scores, bool[] isOfClass, IReadOnlyList<double>? rowWeights = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(ScoredRows.Compute(scores, isOfClass, rowWeights));

    /// <summary>The curves of two parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's.</param>
    /// <returns>The curve over both parts.</returns>
    /// <exception cref="ArgumentException">They are more rows than an array can hold, or their weights are too large.</exception>
    public static PrecisionRecallCurve operator +(PrecisionRecallCurve left, PrecisionRecallCurve right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return new(left._rows.Add(right._rows, nameof(right)));
    }

    /// <summary>This curve and another part's to that of both together.</summary>
    /// <param name="other">The other part's.</param>
    /// <returns>The curve over both parts.</returns>
    /// <exception cref="ArgumentException">They are more rows than an array can hold, or their weights are too large.</exception>
    public PrecisionRecallCurve Add(PrecisionRecallCurve other)
    {
        Guard.NotNull(other, nameof(other));
        return new(_rows.Add(other._rows, nameof(other)));
    }

    /// <summary>The size and the average, as "precision-recall curve of 10000, average precision 0.9521".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"precision-recall curve of {Count}, average precision {AveragePrecision:0.0000}");

    private static (ReadOnlyCollection<PrecisionRecallPoint> Points, double AveragePrecision) Draw(List<ScoreStep> steps)
    {
        var positives = steps is [.., var last] ? last.Positives : 0;
        var points = new PrecisionRecallPoint[steps.Count + 1];
        points[0] = new(double.PositiveInfinity, 0 / positives, 1);
        var sum = new ExactSum();
        for (var i = 0; i < steps.Count; i++)
        {
            var precision = steps[i].Positives / (steps[i].Positives + steps[i].Negatives);
            points[i + 1] = new(steps[i].Threshold, steps[i].Positives / positives, precision);
            sum.AddProduct(steps[i].OwnPositives, precision);
        }

        return (new(points), sum.Round() / positives);
    }
}

/// <summary>A point of a precision-recall curve: what comes of taking each score from a threshold on for a yes.</summary>
/// <param name="Threshold">The threshold; ∞ where nothing is a yes.</param>
/// <param name="Recall">The part of the class that is found, from 0 to 1; NaN where the class never occurs.</param>
/// <param name="Precision">The part of each yes that is of the class, from 0 to 1; 1 where nothing is a yes.</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision)
{
    /// <summary>What it says, as "from 0.8: precision 0.9, recall 0.75".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"from {Threshold:G4}: precision {Precision:G4}, recall {Recall:G4}");
}
