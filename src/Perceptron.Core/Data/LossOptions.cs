using System.Collections.ObjectModel;
using System.Numerics;
using Perceptron.Data;
using Perceptron.Support;

namespace Perceptron;

/// <summary>What a loss has beside the data: a penalty, weights, and smoothed labels. Values, which never change.</summary>
/// <remarks>
/// <para>A property that is null, which is the default, changes nothing. The loss is the mean over the rows, plus the penalty:</para>
///
/// $$
/// L = \text{mean loss} + \frac{\lambda}{2} \sum_W w^2
/// $$
///
/// <para>With class weights c, row weights r (1 where there are none) and, for sigmoid, positive weights p, the mean losses are
/// those of PyTorch: its <c>weight</c>, <c>pos_weight</c> and <c>label_smoothing</c>. Row weights of a softmax, which PyTorch has not,
/// are those of scikit-learn's <c>sample_weight</c>.</para>
///
/// Softmax, classes by index. The mean divides by the weights of the rows:
///
/// $$
/// L = - \sum_{ij} r_i c_j y'_{ij} \log f_{ij} \Big/ \sum_i r_i c_{y_i}
/// $$
///
/// Softmax, classes by probabilities. The weights of classes stand in the sum alone, so that without row weights the mean divides by n
/// (targets by <see cref="Targets.OneHot{T}(T[,])"/> are by index):
///
/// $$
/// L = - \sum_{ij} r_i c_j y'_{ij} \log f_{ij} \Big/ \sum_i r_i
/// $$
///
/// In both, $y'_{ij} = (1 - \varepsilon) y_{ij} + \varepsilon / k$ with ε of <see cref="LabelSmoothing"/> and k classes. Sigmoid divides by
/// all entries, n rows times k outputs:
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
/// <para>All are computed from the logits, as the losses without weights are. A batch whose weights sum to 0 has the loss 0 and the
/// gradient 0, but for the penalty. Weights are taken as they are. Times a loss or its gradient they must still be numbers of the model's
/// scalar: in float, between 1e-30 and 1e30.</para>
/// </remarks>
public sealed class LossOptions : IEquatable<LossOptions>
{
    private const int Shown = 10;

    private readonly double? _l2;
    private readonly double? _labelSmoothing;
    private readonly ReadOnlyCollection<double>? _classWeights;
    private readonly ReadOnlyCollection<double>? _positiveWeights;
    private readonly ReadOnlyCollection<double>? _rowWeights;

    /// <summary>λ of the penalty on the weights of all layers, $\frac{\lambda}{2} \sum_W w^2$; the biases have none. Null for no penalty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double? L2
    {
        get => _l2;
        init => _l2 = value is { } given ? Guard.NotNegative(given, nameof(L2)) : null;
    }

