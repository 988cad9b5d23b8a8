using System.Globalization;
using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>The numbers of one layer: weights W (inputs × outputs) and bias b (one a neuron).</summary>
/// <remarks>Made by <see cref="Layer"/>, or read from <see cref="Model{T}.Layers"/>; it never changes.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Layer<T> : IEquatable<Layer<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Layer(Weights<T> w, Bias<T> b)
    {
        W = w;
        B = b;
    }

    /// <summary>Values that come in.</summary>
    public int InputCount => W.InputCount;

    /// <summary>Neurons, and so values that go out.</summary>
    public int OutputCount => W.OutputCount;

    /// <summary>The weights W, inputs × outputs.</summary>
    public Weights<T> W { get; }

    /// <summary>The bias b, one number a neuron.</summary>
    public Bias<T> B { get; }

    /// <summary>Whether the other has the same weights and bias.</summary>
    /// <param name="other">What to compare with.</param>
    /// <returns>True if all are equal.</returns>
    public bool Equals(Layer<T>? other) => other is not null && W.Equals(other.W) && B.Equals(other.B);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Layer<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(W, B);

    /// <summary>The shape, as "layer, 784 → 10".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"layer, {InputCount} → {OutputCount}");
}

/// <summary>Makes layers from explicit weights and biases, which are copied.</summary>
public static class Layer
{
    /// <summary>A layer from arrays.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="w">W, inputs × outputs.</param>
    /// <param name="b">b, one number for each column of W.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentException">W is empty, b has another length than W has columns, or a value is not finite.</exception>
    public static Layer<T> Of<T>(T[,] w, T[] b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(w, nameof(w));
        Guard.NotNull(b, nameof(b));
        return Make(Arrays.Flat(w, nameof(w)), w.GetLength(0), w.GetLength(1), [.. b]);
    }

    /// <summary>A layer from MathNet.Numerics.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="w">W, inputs × outputs.</param>
    /// <param name="b">b, one number for each column of W.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentException">b has another length than W has columns, or a value is not finite.</exception>
    public static Layer<T> Of<T>(Matrix<T> w, Vector<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(w, nameof(w));
        Guard.NotNull(b, nameof(b));
        return Make(Arrays.Flat(w, nameof(w)), w.RowCount, w.ColumnCount, b.ToArray());
    }

    /// <summary>A layer of one neuron.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="w">A weight for each input.</param>
    /// <param name="b">The bias.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentException">There is no weight, or a value is not finite.</exception>
    public static Layer<T> Neuron<T>(T[] w, T b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(w, nameof(w));
        return Make([.. w], w.Length, 1, [b]);
    }

    private static Layer<T> Make<T>(T[] w, int inputCount, int outputCount, T[] b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        if (inputCount == 0 || outputCount == 0)
        {
            throw new ArgumentException($"W is {inputCount} × {outputCount}; at least 1 × 1 is needed.", nameof(w));
        }

        if (b.Length != outputCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(b.Length, "value")} given; W has {Guard.Count(outputCount, "column")}, so b needs as many.", nameof(b));
        }

        Guard.Finite<T>(w, nameof(w), outputCount);
        Guard.Finite<T>(b, nameof(b));
        return new Layer<T>(new Weights<T>(w, 0, inputCount, outputCount), new Bias<T>(b, 0, outputCount));
    }
}
