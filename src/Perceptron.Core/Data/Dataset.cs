using System.Numerics;
using Perceptron.Data;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Observations with their targets.</summary>
/// <remarks>Made by <see cref="Dataset"/>; it never changes, and what is derived from it is a new one.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Dataset<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[]? _weights;

    internal Dataset(Rows<T> rows, Targets<T> targets, double[]? weights = null)
    {
        Rows = rows;
        Targets = targets;
        _weights = weights;
    }

    /// <summary>The same observations, with what each weighs in a loss and its gradient.</summary>
    private Dataset(Dataset<T> data, Weighting weighting)
        : this(data.Rows, data.Targets, data._weights) => Weighting = weighting;

    /// <summary>The observations.</summary>
    public Rows<T> Rows { get; }

    /// <summary>What each should be classified as.</summary>
    public Targets<T> Targets { get; }

    /// <summary>How many observations there are.</summary>
    public int Count => Rows.Count;

    /// <summary>Values in each observation.</summary>
    public int InputCount => Rows.InputCount;

    /// <summary>How many classes there are.</summary>
    public int ClassCount => Targets.ClassCount;

    /// <summary>Whether the observations have weights of their own: see <see cref="WithWeights"/>.</summary>
    public bool HasWeights => _weights is not null;

    /// <summary>What each observation weighs.</summary>
    /// <returns>A copy of the weights, a number for each; all 1 where none were given.</returns>
    public double[] GetWeights() => _weights is null ? [.. Enumerable.Repeat(1.0, Count)] : [.. _weights];

    /// <summary>The same observations with a weight for each, in losses, gradients and training.</summary>
    /// <remarks>
    /// <para>The loss of row i is multiplied by its weight r. A softmax's mean is taken over the weights, Σ r ℓ / Σ r
    /// (this is ours, and scikit-learn's <c>sample_weight</c>: PyTorch has no weights of rows here), so that a weight of 2 is the
    /// row twice. A sigmoid's mean stays one over all n · outputs entries, as with <c>weight</c> of PyTorch's
    /// <c>binary_cross_entropy_with_logits</c>. A batch whose weights sum to 0 has the loss 0 and the gradient 0, but for the penalty.</para>
    /// <para>The weights go along into selections, splits, folds and conversions. They are the loss's alone: accuracy, evaluation and
    /// the other metrics count every observation once. Weights for classes are <see cref="LossWeights"/>.</para>
    /// </remarks>
    /// <param name="rowWeights">A weight for each observation: finite, at least 0, and not all 0.</param>
    /// <returns>Another dataset, whose weights replace those of this one.</returns>
    /// <exception cref="ArgumentException">There are more or fewer weights than observations, one is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public Dataset<T> WithWeights(params double[] rowWeights)
    {
        Guard.NotNull(rowWeights, nameof(rowWeights));
        Guard.Length(rowWeights.Length, Count, "weight", nameof(rowWeights));
        return new(Rows, Targets, Guard.Weights(rowWeights, "row", nameof(rowWeights)));
    }

    /// <summary>Some of the observations, in the order asked for; one may come more than once.</summary>
    /// <param name="rows">Which ones, from 0; at least one.</param>
    /// <returns>Another dataset, stored as this one is.</returns>
    /// <exception cref="ArgumentException">A number is not that of a row, or there is none.</exception>
    public Dataset<T> Select(params int[] rows) =>
        Dataset.Require(
            Rows.Select(rows), Targets.Select(rows), nameof(rows), _weights is null ? null : [.. rows.Select(row => _weights[row])]);

    /// <summary>Every value of the observations times a factor, as 1 / 255 for pixels.</summary>
    /// <param name="factor">A finite number.</param>
    /// <returns>Another dataset, stored as this one is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
    /// <exception cref="ArgumentException">A value times the factor is not finite.</exception>
    public Dataset<T> Scale(double factor) => WithRows(Rows.Scale(factor));

    /// <summary>Splits off a part of the observations at random, to be held out of training.</summary>
    /// <param name="heldOut">The part to hold out, above 0 and below 1; rounded to whole observations, at least one on either side.</param>
    /// <param name="seed">Gives the same split each time.</param>
    /// <param name="stratified">Whether each class, of exclusive ones, is split in the same proportion.</param>
    /// <returns>Both parts, each in the order that the observations have here.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two observations, or independent classes to stratify.</exception>
    public DatasetSplit<T> SplitByFraction(double heldOut, long seed = 0, bool stratified = false)
    {
        if (!(heldOut > 0 && heldOut < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(heldOut), heldOut, "A part above 0 and below 1 is needed.");
        }

        RequireTwo();
        return Split(Math.Clamp((int)Math.Round(heldOut * Count), 1, Count - 1), seed, stratified);
    }

    /// <summary>Splits off a number of observations at random, to be held out of training.</summary>
    /// <param name="heldOut">How many to hold out; at least 1, and fewer than there are.</param>
    /// <param name="seed">Gives the same split each time.</param>
    /// <param name="stratified">Whether each class, of exclusive ones, is split in the same proportion.</param>
    /// <returns>Both parts, each in the order that the observations have here.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> leaves one side empty.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two observations, or independent classes to stratify.</exception>
    public DatasetSplit<T> SplitByCount(int heldOut, long seed = 0, bool stratified = false)
    {
        RequireTwo();
        if (heldOut < 1 || heldOut >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(heldOut), heldOut, $"Of {Count} observations, from 1 to {Count - 1} can be held out.");
        }

        return Split(heldOut, seed, stratified);
    }

    /// <summary>The same dataset in the other precision, each value rounded to it.</summary>
    /// <typeparam name="TTo"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>A dataset stored as this one is.</returns>
    /// <exception cref="OverflowException">A value is too large for the other precision.</exception>
    public Dataset<TTo> ConvertTo<TTo>()
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> => new(Rows.ConvertTo<TTo>(), Targets.ConvertTo<TTo>(), _weights);

    /// <summary>How the rows and their entries weigh in the loss at hand; null where each weighs 1.</summary>
    internal Weighting? Weighting { get; }

    /// <summary>This dataset with its rows' weights and a loss's for a loss of some kind of output.</summary>
    internal Dataset<T> Weigh(LossWeights? weights, Output output, string name) =>
        Weighting.Of(Targets, _weights, weights, output, name) is { } weighting ? new(this, weighting) : this;

    /// <summary>What the mean over some rows of a softmax divides by: how many they are, or the sum of what they weigh, in their order.</summary>
    internal double Weight(RowBlock rows) => Weighting?.Divisors is { } weights ? Weighting.Sum(weights, rows) : rows.Count;

    /// <summary>Other rows for the same targets and weights.</summary>
    internal Dataset<T> WithRows(Rows<T> rows) => new(rows, Targets, _weights);

    /// <summary>Shapes and storage, as "60000 rows × 784, sparse; 10 exclusive classes", and whether there are weights.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{Rows}; {ClassCount} {(Targets.AreExclusive ? "exclusive" : "independent")} {(ClassCount == 1 ? "class" : "classes")}{(HasWeights ? "; weighted" : "")}";

    private void RequireTwo()
    {
        if (Count < 2)
        {
            throw new InvalidOperationException("One observation can't be split.");
        }
    }

    private DatasetSplit<T> Split(int heldOut, long seed, bool stratified)
    {
        var random = new RandomNumbers(seed);
        var isHeldOut = new bool[Count];
        if (!stratified)
        {
            var order = Enumerable.Range(0, Count).ToArray();
            random.Shuffle(order);
            foreach (var row in order.AsSpan(0, heldOut))
            {
                isHeldOut[row] = true;
            }
        }
        else
        {
            if (!Targets.AreExclusive)
            {
                throw new InvalidOperationException(
                    "Only exclusive classes can be stratified; these are independent. Split without it.");
            }

            Stratify(heldOut, random, isHeldOut);
        }

        var rows = Enumerable.Range(0, Count).ToLookup(row => isHeldOut[row]);
        return new(Select([.. rows[false]]), Select([.. rows[true]]));
    }

    /// <summary>Largest remainders: each class gives its whole share, and the largest rests give one more.</summary>
    private void Stratify(int heldOut, RandomNumbers random, bool[] isHeldOut)
    {
        var classes = Enumerable.Range(0, Count).GroupBy(Targets.ClassOf).OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();
        var share = classes.Select(rows => (long)rows.Length * heldOut / Count).ToArray();
        var missing = heldOut - (int)share.Sum();
        foreach (var c in Enumerable.Range(0, classes.Length)
            .OrderByDescending(c => (long)classes[c].Length * heldOut % Count)
            .ThenBy(c => c)
            .Take(missing))
        {
            share[c]++;
        }

        for (var c = 0; c < classes.Length; c++)
        {
            random.Shuffle(classes[c]);
            foreach (var row in classes[c].AsSpan(0, (int)share[c]))
            {
                isHeldOut[row] = true;
            }
        }
    }
}

