using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// The receiver operating characteristic of one output: how many observations of its class are found, and how many others are taken for
/// them, at each threshold.
/// </summary>
/// <remarks>
/// With s the scores, w the weights of the rows (1 where none are given), + the observations of the class and − all others (T. Fawcett,
/// "An introduction to ROC analysis", 2006):
///
/// $$
/// TPR(t) = \frac{\sum_{i \in +} w_i [s_i \ge t]}{\sum_{i \in +} w_i}, \quad
/// FPR(t) = \frac{\sum_{j \in -} w_j [s_j \ge t]}{\sum_{j \in -} w_j}
/// $$
///
/// A row that weighs 0 counts as absent. The curves of parts of a dataset add up to that of the whole, to the last bit and in any order, since all sums
/// are exact. A curve keeps its scores, 16 bytes a row: thresholds are not known before all parts are there. It is sorted when it is first read.
/// </remarks>
public sealed class RocCurve
{
    private readonly ScoredRows _rows;
    private readonly Lazy<(ReadOnlyCollection<RocPoint> Points, double Area)> _drawn;

    private RocCurve(ScoredRows rows) => (_rows, _drawn) = (rows, new(() => Draw(rows.Steps())));

    /// <summary>
    /// A point for each score, from the highest threshold to the lowest; before them (0, 0), with the threshold ∞. Equal scores share a point.
    /// </summary>
    /// <remarks>These are all points, as those of scikit-learn's <c>roc_curve</c> with <c>drop_intermediate=False</c>.</remarks>
    public IReadOnlyList<RocPoint> Points => _drawn.Value.Points;

    /// <summary>
    /// The area under the curve, by the trapezoidal rule; from 0 to 1, 0.5 being that of chance. NaN if no observation with a weight is of the
    /// class, or all are.
    /// </summary>
    /// <remarks>
    /// $$
    /// AUC = \frac{\sum_{i \in +} \sum_{j \in -} w_i w_j ([s_i \gt s_j] + \tfrac{1}{2} [s_i = s_j])}{\sum_{i \in +} w_i \sum_{j \in -} w_j}
    /// $$
    ///
    /// Without weights it is <see cref="RocAuc"/>, to the last bit. It is scikit-learn's <c>roc_auc_score</c>, which refuses what is NaN here.
    /// </remarks>
    public double Area => _drawn.Value.Area;

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
    public static RocCurve Compute<T>(
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
    public static RocCurve Compute<T>(T[] scores, bool[] isOfClass, IReadOnlyList<double>? rowWeights = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(ScoredRows.Compute(scores, isOfClass, rowWeights));

    /// <summary>The curves of two parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's.</param>
    /// <returns>The curve over both parts.</returns>
    /// <exception cref="ArgumentException">They are more rows than an array can hold, or their weights are too large.</exception>
    public static RocCurve operator +(RocCurve left, RocCurve right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return new(left._rows.Add(right._rows, nameof(right)));
    }

    /// <summary>This curve and another part's to that of both together.</summary>
    /// <param name="other">The other part's.</param>
    /// <returns>The curve over both parts.</returns>
    /// <exception cref="ArgumentException">They are more rows than an array can hold, or their weights are too large.</exception>
    public RocCurve Add(RocCurve other)
    {
        Guard.NotNull(other, nameof(other));
        return new(_rows.Add(other._rows, nameof(other)));
    }

    /// <summary>The size and the area, as "ROC curve of 10000, area 0.9921".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ROC curve of {Count}, area {Area:0.0000}");

    private static (ReadOnlyCollection<RocPoint> Points, double Area) Draw(List<ScoreStep> steps)
    {
        var (positives, negatives) = steps is [.., var last] ? (last.Positives, last.Negatives) : (0, 0);
        var points = new RocPoint[steps.Count + 1];
        points[0] = new(double.PositiveInfinity, 0 / negatives, 0 / positives);
        var (twice, before) = (new ExactSum(), 0.0);
        for (var i = 0; i < steps.Count; i++)
        {
            points[i + 1] = new(steps[i].Threshold, steps[i].Negatives / negatives, steps[i].Positives / positives);
            twice.AddProduct(steps[i].OwnNegatives, before + steps[i].Positives);
            before = steps[i].Positives;
        }

        return (new(points), twice.Round() / (2 * (positives * negatives)));
    }
}

/// <summary>A point of a ROC curve: what comes of taking each score from a threshold on for a yes.</summary>
/// <param name="Threshold">The threshold; ∞ where nothing is a yes.</param>
/// <param name="FalsePositiveRate">The part of the others that is taken for the class, from 0 to 1; NaN where there are no others.</param>
/// <param name="TruePositiveRate">The part of the class that is found, from 0 to 1, which is the recall; NaN where the class never occurs.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate)
{
    /// <summary>What it says, as "from 0.8: true positives 0.9, false positives 0.05".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"from {Threshold:G4}: true positives {TruePositiveRate:G4}, false positives {FalsePositiveRate:G4}");
}
