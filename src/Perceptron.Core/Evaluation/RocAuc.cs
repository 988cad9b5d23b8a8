using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// The area under the receiver operating characteristic, of each class against all others: the probability that an observation
/// of the class is given a higher score than one that is not, a tie counting half.
/// </summary>
/// <remarks>
/// With n₊ observations of the class and n₋ others, s their scores (J. A. Hanley and B. J. McNeil, 1982; the statistic of
/// Mann and Whitney):
///
/// $$
/// AUC = \frac{1}{n_+ n_-} \sum_{i \in +} \sum_{j \in -} [s_i \gt s_j] + \tfrac{1}{2} [s_i = s_j]
/// $$
///
/// It is counted in whole numbers and rounded once. Of a class that never occurs, or that everything is of, it is
/// NaN. These are scikit-learn's <c>roc_auc_score</c> with <c>multi_class="ovr"</c>, which refuses such classes.
/// </remarks>
public sealed class RocAuc
{
    private readonly double[] _areas;

    private RocAuc(double[] areas, long[] support, IReadOnlyList<string> outputNames)
    {
        _areas = areas;
        OutputNames = new ReadOnlyCollection<string>([.. outputNames]);
        var defined = Enumerable.Range(0, areas.Length).Where(c => !double.IsNaN(areas[c])).ToArray();
        Macro = defined.Length == 0 ? double.NaN : defined.Average(c => areas[c]);
        Weighted = defined.Length == 0 ? double.NaN : defined.Sum(c => areas[c] * support[c]) / defined.Sum(c => support[c]);
    }

    /// <summary>How many outputs, and so areas, there are: one for each class, but a single one for two classes by one sigmoid output.</summary>
    public int OutputCount => OutputNames.Count;

    /// <summary>A name for each output: that of the class whose probability it is.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>The mean over the classes for which it is defined; NaN if it is for none.</summary>
    public double Macro { get; }

    /// <summary>
    /// The mean over the classes for which it is defined, each weighted by how often it occurs; NaN if it is defined for none.
    /// </summary>
    public double Weighted { get; }

    /// <summary>The area of one output: of its class against all others.</summary>
    /// <param name="outputIndex">Which output, from 0; 0 for the positive class of a single sigmoid output.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public double this[int outputIndex]
    {
        get
        {
            Guard.Index(outputIndex, OutputCount, "output", nameof(outputIndex));
            return _areas[outputIndex];
        }
    }

