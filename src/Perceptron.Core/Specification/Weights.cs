using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Perceptron.Support;

namespace Perceptron;

/// <summary>The weights W of a layer, inputs × outputs, to be read: one by one, by column, or as a copy of all.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Weights<T> : IEquatable<Weights<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;
    private readonly int _offset;

    internal Weights(T[] values, int offset, int inputs, int outputs)
    {
        _values = values;
        _offset = offset;
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>Rows of W: values that come in.</summary>
    public int Inputs { get; }

    /// <summary>Columns of W: neurons of the layer.</summary>
    public int Outputs { get; }

    internal ReadOnlySpan<T> Span => _values.AsSpan(_offset, Inputs * Outputs);

    /// <summary>The weight from an input to an output.</summary>
    /// <param name="input">Row, from 0.</param>
    /// <param name="output">Column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public T this[int input, int output]
    {
        get
        {
            Guard.Index(input, Inputs, "input", nameof(input));
            Guard.Index(output, Outputs, "output", nameof(output));
            return _values[_offset + (input * Outputs) + output];
        }
    }

    /// <summary>A copy of one neuron's weights: what the pictures of W show.</summary>
    /// <param name="output">The neuron, from 0.</param>
    /// <returns>A weight for each input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public T[] Column(int output)
    {
        Guard.Index(output, Outputs, "output", nameof(output));
        var column = new T[Inputs];
        for (var i = 0; i < Inputs; i++)
        {
            column[i] = _values[_offset + (i * Outputs) + output];
        }

        return column;
    }

    /// <summary>A copy of W as an array.</summary>
    /// <returns>Inputs × outputs.</returns>
    public T[,] ToArray()
    {
        var copy = new T[Inputs, Outputs];
        Span.CopyTo(Arrays.AsSpan(copy));
        return copy;
    }

    /// <summary>A copy of W as a dense matrix of MathNet.Numerics.</summary>
    /// <returns>Inputs × outputs.</returns>
    public Matrix<T> ToMatrix() => Arrays.ToMatrix(Span, Inputs, Outputs);

    /// <summary>Whether the other holds the same numbers in the same shape.</summary>
    /// <param name="other">What to compare with.</param>
    /// <returns>True if all are equal.</returns>
    public bool Equals(Weights<T>? other) =>
        other is not null && Inputs == other.Inputs && Outputs == other.Outputs && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Weights<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Arrays.Hash(Span);

    /// <summary>The shape, as "W, 784 × 10".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"W, {Inputs} × {Outputs}");
}
