using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using Perceptron.Engine;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// A classifier as an immutable value: an architecture and its numbers. With no hidden layer it is one neuron,
/// $f(x) = \sigma(xW + b)$, or softmax regression, $f(x) = \mathrm{softmax}(xW + b)$; hidden layers feed their
/// activations forward, $h = f_1(x)$, $f(x) = f_2(h)$.
/// </summary>
/// <remarks>
/// <para>Observations are rows: X is n × inputs, W is inputs × outputs, b is a row, the logits are Z = XW + b.</para>
/// <para>The parameters are one vector: for each layer in order, W row after row, then b. Any number of threads may use a
/// model at the same time. Two models are equal when their architectures and all parameters are.</para>
/// <para>Made by <see cref="Model"/>.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Model<T> : IEquatable<Model<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _parameters;
    private PackedParameters<T>? _panels;
    private PackedParameters<T>? _blocks;
    private PackedParameters<T>? _neuron;

    /// <summary>Takes ownership of finite parameters.</summary>
    internal Model(Architecture architecture, T[] parameters)
    {
        Architecture = architecture;
        _parameters = parameters;
        Layers = new ReadOnlyCollection<Layer<T>>(
            [.. architecture.Order.Layers.Select(place => new Layer<T>(
                new Weights<T>(parameters, place.WeightStart, place.InputCount, place.OutputCount),
                new Bias<T>(parameters, place.BiasStart, place.OutputCount)))]);
    }

    /// <summary>The form of the model: sizes, activations, output, class names and thresholds.</summary>
    public Architecture Architecture { get; }

    /// <summary>The numbers of each layer, the first one's first.</summary>
    public IReadOnlyList<Layer<T>> Layers { get; }

    /// <summary>Values in an observation.</summary>
    public int InputCount => Architecture.InputCount;

    /// <summary>Values in a prediction.</summary>
    public int OutputCount => Architecture.OutputCount;

    /// <inheritdoc cref="Architecture.ClassCount"/>
    public int ClassCount => Architecture.ClassCount;

    /// <inheritdoc cref="Architecture.ClassNames"/>
    public IReadOnlyList<string> ClassNames => Architecture.ClassNames;

    /// <inheritdoc cref="Architecture.OutputNames"/>
    public IReadOnlyList<string> OutputNames => Architecture.OutputNames;

    /// <inheritdoc cref="Architecture.Thresholds"/>
    public IReadOnlyList<double> Thresholds => Architecture.Thresholds;

    /// <summary>Numbers in all weights and biases together.</summary>
    public int ParameterCount => _parameters.Length;

    internal ReadOnlySpan<T> Parameters => _parameters;

    /// <summary>The parameters in the packed form that some rows need, or dense ones; made once.</summary>
    internal PackedParameters<T> PackedFor(Rows<T>? rows = null) =>
        PackedLayout.CanBeNeuron<T>(Architecture) && rows is not { IsSparse: true, Blocks: not null } ? Pack(ref _neuron, PackedForm.Neuron)
        : PackedLayout.CanBeBlocked<T>(Architecture) && (rows is null || rows.Blocks is not null) ? Pack(ref _blocks, PackedForm.Blocks)
        : Pack(ref _panels, PackedForm.Panels);

    private PackedParameters<T> Pack(ref PackedParameters<T>? packed, PackedForm form)
    {
        if (packed is { } ready)
        {
            return ready;
        }

        var made = PackedParameters<T>.Of(PackedLayout.Of<T>(Architecture, form), _parameters);
        return Interlocked.CompareExchange(ref packed, made, null) ?? made;
    }

    /// <summary>A copy of all parameters: for each layer in order, W row after row, then b.</summary>
    /// <returns><see cref="ParameterCount"/> numbers.</returns>
    public T[] GetParameters() => [.. _parameters];

    /// <summary>The same architecture with other parameters.</summary>
    /// <param name="parameters">As many finite numbers as <see cref="ParameterCount"/>, in the order of <see cref="GetParameters"/>.</param>
    /// <returns>A new model.</returns>
    /// <exception cref="ArgumentException">The number of parameters is wrong, or one is not finite.</exception>
    public Model<T> WithParameters(T[] parameters) => Model.FromParameters(Architecture, parameters);

    /// <summary>The same model with other numbers in one layer.</summary>
    /// <param name="index">Which layer, from 0.</param>
    /// <param name="layer">Weights and bias of the same shape.</param>
    /// <returns>A new model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The shape differs.</exception>
    public Model<T> WithLayer(int index, Layer<T> layer)
    {
        Guard.Index(index, Layers.Count, "layer", nameof(index));
        Guard.NotNull(layer, nameof(layer));
        Layer<T>[] layers = [.. Layers];
        layers[index] = layer;
        return Model.Assemble(Architecture, layers, nameof(layer), index);
    }

    /// <summary>The same model with other names for its classes.</summary>
    /// <param name="names">
    /// One for each class, none empty, none with a control character, all different; for a single sigmoid output two, the
    /// negative class's first.
    /// </param>
    /// <returns>A new model.</returns>
    /// <exception cref="ArgumentException">The number of names is not that of the classes, or one is empty, has a control character, or is there twice.</exception>
    public Model<T> WithClassNames(params string[] names) => new(Architecture.WithClassNames(names), _parameters);

    /// <inheritdoc cref="WithClassNames(string[])"/>
    public Model<T> WithClassNames(IReadOnlyList<string> names) => new(Architecture.WithClassNames(names), _parameters);

    /// <summary>The same model with one threshold for all of its outputs: f(x) of at least this counts as a yes.</summary>
    /// <remarks>
    /// The comparison is made in the model's scalar, to which the threshold is rounded. Predictions, losses and gradients stay as they are.
    /// </remarks>
    /// <param name="threshold">From 0 to 1.</param>
    /// <returns>A new model.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">The output is a softmax.</exception>
    public Model<T> WithThreshold(double threshold) => new(Architecture.WithThreshold(threshold), _parameters);

    /// <summary>The same model with a threshold for each of its outputs: f(x) of at least this counts as a yes.</summary>
    /// <remarks><inheritdoc cref="WithThreshold"/></remarks>
    /// <param name="thresholds">One for each output, from 0 to 1.</param>
    /// <returns>A new model.</returns>
    /// <exception cref="ArgumentException">The number of thresholds is not that of the outputs, or one is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">The output is a softmax.</exception>
    public Model<T> WithThresholds(params double[] thresholds) => new(Architecture.WithThresholds(thresholds), _parameters);

    /// <summary>The same model in the other precision, each parameter rounded to it.</summary>
    /// <typeparam name="TTo"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>A model whose predictions agree with this one's within the rounding.</returns>
    /// <exception cref="OverflowException">A parameter is too large for the other precision.</exception>
    public Model<TTo> ConvertTo<TTo>()
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        Guard.Scalar<TTo>();
        var converted = Arrays.Convert<T, TTo>(_parameters);
        var index = Array.FindIndex(converted, value => !TTo.IsFinite(value));
        return index < 0
            ? new Model<TTo>(Architecture, converted)
            : throw new OverflowException($"A parameter, {Guard.Text(_parameters[index])}, is too large for {typeof(TTo).Name}.");
    }

    /// <summary>Whether the other has an equal architecture and equal parameters.</summary>
    /// <param name="other">What to compare with.</param>
    /// <returns>True if all are equal.</returns>
    public bool Equals(Model<T>? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (Architecture.Equals(other.Architecture) && Parameters.SequenceEqual(other.Parameters)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Model<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Architecture, Arrays.Hash(Parameters));

    /// <summary>The architecture and the number of parameters, as "784 → 10 softmax, 7850 parameters".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Architecture}, {Guard.Count(ParameterCount, "parameter")}");
}
