using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Perceptron;

/// <summary>How often each class was taken for each: rows are the actual classes, columns the predicted ones.</summary>
/// <remarks>
/// With $C_{ij}$ the observations of class i that were predicted as j, n all of them:
///
/// $$\text{accuracy} = \frac{1}{n} \sum_i C_{ii}, \quad \text{precision}_j = \frac{C_{jj}}{\sum_i C_{ij}}, \quad
/// \text{recall}_i = \frac{C_{ii}}{\sum_j C_{ij}}, \quad F_1 = \frac{2 \, C_{ii}}{\sum_j C_{ij} + \sum_j C_{ji}}$$
///
/// Where a denominator is 0 (a class that never occurs, or is never predicted) the value is 0, as scikit-learn has it.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    internal ConfusionMatrix(long[,] counts, IReadOnlyList<string> classNames)
    {
        _counts = counts;
        ClassNames = new ReadOnlyCollection<string>([.. classNames]);
        Count = counts.Cast<long>().Sum();
    }

    /// <summary>How many classes there are.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How many observations there were.</summary>
    public long Count { get; }

    /// <summary>The part that was predicted right.</summary>
    public double Accuracy => Ratio(Enumerable.Range(0, Classes).Sum(i => _counts[i, i]), Count);

    /// <summary>How many observations of one class were predicted as another.</summary>
    /// <param name="actual">The class they have, from 0.</param>
    /// <param name="predicted">The class they were given, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            Guard.Index(actual, Classes, "class", nameof(actual));
            Guard.Index(predicted, Classes, "class", nameof(predicted));
            return _counts[actual, predicted];
        }
    }

    /// <summary>
    /// The confusion matrix of a model over a dataset: of its exclusive classes, or of no (0) and yes (1) for a model with
    /// one output.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <c>OfClass</c>.</exception>
    public static ConfusionMatrix Of<T>(Model<T> model, Dataset<T> data, ComputeOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        if (!model.Architecture.Output.IsSoftmax)
        {
            return model.Outputs == 1
                ? OfClass(model, data, 0, options)
                : throw new InvalidOperationException(
                    $"Each of {model.Outputs} independent classes has a confusion matrix of its own; use OfClass.");
        }

        var counts = new long[model.Outputs, model.Outputs];
        var predicted = model.Classify(data.Rows, options);
        for (var row = 0; row < predicted.Length; row++)
        {
            counts[data.Targets.ClassOf(row), predicted[row]]++;
        }

        return new ConfusionMatrix(counts, model.ClassNames);
    }

    /// <summary>The confusion matrix of no (0) and yes (1) for one of independent classes.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts; its output is sigmoid.</param>
    /// <param name="data">Observations and targets of the model's shape; a target of at least 0.5 counts as yes.</param>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>The counts, 2 × 2.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other.</exception>
    public static ConfusionMatrix OfClass<T>(Model<T> model, Dataset<T> data, int classIndex, ComputeOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        Guard.Index(classIndex, model.Outputs, "class", nameof(classIndex));
        var counts = new long[2, 2];
        var predicted = model.ClassifyEach(data.Rows, options);
        for (var row = 0; row < data.Count; row++)
        {
            counts[Model<T>.IsOne(data.Targets[row, classIndex]) ? 1 : 0, predicted[row, classIndex] ? 1 : 0]++;
        }

        var name = model.ClassNames[classIndex];
        return new ConfusionMatrix(counts, model.Outputs == 1 ? ["0", "1"] : [$"not {name}", name]);
    }

    /// <summary>Of what was predicted as a class, the part that is of it.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class was never predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int classIndex) => Ratio(Hits(classIndex, nameof(classIndex)), Predicted(classIndex));

    /// <summary>Of what is of a class, the part that was predicted as it.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class never occurs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int classIndex) => Ratio(Hits(classIndex, nameof(classIndex)), Actual(classIndex));

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class neither occurs nor was predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int classIndex) => Ratio(2 * Hits(classIndex, nameof(classIndex)), Actual(classIndex) + Predicted(classIndex));

    /// <summary>A copy of the counts.</summary>
    /// <returns>Actual × predicted classes.</returns>
    public long[,] ToArray() => (long[,])_counts.Clone();

    /// <summary>The counts as lines of text, with names, precision, recall and F1.</summary>
    /// <returns>A heading and a line a class.</returns>
    public string ToTable()
    {
        const string Heading = "actual";
        var first = Math.Max(Heading.Length, ClassNames.Max(name => name.Length));
        var width = 1 + Math.Max(ClassNames.Max(name => name.Length), $"{_counts.Cast<long>().Max()}".Length);
        var text = new StringBuilder(Heading.PadLeft(first));
        foreach (var name in ClassNames)
        {
            text.Append(name.PadLeft(width));
        }

        text.Append("  precision recall    F1");
        for (var i = 0; i < Classes; i++)
        {
            text.Append('\n').Append(ClassNames[i].PadLeft(first));
            for (var j = 0; j < Classes; j++)
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
        CultureInfo.InvariantCulture, $"confusion matrix of {Classes} classes, accuracy {Accuracy:0.0000} of {Count}");

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private long Hits(int classIndex, string name)
    {
        Guard.Index(classIndex, Classes, "class", name);
        return _counts[classIndex, classIndex];
    }

    private long Actual(int i) => Enumerable.Range(0, Classes).Sum(j => this[i, j]);

    private long Predicted(int j) => Enumerable.Range(0, Classes).Sum(i => this[i, j]);
}
