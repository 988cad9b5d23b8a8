using System.Collections.ObjectModel;
using System.Globalization;
using Perceptron.Specification;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// The form of a model without its numbers: how many inputs, the hidden layers and their activations, the outputs and
/// whether they are independent or exclusive, and the names of the classes.
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

    private readonly int[] _sizes;
    private readonly Activation[] _activations;

    internal Architecture(int[] sizes, Activation[] activations, Output output, string[]? classNames, string name = "outputs")
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
                $"{parameters} parameters are more than a model can have ({Array.MaxLength / 4}, or fewer where layers are narrow).", name);
        }

        _sizes = sizes;
        _activations = activations;
        Output = output;
        Order = new ParameterOrder(sizes);
        HiddenActivations = new ReadOnlyCollection<Activation>(activations);
        Sizes = new ReadOnlyCollection<int>(sizes);
        ClassNames = new ReadOnlyCollection<string>(classNames ?? DefaultNames(sizes[^1]));
    }

    /// <summary>Values in an observation.</summary>
    public int InputCount => _sizes[0];

    /// <summary>Classes, and so values in a prediction.</summary>
    public int OutputCount => _sizes[^1];

    /// <summary>Layers of weights: 1 for a neuron or softmax regression, one more for each hidden layer.</summary>
    public int LayerCount => _sizes.Length - 1;

    /// <summary>Inputs, the width of each hidden layer, outputs.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The activation of each hidden layer; empty where there is none.</summary>
    public IReadOnlyList<Activation> HiddenActivations { get; }

    /// <summary>Whether the classes are independent (sigmoid) or exclude each other (softmax).</summary>
    public Output Output { get; }

    /// <summary>A name for each output; "0", "1", … unless <see cref="WithClassNames"/> gave others.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Numbers in all weights and biases together.</summary>
    public int ParameterCount => Order.Count;

    internal ParameterOrder Order { get; }

    /// <summary>Begins an architecture.</summary>
    /// <param name="inputCount">Values in an observation; at least 1.</param>
    /// <returns>What <c>Hidden</c>, <c>Sigmoid</c> and <c>Softmax</c> go on from.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputCount"/> is below 1.</exception>
    public static ArchitectureBuilder Of(int inputCount) =>
        new([Guard.AtLeast(1, inputCount, nameof(inputCount))], []);

    /// <summary>The same architecture with other names for its classes.</summary>
    /// <param name="names">One for each output, none empty, none with a control character, all different.</param>
    /// <returns>A new architecture.</returns>
    /// <exception cref="ArgumentException">The number of names is not that of the outputs, or one is empty, has a control character, or is there twice.</exception>
    public Architecture WithClassNames(params string[] names)
    {
        Guard.NotNull(names, nameof(names));
        if (names.Length != OutputCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(names.Length, "name")} given; this model has {Guard.Count(OutputCount, "output")}.", nameof(names));
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

        return new Architecture(_sizes, _activations, Output, [.. names]);
    }

    /// <summary>Whether the other has the same sizes, activations, output and class names.</summary>
    /// <param name="other">What to compare with.</param>
    /// <returns>True if all are equal.</returns>
    public bool Equals(Architecture? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (Output == other.Output
                && _sizes.AsSpan().SequenceEqual(other._sizes)
                && _activations.AsSpan().SequenceEqual(other._activations)
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

    /// <summary>The architecture in one line, as "2 → 2 tanh → 1 sigmoid".</summary>
    /// <returns>Sizes and activations in order.</returns>
    public override string ToString()
    {
        var parts = _sizes.Select((size, i) => i == 0
            ? size.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{size} {(i <= _activations.Length ? _activations[i - 1].Name : Output.Name)}"));
        return string.Join(" → ", parts);
    }

    internal static void RequireWidth(int neurons, string name)
    {
        if (neurons > MaximalWidth)
        {
            throw new ArgumentException($"A layer of {neurons} neurons is more than can be computed with ({MaximalWidth}).", name);
        }
    }

    internal static string[] DefaultNames(int outputs) =>
        [.. Enumerable.Range(0, outputs).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