    /// <summary>c: what each class weighs; for one sigmoid output two numbers, negative and positive. Null where each weighs 1.</summary>
    /// <exception cref="ArgumentException">There is no weight, a weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get => _classWeights;
        init => _classWeights = Checked(value, "class", nameof(ClassWeights));
    }

    /// <summary>
    /// p: what y weighs against 1 − y, for each output of a sigmoid; above 1 for more recall, below 1 for more precision. Null where each
    /// weighs 1. A softmax refuses them.
    /// </summary>
    /// <exception cref="ArgumentException">There is no weight, a weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public IReadOnlyList<double>? PositiveWeights
    {
        get => _positiveWeights;
        init => _positiveWeights = Checked(value, "output", nameof(PositiveWeights));
    }

    /// <summary>
    /// r: what each observation weighs. They replace the weights of the dataset. Null where those of the dataset hold. They belong to one
    /// dataset: training in chunks refuses them, and validation data don't have them.
    /// </summary>
    /// <exception cref="ArgumentException">There is no weight, a weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public IReadOnlyList<double>? RowWeights
    {
        get => _rowWeights;
        init => _rowWeights = Checked(value, "row", nameof(RowWeights));
    }

    /// <summary>
    /// ε, from 0 to 1: how much of each target is spread evenly over all classes of a softmax, as PyTorch's <c>label_smoothing</c>. Null for
    /// none. A sigmoid refuses it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside.</exception>
    public double? LabelSmoothing
    {
        get => _labelSmoothing;
        init => _labelSmoothing = value is { } given ? Part(given, nameof(LabelSmoothing)) : null;
    }

    /// <summary>Nothing set.</summary>
    internal static LossOptions None { get; } = new();

    /// <summary>λ, 0 where there is no penalty.</summary>
    internal double Penalty => L2 ?? 0;

    /// <summary>ε, 0 where there is none.</summary>
    internal double Smoothing => LabelSmoothing ?? 0;

    /// <summary>Whether entries of a row of targets differ in what they weigh, or are smoothed.</summary>
    internal bool ChangesEntries => ClassWeights is not null || PositiveWeights is not null || Smoothing > 0;

    /// <summary>The same loss of data that have these row weights themselves.</summary>
    internal LossOptions WithoutRowWeights => RowWeights is null ? this : new(this) { RowWeights = null };

    /// <summary>Class and positive weights alone, as they count on held-out data.</summary>
    internal LossOptions WeightsOfClasses => new() { ClassWeights = ClassWeights, PositiveWeights = PositiveWeights };

    /// <summary>Options in which nothing is set: a plain mean loss.</summary>
    public LossOptions()
    {
    }

    private LossOptions(LossOptions other)
    {
        _l2 = other._l2;
        _labelSmoothing = other._labelSmoothing;
        _classWeights = other._classWeights;
        _positiveWeights = other._positiveWeights;
        _rowWeights = other._rowWeights;
    }

    /// <summary>Weights that make up for the classes' frequencies: every class that occurs weighs as much as any other.</summary>
    /// <remarks>
    /// $$
    /// c_j = \frac{n}{k n_j}
    /// $$
    ///
    /// with n rows, of which n_j are of class j (the sum of its probabilities), and k classes that occur: scikit-learn's
    /// <c>class_weight="balanced"</c>. A class that does not occur weighs 1. The weights of rows don't count.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data">The training data, of exclusive or binary classes.</param>
    /// <returns>Class weights, whose mean over the rows is 1.</returns>
    /// <exception cref="ArgumentException">The classes are independent (multi-label).</exception>
    public static LossOptions Balanced<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(data, nameof(data));
        var counts = Weighting.Frequencies(data.Targets)
            ?? throw new ArgumentException("Only exclusive or binary classes can be balanced; these are independent (multi-label). Set PositiveWeights.", nameof(data));
        var occurring = counts.Count(count => count > 0);
        double[] weights = [.. counts.Select(count => count > 0 ? data.Count / (occurring * count) : 1)];
        return new() { ClassWeights = weights };
    }

    /// <summary>The same with another penalty.</summary>
    /// <param name="l2">λ, at least 0.</param>
    /// <returns>Other options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public LossOptions WithL2(double l2) => new(this) { L2 = Guard.NotNegative(l2, nameof(l2)) };

    /// <summary>The same with other class weights.</summary>
    /// <param name="weights">A weight for each output.</param>
    /// <returns>Other options.</returns>
    /// <exception cref="ArgumentException">There is no weight, a weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public LossOptions WithClassWeights(params double[] weights) => new(this) { ClassWeights = Checked(weights, "class", nameof(weights)) };

    /// <summary>The same with other positive weights.</summary>
    /// <param name="weights">A weight for each output of a sigmoid.</param>
    /// <returns>Other options.</returns>
    /// <exception cref="ArgumentException">There is no weight, a weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public LossOptions WithPositiveWeights(params double[] weights) => new(this) { PositiveWeights = Checked(weights, "output", nameof(weights)) };

    /// <summary>The same with other row weights.</summary>
    /// <param name="weights">A weight for each observation.</param>
    /// <returns>Other options.</returns>
    /// <exception cref="ArgumentException">There is no weight, a weight is below 0 or not finite, all are 0, or their sum is not finite.</exception>
    public LossOptions WithRowWeights(params double[] weights) => new(this) { RowWeights = Checked(weights, "row", nameof(weights)) };

    /// <summary>The same with other smoothing of labels.</summary>
    /// <param name="labelSmoothing">ε, from 0 to 1.</param>
    /// <returns>Other options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside.</exception>
    public LossOptions WithLabelSmoothing(double labelSmoothing) => new(this) { LabelSmoothing = Part(labelSmoothing, nameof(labelSmoothing)) };

    /// <summary>Whether both give the same loss of any data: a penalty or a smoothing of 0 is none.</summary>
    /// <param name="other">Other options.</param>
    /// <returns>True if they have the same numbers.</returns>
    public bool Equals(LossOptions? other) =>
        other is not null && Penalty == other.Penalty && Smoothing == other.Smoothing && Same(ClassWeights, other.ClassWeights)
        && Same(PositiveWeights, other.PositiveWeights) && Same(RowWeights, other.RowWeights);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LossOptions);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Penalty);
        hash.Add(Smoothing);
        foreach (var weight in new[] { ClassWeights, PositiveWeights, RowWeights }.SelectMany(weights => weights ?? []))
        {
            hash.Add(weight);
        }

        return hash.ToHashCode();
    }

    /// <summary>What is set, as "L2 0.01, class weights 0.5, 1, 3", or "plain loss".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Text(Guard.Short, Listed);

    /// <summary>What is set, in one line: numbers and lists of weights as the caller writes them.</summary>
    internal string Text(Func<double, string> number, Func<IReadOnlyList<double>, string> list)
    {
        string[] parts =
        [
            .. Penalty > 0 ? [$"L2 {number(Penalty)}"] : Array.Empty<string>(),
            .. ClassWeights is { } classes ? [$"class weights {list(classes)}"] : Array.Empty<string>(),
            .. PositiveWeights is { } positives ? [$"positive weights {list(positives)}"] : Array.Empty<string>(),
            .. RowWeights is { } rows ? [$"row weights {list(rows)}"] : Array.Empty<string>(),
            .. Smoothing > 0 ? [$"label smoothing {number(Smoothing)}"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "plain loss" : string.Join(", ", parts);
    }

    /// <summary>Refuses what doesn't fit the outputs of a model.</summary>
    internal void Require(Output output, int outputCount, string name)
    {
        if (PositiveWeights is not null && output.IsSoftmax)
        {
            throw new ArgumentException(
                "Positive weights are for the outputs of a sigmoid; the classes of a softmax exclude each other. Use ClassWeights.", name);
        }

        if (LabelSmoothing is not null && !output.IsSoftmax)
        {
            throw new ArgumentException("Label smoothing is for the classes of a softmax; the outputs of a sigmoid are independent.", name);
        }

        // One output has two classes, and may have a weight for each.
        if (outputCount > 1 || ClassWeights?.Count != 2)
        {
            RequireCount(ClassWeights?.Count, "class weight", outputCount, name);
        }

        RequireCount(PositiveWeights?.Count, "positive weight", outputCount, name);
    }

    private static void RequireCount(int? given, string what, int outputCount, string name)
    {
        if (given is { } count && count != outputCount)
        {
            throw new ArgumentException($"{Guard.Count(count, what)} given; this model has {Guard.Count(outputCount, "output")}.", name);
        }
    }

    private static double Part(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw OutOfRange.Of(name, value, "A number from 0 to 1 is needed.");

    private static ReadOnlyCollection<double>? Checked(IReadOnlyList<double>? weights, string what, string name) =>
        weights is null ? null
        : weights.Count > 0 ? Array.AsReadOnly(Guard.Weights(weights, what, name))
        : throw new ArgumentException("There is no weight. Leave them out, or set null, where all weigh 1.", name);

    private static bool Same(IReadOnlyList<double>? left, IReadOnlyList<double>? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.SequenceEqual(right));

    private static string Listed(IReadOnlyList<double> weights) =>
        string.Join(", ", weights.Take(Shown).Select(Guard.Short)) + (weights.Count > Shown ? ", …" : "");
}
