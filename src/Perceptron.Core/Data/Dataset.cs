using System.Numerics;
using Perceptron.Data;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Observations with their targets.</summary>
/// <remarks>Made by <see cref="Dataset"/>; it never changes, and what is derived from it is a new one.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Dataset<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[]? _rowWeights;

    // Null means the default names, which are made on demand.
    private IReadOnlyList<string>? _classNames;

    internal Dataset(Rows<T> rows, Targets<T> targets, double[]? rowWeights = null, IReadOnlyList<string>? classNames = null)
    {
        Rows = rows;
        Targets = targets;
        _rowWeights = rowWeights;
        _classNames = classNames;
    }

    /// <summary>The same observations, with what each weighs in a loss and its gradient.</summary>
    private Dataset(Dataset<T> data, Weighting weighting)
        : this(data.Rows, data.Targets, data._rowWeights, data._classNames) => Weighting = weighting;

    /// <summary>The observations.</summary>
    public Rows<T> Rows { get; }

    /// <summary>What each should be classified as.</summary>
    public Targets<T> Targets { get; }

    /// <summary>How many observations there are.</summary>
    public int Count => Rows.Count;

    /// <summary>Values in each observation.</summary>
    public int InputCount => Rows.InputCount;

    /// <summary>Outputs of a model for these targets: 1 for binary ones, else one for each class.</summary>
    public int OutputCount => Targets.OutputCount;

    /// <summary>How many classes there are: 2 for binary targets.</summary>
    public int ClassCount => Targets.ClassCount;

    /// <summary>A name for each class, those of binary targets being negative, then positive; "0", "1", … unless others were given.</summary>
    public IReadOnlyList<string> ClassNames => _classNames ??= Support.ClassNames.Default(ClassCount);

    /// <summary>Whether the observations have weights of their own: see <see cref="WithRowWeights"/>.</summary>
    public bool HasRowWeights => _rowWeights is not null;

    /// <summary>What each observation weighs.</summary>
    /// <returns>A copy of the weights, a number for each; all 1 where none were given.</returns>
    public double[] GetRowWeights() => _rowWeights is null ? [.. Enumerable.Repeat(1.0, Count)] : [.. _rowWeights];

    /// <summary>The same observations with a weight for each, in losses, gradients and training.</summary>
    /// <remarks>
    /// <para>The loss of row i is multiplied by its weight r. A softmax's mean is taken over the weights, Σ r ℓ / Σ r
    /// (this is ours, and scikit-learn's <c>sample_weight</c>: PyTorch has no weights of rows here), so that a weight of 2 is the
    /// row twice. A sigmoid's mean stays one over all n · outputs entries, as with <c>weight</c> of PyTorch's
    /// <c>binary_cross_entropy_with_logits</c>. A batch whose weights sum to 0 has the loss 0 and the gradient 0, but for the penalty.</para>
    /// <para>The weights go along into selections, splits, folds, joins and conversions. They are the loss's alone: accuracy, evaluation and
    /// the other metrics count every observation once. Weights for classes are in <see cref="LossOptions"/>.</para>
    /// </remarks>
    /// <param name="rowWeights">A weight for each observation: finite, at least 0, and not all 0.</param>
    /// <returns>Another dataset, whose weights replace those of this one.</returns>
    /// <exception cref="ArgumentException">There are more or fewer weights than observations, one is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public Dataset<T> WithRowWeights(params double[] rowWeights)
    {
        Guard.NotNull(rowWeights, nameof(rowWeights));
        Guard.Length(rowWeights.Length, Count, "weight", nameof(rowWeights));
        return new(Rows, Targets, Guard.Weights(rowWeights, "row", nameof(rowWeights)), _classNames);
    }

    /// <summary>The same observations with other names for their classes.</summary>
    /// <param name="names">
    /// One for each class, none empty, none with a control character, all different; of binary targets the negative class's first, then the positive one's.
    /// </param>
    /// <returns>Another dataset.</returns>
    /// <exception cref="ArgumentException">The number of names is not that of the classes, or one is empty, has a control character, or is there twice.</exception>
    public Dataset<T> WithClassNames(params string[] names) => WithClassNames((IReadOnlyList<string>)names);

    /// <inheritdoc cref="WithClassNames(string[])"/>
    public Dataset<T> WithClassNames(IReadOnlyList<string> names) => WithClassNames(names, nameof(names));

    /// <summary>Some of the observations, in the order asked for; one may come more than once.</summary>
    /// <param name="rows">Which ones, from 0; at least one.</param>
    /// <returns>Another dataset, stored as this one is.</returns>
    /// <exception cref="ArgumentException">A number is not that of a row, or there is none.</exception>
    public Dataset<T> Select(params int[] rows)
    {
        var (selected, targets) = (Rows.Select(rows), Targets.Select(rows));
        return rows.Length > 0
            ? new(selected, targets, _rowWeights is null ? null : [.. rows.Select(row => _rowWeights[row])], _classNames)
            : throw Dataset.IsEmpty(nameof(rows));
    }

    /// <summary>These observations and then those of another dataset; see <see cref="Dataset.Concat{T}(Dataset{T}[])"/>.</summary>
    /// <param name="other">A dataset with as many inputs, and with the same classes.</param>
    /// <returns>Another dataset, stored as this one is.</returns>
    /// <exception cref="ArgumentException">The inputs or the classes differ.</exception>
    /// <exception cref="InvalidOperationException">They are more values than can be stored.</exception>
    public Dataset<T> Concat(Dataset<T> other)
    {
        Guard.NotNull(other, nameof(other));
        return Dataset.Concat([this, other], nameof(other));
    }

    /// <summary>Every value of the observations times a factor, as 1 / 255 for pixels.</summary>
    /// <param name="factor">A finite number.</param>
    /// <returns>Another dataset, stored as this one is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
    /// <exception cref="ArgumentException">A value times the factor is not finite.</exception>
    public Dataset<T> Scale(double factor) => WithRows(Rows.Scale(factor));

    /// <summary>The same dataset in the other precision, each value rounded to it.</summary>
    /// <typeparam name="TTo"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>A dataset stored as this one is.</returns>
    /// <exception cref="OverflowException">A value is too large for the other precision.</exception>
    public Dataset<TTo> ConvertTo<TTo>()
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> => new(Rows.ConvertTo<TTo>(), Targets.ConvertTo<TTo>(), _rowWeights, _classNames);

    /// <summary>The same dataset in double; dense rows stay floats, and are converted as they are read.</summary>
    internal Dataset<double> Widen() => new(
        (Rows as object) is DenseRows<float> dense ? new WidenedRows(dense) : Rows.ConvertTo<double>(), Targets.ConvertTo<double>(), _rowWeights, _classNames);

    /// <summary>How the rows and their entries weigh in the loss at hand; null where each weighs 1.</summary>
    internal Weighting? Weighting { get; }

    /// <summary>This dataset with its rows' weights and a loss's for a loss of some kind of output.</summary>
    internal Dataset<T> Weigh(LossOptions? loss, Output output, string name) =>
        Weighting.Of(Targets, _rowWeights, loss, output, name) is { } weighting ? new(this, weighting) : this;

    /// <summary>What the mean over some rows of a softmax divides by: how many they are, or the sum of what they weigh, in their order.</summary>
    internal double Weight(RowBlock rows) => Weighting?.Divisors is { } weights ? Weighting.Sum(weights, rows) : rows.Count;

    /// <summary>Other rows for the same targets, weights and names.</summary>
    internal Dataset<T> WithRows(Rows<T> rows) => new(rows, Targets, _rowWeights, _classNames);

    internal Dataset<T> WithClassNames(IReadOnlyList<string> names, string name) =>
        new(Rows, Targets, _rowWeights, Support.ClassNames.Checked(names, ClassCount, name));

    /// <summary>Shapes and storage, as "60000 rows × 784, sparse; 10 exclusive classes", and whether there are weights.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Rows}; {Targets.Classes}{(HasRowWeights ? "; weighted" : "")}";
}