    /// <summary>The areas of a model over a dataset, with the log-odds of f(x) as scores.</summary>
    /// <remarks>
    /// The log-odds, $\log \frac{f}{1 - f}$, still tell observations apart where f(x) is rounded to 0 or to 1. They are computed from the
    /// logits: z itself for a sigmoid, and $z_c - \log \sum_{j \ne c} e^{z_j}$ for a softmax.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>An area for each output.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the targets of a softmax are independent.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RocAuc Compute<T>(
        Model<T> model, Dataset<T> data, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        var scores = new double[Guard.Size(data.Count, model.OutputCount, nameof(data))];
        model.ForEachBlock(data.Rows, predict: false, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                LogOdds.Compute<T>(model, pass.Output(r), scores.AsSpan(block[r] * model.OutputCount, model.OutputCount), block[r]);
            }
        }, cancellationToken);
        return Compute(scores, data.Targets, model.OutputNames);
    }

    /// <summary>The areas of exclusive classes, by the indices of the correct ones.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="scores">Observations × classes, larger being likelier; finite.</param>
    /// <param name="classIndices">The class of each observation, from 0.</param>
    /// <returns>An area for each output.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, or a score is not finite.</exception>
    public static RocAuc Compute<T>(T[,] scores, int[] classIndices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(scores, nameof(scores));
        var targets = Targets<T>.FromIndices(classIndices, scores.GetLength(1), nameof(classIndices), nameof(scores));
        return Compute(scores, targets, nameof(classIndices));
    }

    /// <summary>The areas of independent classes, or of targets of any other kind.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="scores">Observations × classes, larger being likelier; finite.</param>
    /// <param name="targets">A target for each row; of independent ones at least 0.5 counts as yes.</param>
    /// <returns>An area for each output.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, or a score is not finite.</exception>
    public static RocAuc Compute<T>(T[,] scores, Targets<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(scores, nameof(scores));
        Guard.NotNull(targets, nameof(targets));
        return Compute(scores, targets, nameof(targets));
    }

    /// <summary>The area of one class.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="scores">A score for each observation, larger being likelier; finite.</param>
    /// <param name="isOfClass">Whether each is of the class.</param>
    /// <returns>From 0 to 1, 0.5 being that of chance; NaN if all or none are of the class.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not finite.</exception>
    public static double ComputeBinary<T>(T[] scores, bool[] isOfClass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(scores, nameof(scores));
        Guard.NotNull(isOfClass, nameof(isOfClass));
        Guard.Length(isOfClass.Length, scores.Length, "answer", nameof(isOfClass));
        Guard.Finite<T>(scores, nameof(scores));
        return Area(Arrays.Convert<T, double>(scores), [.. isOfClass]);
    }

    /// <summary>The means, as "ROC AUC of 10 classes, macro 0.9921, weighted 0.9922".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"ROC AUC of {Guard.Count(OutputCount, "class")}, macro {Macro:0.0000}, weighted {Weighted:0.0000}");

    private static RocAuc Compute<T>(T[,] scores, Targets<T> targets, string targetsName)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Compute(
        Arrays.Convert<T, double>(Predictions.Require(scores, nameof(scores), targets, targetsName, probabilities: false)),
        targets,
        Architecture.DefaultNames(targets.OutputCount)[^targets.OutputCount..]);

    private static RocAuc Compute<T>(double[] scores, Targets<T> targets, IReadOnlyList<string> outputNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (areas, support) = (new double[targets.OutputCount], new long[targets.OutputCount]);
        var (column, isOfClass) = (new double[targets.Count], new bool[targets.Count]);
        for (var c = 0; c < areas.Length; c++)
        {
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = scores[(row * areas.Length) + c];
                isOfClass[row] = targets.AreExclusive ? targets.ClassOf(row) == c : Model<T>.IsOne(targets[row, c]);
                support[c] += isOfClass[row] ? 1 : 0;
            }

            areas[c] = Area(column, isOfClass);
        }

        return new(areas, support, outputNames);
    }

    /// <summary>Goes through the sorted scores of the class, and counts how many of the sorted others each beats, and how many are equal, which count half.</summary>
    private static double Area(double[] scores, bool[] isOfClass)
    {
        var count = 0;
        foreach (var one in isOfClass)
        {
            count += one ? 1 : 0;
        }

        var (inside, outside) = (new double[count], new double[isOfClass.Length - count]);
        var (i, o) = (0, 0);
        for (var row = 0; row < scores.Length; row++)
        {
            if (isOfClass[row])
            {
                inside[i++] = scores[row];
            }
            else
            {
                outside[o++] = scores[row];
            }
        }

        Array.Sort(inside);
        Array.Sort(outside);

        // At most 2 · 2³⁰ · 2³⁰, as an array has fewer than 2³¹ elements.
        var halves = 0L;
        var (below, notAbove) = (0, 0);
        foreach (var score in inside)
        {
            while (below < outside.Length && outside[below] < score)
            {
                below++;
            }

            notAbove = Math.Max(notAbove, below);
            while (notAbove < outside.Length && outside[notAbove] == score)
            {
                notAbove++;
            }

            halves += below + notAbove;
        }

        return inside.Length == 0 || outside.Length == 0 ? double.NaN : halves / (2.0 * ((long)inside.Length * outside.Length));
    }
}
