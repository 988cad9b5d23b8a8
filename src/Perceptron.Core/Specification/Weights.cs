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

    internal Weights(T[] values, int offset, int inputCount, int outputCount)
    {
        _values = values;
        _offset = offset;
        InputCount = inputCount;
        OutputCount = outputCount;
    }

    /// <summary>Rows of W: values that come in.</summary>
    public int InputCount { get; }

    /// <summary>Columns of W: neurons of the layer.</summary>
    public int OutputCount { get; }

    internal ReadOnlySpan<T> Span => _values.AsSpan(_offset, InputCount * OutputCount);

    /// <summary>The weight from an input to an output.</summary>
    /// <param name="input">Row, from 0.</param>
    /// <param name="output">Column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public T this[int input, int output]
    {
        get
        {
            Guard.Index(input, InputCount, "input", nameof(input));
            Guard.Index(output, OutputCount, "output", nameof(output));
            return _values[_offset + (input * OutputCount) + output];
        }
    }

    /// <summary>A copy of one neuron's weights: what the pictures of W show.</summary>
    /// <param name="output">The neuron, from 0.</param>
    /// <returns>A weight for each input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public T[] Column(int output)
    {
        Guard.Index(output, OutputCount, "output", nameof(output));
        var column = new T[InputCount];
        for (var i = 0; i < InputCount; i++)
        {
            column[i] = _values[_offset + (i * OutputCount) + output];
        }

        return column;
    }

    /// <summary>A copy of W as an array.</summary>
    /// <returns>Inputs × outputs.</returns>
    public T[,] ToArray()
    {
        var copy = new T[InputCount, OutputCount];
        Span.CopyTo(Arrays.AsSpan(copy));
        return copy;
    }

    /// <summary>A copy of W as a dense matrix of MathNet.Numerics.</summary>
    /// <returns>Inputs × outputs.</returns>
    public Matrix<T> ToMatrix() => Arrays.ToMatrix(Span, InputCount, OutputCount);

    /// <summary>Whether the other holds the same numbers in the same shape.</summary>
    /// <param name="other">What to compare with.</param>
    /// <returns>True if all are equal.</returns>
    public bool Equals(Weights<T>? other) =>
        other is not null && InputCount == other.InputCount && OutputCount == other.OutputCount && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Weights<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Arrays.Hash(Span);

    /// <summary>The shape, as "W, 784 × 10".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"W, {InputCount} × {OutputCount}");
}
