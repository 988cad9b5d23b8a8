using System.Globalization;
using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>The bias b of a layer, one number a neuron, to be read: one by one, or as a copy of all.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Bias<T> : IEquatable<Bias<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;
    private readonly int _offset;

    internal Bias(T[] values, int offset, int outputCount)
    {
        _values = values;
        _offset = offset;
        OutputCount = outputCount;
    }

    /// <summary>Neurons of the layer.</summary>
    public int OutputCount { get; }

    internal ReadOnlySpan<T> Span => _values.AsSpan(_offset, OutputCount);

    /// <summary>The bias of a neuron.</summary>
    /// <param name="output">The neuron, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public T this[int output]
    {
        get
        {
            Guard.Index(output, OutputCount, "output", nameof(output));
            return _values[_offset + output];
        }
    }

    /// <summary>A copy of b as an array.</summary>
    /// <returns>One number a neuron.</returns>
    public T[] ToArray() => Span.ToArray();

    /// <summary>A copy of b as a dense vector of MathNet.Numerics.</summary>
    /// <returns>One number a neuron.</returns>
    public Vector<T> ToVector() => Vector<T>.Build.Dense(Span.ToArray());

    /// <summary>Whether the other holds the same numbers.</summary>
    /// <param name="other">What to compare with.</param>
    /// <returns>True if all are equal.</returns>
    public bool Equals(Bias<T>? other) => other is not null && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Bias<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Arrays.Hash(Span);

    /// <summary>The shape, as "b, 10".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"b, {OutputCount}");
}
