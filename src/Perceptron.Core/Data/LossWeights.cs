using System.Collections.ObjectModel;
using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>What classes weigh in a loss, as where some are rare: values, which never change.</summary>
/// <remarks>
/// <para>With class weights c, row weights r (1 where a dataset has none; see <see cref="Dataset{T}.WithRowWeights"/>) and, for sigmoid,
/// positive weights p, the losses are those of PyTorch: its <c>weight</c> and <c>pos_weight</c>. Rows' weights of a softmax, which
/// PyTorch hasn't, are ours.</para>
///
/// Softmax, classes by index, over the weights of the rows at hand:
///
/// $$
/// L = \sum_i r_i c_{y_i} \ell_i \Big/ \sum_i r_i c_{y_i}
/// $$
///
/// Softmax, classes by probabilities; the weights of classes stand in the sum alone, so that without row weights the mean is one
/// over n (targets by <see cref="Targets.OneHot{T}(T[,])"/> are by index):
///
/// $$
/// L = - \sum_{ij} r_i c_j y_{ij} \log f_{ij} \Big/ \sum_i r_i
/// $$
///
/// Sigmoid, always over all entries, n rows times k outputs:
///
/// $$
/// L = - \frac{1}{nk} \sum_{ij} r_i c_j \left( p_j y_{ij} \log f_{ij} + (1 - y_{ij}) \log(1 - f_{ij}) \right)
/// $$
///
/// One sigmoid output has two classes, and with a weight for each, c₀ for 1 − y and c₁ for y:
///
/// $$
/// L = - \frac{1}{n} \sum_i r_i \left( c_1 p \, y_i \log f_i + c_0 (1 - y_i) \log(1 - f_i) \right)
/// $$
///
/// All are computed from the logits, as the losses without weights are, and the gradients are theirs. A batch that weighs 0
/// altogether has the loss 0 and the gradient 0, but for the penalty. Weights are taken as they are, and times a loss or its
/// gradient they must still be numbers of the model's scalar: in float, between 1e-30 and 1e30.
/// </remarks>
public sealed class LossWeights : IEquatable<LossWeights>
{
    private const int Shown = 10;

    private readonly IReadOnlyList<double> _classWeights = [];
    private readonly IReadOnlyList<double> _positiveWeights = [];

    /// <summary>c: what each class weighs; two for a model with one sigmoid output, negative then positive. Empty, which is the default, where each weighs 1.</summary>
    /// <exception cref="ArgumentException">A weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public IReadOnlyList<double> ClassWeights
    {
        get => _classWeights;
        init => _classWeights = Checked(value, "class", nameof(ClassWeights));
    }

    /// <summary>
    /// p: what y weighs against 1 − y, for each output of a sigmoid; above 1 for more recall, below for more precision. Empty, which is the
    /// default, where each weighs 1.
    /// </summary>
    /// <exception cref="ArgumentException">A weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public IReadOnlyList<double> PositiveWeights
    {
        get => _positiveWeights;
        init => _positiveWeights = Checked(value, "output", nameof(PositiveWeights));
    }

    /// <summary>No weight, which is 1 for all.</summary>
    internal static LossWeights None { get; } = new();

    internal bool IsNone => ClassWeights.Count + PositiveWeights.Count == 0;

    /// <summary>Class weights that make up for the classes' frequencies: every class that occurs weighs as much as any other.</summary>
    /// <remarks>
    /// $$
    /// c_j = \frac{n}{k n_j}
    /// $$
    ///
    /// with n rows, of which n_j are of class j (the sum of its probabilities), and k classes that occur: scikit-learn's
    /// <c>class_weight="balanced"</c>. A class that does not occur weighs 1. The weights of rows are not looked at.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data">The training data, of exclusive or binary classes.</param>
    /// <returns>Class weights, whose mean over the rows is 1.</returns>
    /// <exception cref="ArgumentException">The classes are independent (multi-label).</exception>
    public static LossWeights Balanced<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(data, nameof(data));
        if (data.Targets.Kind == TargetKind.MultiLabel)
        {
            throw new ArgumentException("Only exclusive or binary classes can be balanced; these are independent (multi-label). Set PositiveWeights.", nameof(data));
        }

        var counts = new double[data.ClassCount];
        for (var row = 0; row < data.Count; row++)
        {
            if (data.Targets.AreIndices)
            {
                counts[data.Targets.ClassOf(row)]++;
                continue;
            }

            if (data.Targets.Kind == TargetKind.Binary)
            {
                var y = double.CreateTruncating(data.Targets[row, 0]);
                counts[0] += 1 - y;
                counts[1] += y;
                continue;
            }

            for (var j = 0; j < counts.Length; j++)
            {
                counts[j] += double.CreateTruncating(data.Targets[row, j]);
            }
        }

        var occurring = counts.Count(count => count > 0);
        return new() { ClassWeights = [.. counts.Select(count => count > 0 ? data.Count / (occurring * count) : 1)] };
    }

    /// <summary>Whether both weigh all alike.</summary>
    /// <param name="other">Other weights.</param>
    /// <returns>True if they have the same numbers.</returns>
    public bool Equals(LossWeights? other) =>
        other is not null && ClassWeights.SequenceEqual(other.ClassWeights) && PositiveWeights.SequenceEqual(other.PositiveWeights);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LossWeights);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(ClassWeights.Count);
        foreach (var weight in ClassWeights.Concat(PositiveWeights))
        {
            hash.Add(weight);
        }

        return hash.ToHashCode();
    }

    /// <summary>The weights, as "class weights 0.5, 1, 3".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => (ClassWeights.Count, PositiveWeights.Count) switch
    {
        (0, 0) => "no class weights",
        (_, 0) => $"class weights {Text(ClassWeights)}",
        (0, _) => $"positive weights {Text(PositiveWeights)}",
        _ => $"class weights {Text(ClassWeights)} and positive weights {Text(PositiveWeights)}",
    };

    /// <summary>Refuses weights for another number of outputs, or for none of a softmax's business.</summary>
    internal void Require(Architecture architecture, string name)
    {
        if (PositiveWeights.Count > 0 && architecture.Output.IsSoftmax)
        {
            throw new ArgumentException(
                "Positive weights are for the outputs of a sigmoid; the classes of a softmax exclude each other. Use ClassWeights.", name);
        }

        // One output has two classes, and may have a weight for each.
        if (architecture.OutputCount > 1 || ClassWeights.Count != 2)
        {
            RequireCount(ClassWeights.Count, "class weight", architecture.OutputCount, name);
        }

        RequireCount(PositiveWeights.Count, "positive weight", architecture.OutputCount, name);
    }

    private static void RequireCount(int given, string what, int outputs, string name)
    {
        if (given > 0 && given != outputs)
        {
            throw new ArgumentException($"{Guard.Count(given, what)} given; this model has {Guard.Count(outputs, "output")}.", name);
        }
    }

    private static ReadOnlyCollection<double> Checked(IReadOnlyList<double> weights, string what, string name)
    {
        Guard.NotNull(weights, name);
        return Array.AsReadOnly(Guard.Weights(weights, what, name));
    }

    private static string Text(IReadOnlyList<double> weights) =>
        string.Join(", ", weights.Take(Shown).Select(Guard.Text)) + (weights.Count > Shown ? ", …" : "");
}
