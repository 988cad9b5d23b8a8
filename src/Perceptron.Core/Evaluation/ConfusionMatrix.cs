using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using System.Text;
using Perceptron.Support;

namespace Perceptron;

/// <summary>How often each class was taken for each: rows are the actual classes, columns the predicted ones.</summary>
/// <remarks>
/// With $C_{ij}$ the observations of class i that were predicted as j, n all of them:
///
/// $$
/// \text{accuracy} = \frac{1}{n} \sum_i C_{ii}, \quad \text{precision}_j = \frac{C_{jj}}{\sum_i C_{ij}}, \quad
/// \text{recall}_i = \frac{C_{ii}}{\sum_j C_{ij}}, \quad F_1 = \frac{2 \, C_{ii}}{\sum_j C_{ij} + \sum_j C_{ji}}
/// $$
///
/// Where a denominator is 0 (a class that never occurs, or is never predicted) the value is 0, as scikit-learn has it. The means
/// over the classes are <see cref="Macro"/> and <see cref="Weighted"/>; the micro average of exclusive classes is the accuracy.
/// The matrices of parts of a dataset add up to that of the whole.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;
    private readonly PrecisionRecall[] _classes;

    internal ConfusionMatrix(long[,] counts, IReadOnlyList<string> classNames)
    {
        _counts = counts;
        ClassNames = new ReadOnlyCollection<string>([.. classNames]);
        var (actual, predicted) = (new long[ClassCount], new long[ClassCount]);
        var hits = 0L;
        for (var i = 0; i < ClassCount; i++)
        {
            hits += counts[i, i];
            for (var j = 0; j < ClassCount; j++)
            {
                actual[i] += counts[i, j];
                predicted[j] += counts[i, j];
            }
        }

        Count = actual.Sum();
        Accuracy = PrecisionRecall.Ratio(hits, Count);
        _classes = [.. Enumerable.Range(0, ClassCount).Select(i => PrecisionRecall.Of(counts[i, i], predicted[i], actual[i]))];
        PrecisionRecall[] met = [.. _classes.Where((_, i) => actual[i] + predicted[i] > 0)];
        (Macro, Weighted) = met.Length == 0 ? default : (PrecisionRecall.Macro(met), PrecisionRecall.Weighted(met));
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount => _counts.GetLength(0);

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How many observations there were.</summary>
    public long Count { get; }

    /// <summary>The part that was predicted correctly.</summary>
    public double Accuracy { get; }

    /// <summary>
    /// The mean of precision, recall and F1 over the classes that occur or are predicted, which are scikit-learn's labels for
    /// <c>average="macro"</c> by default.
    /// </summary>
    public PrecisionRecall Macro { get; }

    /// <summary>The mean of precision, recall and F1 over the classes, each weighted by how often it occurs.</summary>
    public PrecisionRecall Weighted { get; }

    /// <summary>How many observations of one class were predicted as another.</summary>
    /// <param name="actual">The class they have, from 0.</param>
    /// <param name="predicted">The class they were given, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            Guard.Index(actual, ClassCount, "class", nameof(actual));
            Guard.Index(predicted, ClassCount, "class", nameof(predicted));
            return _counts[actual, predicted];
        }
    }

    /// <summary>
    /// The confusion matrix of a model over a dataset: of its exclusive classes, or of the negative (0) and the
    /// positive class (1) of a model with one sigmoid output, by its threshold.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or there are more than 16,384 classes.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <c>ComputeFor</c>.</exception>
    public static ConfusionMatrix Compute<T>(
        Model<T> model, Dataset<T> data, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        if (!model.Architecture.Output.IsSoftmax)
        {
            return model.OutputCount == 1
                ? ComputeFor(model, data, 0, compute, cancellationToken)
                : throw new InvalidOperationException(
                    $"Each of {model.OutputCount} independent classes has a confusion matrix of its own; use ComputeFor.");
        }

        Guard.Pairs(model.OutputCount, nameof(model));
        var counts = new long[model.OutputCount, model.OutputCount];
        model.ForEachDecision(data.Rows, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                Interlocked.Increment(ref counts[data.Targets.ClassOf(block[r]), model.ClassOf(pass.Output(r), block[r])]);
            }
        }, cancellationToken);
        return new ConfusionMatrix(counts, model.ClassNames);
    }

    /// <summary>The confusion matrix of predictions that were made by whatever means.</summary>
    /// <param name="actual">The class of each observation, from 0.</param>
    /// <param name="predicted">The class that each was given, from 0.</param>
    /// <param name="classCount">How many classes there are; at least 2.</param>
    /// <returns>The counts; a class is named by its number.</returns>
    /// <exception cref="ArgumentException">The numbers of observations differ, there is no such class, or there are more than 16,384.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public static ConfusionMatrix Compute(int[] actual, int[] predicted, int classCount)
    {
        Guard.NotNull(actual, nameof(actual));
        Guard.NotNull(predicted, nameof(predicted));
        Guard.AtLeast(2, classCount, nameof(classCount));
        Guard.Pairs(classCount, nameof(classCount));
        Guard.Length(predicted.Length, actual.Length, "prediction", nameof(predicted));
        Guard.Classes(actual, classCount, nameof(actual));
        Guard.Classes(predicted, classCount, nameof(predicted));
        var counts = new long[classCount, classCount];
        for (var i = 0; i < actual.Length; i++)
        {
            counts[actual[i], predicted[i]]++;
        }

        return new ConfusionMatrix(counts, Architecture.DefaultNames(classCount));
    }

    /// <summary>
    /// The confusion matrix of no (0) and yes (1) for one sigmoid output: f(x) counts as a yes from the output's threshold on, a target from
    /// 0.5 on.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts; its output is sigmoid.</param>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="outputIndex">Which output, from 0.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The counts, 2 × 2.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other.</exception>
    public static ConfusionMatrix ComputeFor<T>(
        Model<T> model, Dataset<T> data, int outputIndex, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        Guard.Index(outputIndex, model.OutputCount, "output", nameof(outputIndex));
        model.RequireIndependent();
        var counts = new long[2, 2];
        model.ForEachBlock(data.Rows, predict: true, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                var actual = Model<T>.IsOne(data.Targets[block[r], outputIndex]) ? 1 : 0;
                var predicted = model.IsYes(pass.Output(r)[outputIndex], outputIndex, block[r]) ? 1 : 0;
                Interlocked.Increment(ref counts[actual, predicted]);
            }
        }, cancellationToken);
        return new ConfusionMatrix(counts, model.Architecture.IsBinary ? model.ClassNames : NoAndYes(model.OutputNames[outputIndex]));
    }

    /// <summary>The matrices of two parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's, of the same classes.</param>
    /// <returns>The sums of the counts.</returns>
    /// <exception cref="ArgumentException">The classes differ.</exception>
    public static ConfusionMatrix operator +(ConfusionMatrix left, ConfusionMatrix right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return left.Add(right, nameof(right));
    }

    /// <summary>This matrix and another part's to that of both together.</summary>
    /// <param name="other">The other part's, of the same classes.</param>
    /// <returns>The sums of the counts.</returns>
    /// <exception cref="ArgumentException">The classes differ.</exception>
    public ConfusionMatrix Add(ConfusionMatrix other)
    {
        Guard.NotNull(other, nameof(other));
        return Add(other, nameof(other));
    }

    /// <summary>Precision, recall and F1 of a class.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>The values, and how often the class occurs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public PrecisionRecall ForClass(int classIndex)
    {
        Guard.Index(classIndex, ClassCount, "class", nameof(classIndex));
        return _classes[classIndex];
    }

    /// <summary>Of what was predicted as a class, the part that is of it.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class was never predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int classIndex) => ForClass(classIndex).Precision;

    /// <summary>Of what is of a class, the part that was predicted as it.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class never occurs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int classIndex) => ForClass(classIndex).Recall;

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class neither occurs nor was predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int classIndex) => ForClass(classIndex).F1;

    /// <summary>A copy of the counts.</summary>
    /// <returns>Actual × predicted classes.</returns>
    public long[,] ToArray() => (long[,])_counts.Clone();

    /// <summary>The counts as lines of text, with names, precision, recall and F1.</summary>
    /// <remarks>
    /// Columns are as wide as a terminal shows them. Characters in a name that would end the line, turn it around or command a terminal
    /// are replaced by their numbers, as "\u001B".
    /// </remarks>
    /// <returns>A heading and a line a class.</returns>
    public string ToTable()
    {
        const string Heading = "actual";
        string[] names = [.. ClassNames.Select(DisplayText.Safe)];
        var longest = names.Max(DisplayText.Width);
        var first = Math.Max(Heading.Length, longest);
        var width = 1 + Math.Max(longest, Guard.Text(_counts.Cast<long>().Max()).Length);
        var text = new StringBuilder(Heading.PadLeft(first));
        foreach (var name in names)
        {
            text.Append(DisplayText.PadLeft(name, width));
        }

        text.Append("  precision recall    F1");
        for (var i = 0; i < ClassCount; i++)
        {
            text.Append('\n').Append(DisplayText.PadLeft(names[i], first));
            for (var j = 0; j < ClassCount; j++)
            {
                text.Append(_counts[i, j].ToString(CultureInfo.InvariantCulture).PadLeft(width));
            }

            text.Append(CultureInfo.InvariantCulture, $"{Precision(i),11:0.000}{Recall(i),7:0.000}{F1(i),6:0.000}");
        }

        return text.ToString();
    }

    /// <summary>Size and accuracy, as "confusion matrix of 10 classes, accuracy 0.9212 of 10000".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"confusion matrix of {ClassCount} classes, accuracy {Accuracy:0.0000} of {Count}");

    /// <summary>The names of the two answers about a class.</summary>
    internal static string[] NoAndYes(string className) => [$"not {className}", className];

    private ConfusionMatrix Add(ConfusionMatrix other, string name)
    {
        Guard.SameClasses(ClassNames, other.ClassNames, name);
        var counts = ToArray();
        for (var i = 0; i < ClassCount; i++)
        {
            for (var j = 0; j < ClassCount; j++)
            {
                counts[i, j] += other._counts[i, j];
            }
        }

        return new ConfusionMatrix(counts, ClassNames);
    }
}
