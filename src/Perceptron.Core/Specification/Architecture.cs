using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using Perceptron.Specification;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// The form of a model without its numbers: how many inputs, the hidden layers and their activations, the outputs and
/// whether they are independent or exclusive, the names of the classes, and the thresholds from which f(x) counts as a yes.
/// </summary>
/// <remarks>
/// Begin with <see cref="Of"/> and end with the output:
/// <c>Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1)</c>,
/// <c>Architecture.Of(784).Softmax(10)</c>. An architecture never changes; two are equal when all of that is equal.
/// </remarks>
public sealed class Architecture : IEquatable<Architecture>
{
    /// <summary>A block of rows must fit into an array.</summary>
    private const int MaximalWidth = 4_000_000;

    /// <summary>Layers at either end that a text shows.</summary>
    private const int Shown = 10;

    internal const double DefaultThreshold = 0.5;

    private readonly int[] _sizes;
    private readonly Activation[] _activations;
    private readonly double[] _thresholds;

    internal Architecture(
        int[] sizes, Activation[] activations, Output output, string[]? classNames, double[]? thresholds = null, string name = "outputCount")
    {
        var (parameters, packed) = (0L, 0L);
        for (var layer = 1; layer < sizes.Length; layer++)
        {
            RequireWidth(sizes[layer], name);
            parameters += ((long)sizes[layer - 1] + 1) * sizes[layer];
            packed += ((long)sizes[layer - 1] + 1) * Kernels.Lanes.Pad<float>(sizes[layer]);
        }

        if (parameters > Array.MaxLength / 4 || packed > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{Guard.Text(parameters)} parameters are more than a model can have ({Array.MaxLength / 4}, or fewer where layers are narrow).", name);
        }

        _sizes = sizes;
        _activations = activations;
        Output = output;
        Order = new ParameterOrder(sizes);
        HiddenActivations = new ReadOnlyCollection<Activation>(activations);
        Sizes = new ReadOnlyCollection<int>(sizes);
        string[] names = classNames ?? DefaultNames(sizes[^1]);
        ClassNames = new ReadOnlyCollection<string>(names);
        OutputNames = IsBinary ? new ReadOnlyCollection<string>(names[1..]) : ClassNames;
        _thresholds = output.IsSoftmax ? [] : thresholds ?? [.. Enumerable.Repeat(DefaultThreshold, sizes[^1])];
        Thresholds = new ReadOnlyCollection<double>(_thresholds);
    }

    /// <summary>Values in an observation.</summary>
    public int InputCount => _sizes[0];

    /// <summary>Values in a prediction.</summary>
    public int OutputCount => _sizes[^1];

    /// <summary>Classes: 2 for a single sigmoid output, which tells a negative class from a positive one; else one for each output.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>Layers of weights: 1 for a neuron or softmax regression, one more for each hidden layer.</summary>
    public int LayerCount => _sizes.Length - 1;

    /// <summary>Inputs, the width of each hidden layer, outputs.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The activation of each hidden layer; empty where there is none.</summary>
    public IReadOnlyList<Activation> HiddenActivations { get; }

    /// <summary>Whether the classes are independent (sigmoid) or exclude each other (softmax).</summary>
    public Output Output { get; }

    /// <summary>
    /// A name for each class; "0", "1", … unless <see cref="WithClassNames(string[])"/> gave others. A single sigmoid output has two, the
    /// negative class's and then the positive one's, so that <c>ClassNames[model.Classify(x)]</c> is the name of what is predicted.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// A name for each output: that of the class whose probability it is. They are the class names, but for a single sigmoid output,
    /// whose f(x) is the probability of the positive class.
    /// </summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>
    /// For each sigmoid output the number from which f(x) counts as a yes, f(x) ≥ threshold; 0.5 unless
    /// <see cref="WithThreshold"/> or <see cref="WithThresholds"/> gave another. A softmax has none.
    /// </summary>
    /// <remarks>They decide what is predicted. Targets are always read as a yes from 0.5 on, and no loss or gradient depends on them.</remarks>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Numbers in all weights and biases together.</summary>
    public int ParameterCount => Order.Count;

    internal ParameterOrder Order { get; }

    /// <summary>Whether there is a single sigmoid output, and so two classes.</summary>
    internal bool IsBinary => !Output.IsSoftmax && OutputCount == 1;

    internal bool HasDefaultThresholds => !Array.Exists(_thresholds, threshold => threshold != DefaultThreshold);

    /// <summary>Begins an architecture.</summary>
    /// <param name="inputCount">Values in an observation; at least 1.</param>
    /// <returns>What <c>Hidden</c>, <c>Sigmoid</c> and <c>Softmax</c> go on from.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputCount"/> is below 1.</exception>
    public static ArchitectureBuilder Of(int inputCount) =>
        new(Guard.AtLeast(1, inputCount, nameof(inputCount)));