/// <summary>Makes datasets.</summary>
public static class Dataset
{
    /// <summary>A dataset from rows and targets.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Observations; at least one.</param>
    /// <param name="targets">A target for each.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ, or are 0.</exception>
    public static Dataset<T> Of<T>(Rows<T> rows, Targets<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(rows, nameof(rows));
        Guard.NotNull(targets, nameof(targets));
        return Of(rows, nameof(rows), targets, nameof(targets));
    }

    /// <summary>A dataset with exclusive classes by their index.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Observations; at least one.</param>
    /// <param name="indices">A class for each, from 0.</param>
    /// <param name="classCount">How many classes there are; at least 2.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ or are 0, or an index is not that of a class.</exception>
    public static Dataset<T> Of<T>(Rows<T> rows, int[] indices, int classCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(rows, nameof(rows));
        return Of(rows, nameof(rows), Targets<T>.FromIndices(indices, classCount, nameof(indices), nameof(classCount)), nameof(indices));
    }

    /// <summary>A dataset with exclusive classes by their index.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="indices">A class for each, from 0.</param>
    /// <param name="classCount">How many classes there are; at least 2.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ or are 0, or an index is not that of a class.</exception>
    public static Dataset<T> Of<T>(T[,] x, int[] indices, int classCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(Perceptron.Rows.Of(x), nameof(x), Targets<T>.FromIndices(indices, classCount, nameof(indices), nameof(classCount)), nameof(indices));

    /// <summary>A dataset with independent classes.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="y">Observations × classes, each from 0 to 1.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ or are 0, or a target lies outside.</exception>
    public static Dataset<T> Of<T>(T[,] x, T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(Perceptron.Rows.Of(x), nameof(x), Targets.Independent(y), nameof(y));

    /// <summary>A dataset with one class, for a model with one output.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="y">A number from 0 to 1 for each.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ or are 0, or a target lies outside.</exception>
    public static Dataset<T> Of<T>(T[,] x, T[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(Perceptron.Rows.Of(x), nameof(x), Targets.Independent(y), nameof(y));

    private static Dataset<T> Of<T>(Rows<T> rows, string rowsName, Targets<T> targets, string targetsName)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows.Count != targets.Count)
        {
            throw new ArgumentException(
                $"{Guard.Count(targets.Count, "target")} given for {Guard.Count(rows.Count, "row")}.", targetsName);
        }

        return Require(rows, targets, rowsName);
    }

    internal static Dataset<T> Require<T>(Rows<T> rows, Targets<T> targets, string name, double[]? weights = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        rows.Count > 0
            ? new(rows, targets, weights)
            : throw new ArgumentException("A dataset needs at least one observation.", name);
}