    /// <summary>The same architecture with other names for its classes.</summary>
    /// <param name="names">
    /// One for each class, none empty, none with a control character, all different; for a single sigmoid output two, the
    /// negative class's first.
    /// </param>
    /// <returns>A new architecture.</returns>
    /// <exception cref="ArgumentException">The number of names is not that of the classes, or one is empty, has a control character, or is there twice.</exception>
    public Architecture WithClassNames(params string[] names)
    {
        Guard.NotNull(names, nameof(names));
        if (names.Length != ClassCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(names.Length, "name")} given; this model has {Guard.Count(ClassCount, "class")}"
                + (IsBinary ? ", of which the negative one is named first." : "."), nameof(names));
        }

        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A class name is empty.", nameof(names));
        }

        if (Array.FindIndex(names, name => name.Any(char.IsControl)) is var index and >= 0)
        {
            throw new ArgumentException($"The name of class {index} has a control character in it.", nameof(names));
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The class name \"{twice.Key}\" is there twice.", nameof(names));
        }

        return new Architecture(_sizes, _activations, Output, [.. names], _thresholds);
    }

    /// <inheritdoc cref="WithClassNames(string[])"/>
    public Architecture WithClassNames(IReadOnlyList<string> names)
    {
        Guard.NotNull(names, nameof(names));
        return WithClassNames([.. names]);
    }

    /// <summary>The same architecture with one threshold for all of its outputs.</summary>
    /// <param name="threshold">From 0 to 1: f(x) of at least this counts as a yes.</param>
    /// <returns>A new architecture.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">The output is a softmax.</exception>
    public Architecture WithThreshold(double threshold)
    {
        RequireSigmoid();
        return threshold is >= 0 and <= 1
            ? With([.. Enumerable.Repeat(threshold, OutputCount)])
            : throw OutOfRange.Of(nameof(threshold), threshold, $"The threshold is {Guard.Text(threshold)}; like f(x) it must be from 0 to 1.");
    }

    /// <summary>The same architecture with a threshold for each of its outputs.</summary>
    /// <param name="thresholds">One for each output, from 0 to 1: f(x) of at least this counts as a yes.</param>
    /// <returns>A new architecture.</returns>
    /// <exception cref="ArgumentException">The number of thresholds is not that of the outputs, or one is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">The output is a softmax.</exception>
    public Architecture WithThresholds(params double[] thresholds)
    {
        Guard.NotNull(thresholds, nameof(thresholds));
        RequireSigmoid();
        Guard.Length(thresholds.Length, OutputCount, "threshold", nameof(thresholds));
        var index = Array.FindIndex(thresholds, threshold => threshold is not (>= 0 and <= 1));
        return index < 0
            ? With([.. thresholds])
            : throw new ArgumentException(
                $"The threshold at index {index} is {Guard.Text(thresholds[index])}; like f(x) it must be from 0 to 1.", nameof(thresholds));
    }

    /// <summary>Whether the other has the same sizes, activations, output, class names and thresholds.</summary>
    /// <param name="other">What to compare with.</param>
    /// <returns>True if all are equal.</returns>
    public bool Equals(Architecture? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (Output == other.Output
                && _sizes.AsSpan().SequenceEqual(other._sizes)
                && _activations.AsSpan().SequenceEqual(other._activations)
                && _thresholds.AsSpan().SequenceEqual(other._thresholds)
                && ClassNames.SequenceEqual(other.ClassNames, StringComparer.Ordinal)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Architecture);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Output.Name, StringComparer.Ordinal);
        foreach (var size in _sizes)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>The architecture in one line, as "2 → 2 tanh → 1 sigmoid"; of many layers, the first and last ones.</summary>
    /// <returns>Sizes and activations in order.</returns>
    public override string ToString() => Text(_sizes.AsSpan(..^1), _activations, $"{Size(_sizes[^1])} {Output.Name}");

    internal static string Text(ReadOnlySpan<int> sizes, Activation[] activations, string end)
    {
        var text = new StringBuilder();
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes.Length > 2 * Shown && i == Shown)
            {
                text.Append(CultureInfo.InvariantCulture, $"({sizes.Length - (2 * Shown)} more) → ");
                i = sizes.Length - Shown;
            }

            text.Append(Size(sizes[i])).Append(i == 0 ? "" : " ").Append(i == 0 ? "" : activations[i - 1].Name).Append(" → ");
        }

        return text.Append(end).ToString();
    }

    private static string Size(int size) => size.ToString(CultureInfo.InvariantCulture);

    internal static void RequireWidth(int neurons, string name)
    {
        if (neurons > MaximalWidth)
        {
            throw new ArgumentException($"A layer of {neurons} neurons is more than can be computed with ({MaximalWidth}).", name);
        }
    }

    /// <summary>"0", "1", …: a name for each class of as many outputs, of which a single one has two.</summary>
    internal static string[] DefaultNames(int outputCount) =>
        [.. Enumerable.Range(0, Math.Max(2, outputCount)).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    internal double ThresholdOf(int output) => _thresholds[output];

    private Architecture With(double[] thresholds) => new(_sizes, _activations, Output, [.. ClassNames], thresholds);

    private void RequireSigmoid()
    {
        if (Output.IsSoftmax)
        {
            throw new InvalidOperationException(
                "A softmax has no thresholds: of classes that exclude each other the one with the largest f(x) is predicted.");
        }
    }
}
