using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

public sealed partial class Model<T>
{
    /// <summary>The logits of one observation, z = xW + b of the last layer: what the prediction and the loss are made from.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>A number for each output.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    public T[] Logits(params T[] x)
    {
        Guard.NotNull(x, nameof(x));
        return One(x, nameof(x), predict: false);
    }

    /// <inheritdoc cref="Logits(T[])"/>
    public Vector<T> Logits(Vector<T> x)
    {
        Guard.NotNull(x, nameof(x));
        return Vector<T>.Build.Dense(One(x.ToArray(), nameof(x), predict: false));
    }

    /// <summary>The logits of many observations, Z = XW + b of the last layer.</summary>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>Observations × outputs.</returns>
    /// <exception cref="ArgumentException">The number of columns is not that of the inputs, or a value is not finite.</exception>
    public T[,] Logits(T[,] x) => Logits(Rows.Of(x));

    /// <inheritdoc cref="Logits(T[,])"/>
    public Matrix<T> Logits(Matrix<T> x) => Many(Rows.Of(x), predict: false);

    /// <summary>The logits of many observations, Z = XW + b of the last layer.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>Observations × outputs.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    public T[,] Logits(Rows<T> x, ComputeOptions? compute = null) => Many(x, predict: false, compute);

    /// <summary>The logits of one observation into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="destination">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    public void Logits(ReadOnlySpan<T> x, Span<T> destination) => OneInto(x, destination, nameof(destination), predict: false);

    /// <summary>The logits of one of many observations into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="row">Which of them, from 0.</param>
    /// <param name="destination">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void Logits(Rows<T> x, int row, Span<T> destination) => OneInto(x, row, destination, nameof(destination), predict: false);

    /// <summary>The logits of many observations into memory of the caller's.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="destination">Takes observations × outputs numbers, row after row; the length must be just that.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Logits(Rows<T> x, Memory<T> destination, ComputeOptions? compute = null) =>
        ManyInto(x, destination, nameof(destination), predict: false, compute);

    /// <summary>f(x) for one observation: σ(z) for each of independent classes, softmax(z) over exclusive ones.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>A number from 0 to 1 for each output.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    public T[] Predict(params T[] x)
    {
        Guard.NotNull(x, nameof(x));
        return One(x, nameof(x), predict: true);
    }

    /// <inheritdoc cref="Predict(T[])"/>
    public Vector<T> Predict(Vector<T> x)
    {
        Guard.NotNull(x, nameof(x));
        return Vector<T>.Build.Dense(One(x.ToArray(), nameof(x), predict: true));
    }

    /// <summary>f(x) for many observations: σ(z) for each of independent classes, softmax(z) over exclusive ones.</summary>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>Observations × outputs, each from 0 to 1.</returns>
    /// <exception cref="ArgumentException">The number of columns is not that of the inputs, or a value is not finite.</exception>
    public T[,] Predict(T[,] x) => Predict(Rows.Of(x));

    /// <inheritdoc cref="Predict(T[,])"/>
    public Matrix<T> Predict(Matrix<T> x) => Many(Rows.Of(x), predict: true);

    /// <summary>f(x) for many observations: σ(z) for each of independent classes, softmax(z) over exclusive ones.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>Observations × outputs, each from 0 to 1.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    public T[,] Predict(Rows<T> x, ComputeOptions? compute = null) => Many(x, predict: true, compute);

    /// <summary>f(x) for one observation into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="destination">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    public void Predict(ReadOnlySpan<T> x, Span<T> destination) => OneInto(x, destination, nameof(destination), predict: true);

    /// <summary>f(x) for one of many observations into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="row">Which of them, from 0.</param>
    /// <param name="destination">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void Predict(Rows<T> x, int row, Span<T> destination) => OneInto(x, row, destination, nameof(destination), predict: true);

    /// <summary>f(x) for many observations into memory of the caller's.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="destination">Takes observations × outputs numbers, row after row; the length must be just that.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Predict(Rows<T> x, Memory<T> destination, ComputeOptions? compute = null) =>
        ManyInto(x, destination, nameof(destination), predict: true, compute);

    /// <summary>Calls back with every block of rows after its forward pass, on any of the threads; looks at the token before each.</summary>
    internal void ForEachBlock(
        Rows<T> rows, bool predict, ComputeOptions? compute, Action<Propagation<T>, RowBlock> done, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (layout, parameters) = PackedFor(rows);
        var runner = BlockRunner<T>.Rent(layout, compute);
        try
        {
            runner.Forward(parameters, rows, predict, (pass, block) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                done(pass, block);
            });
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    private T[] One(T[] x, string name, bool predict)
    {
        var result = new T[OutputCount];
        OneInto(x, result, name, predict, name);
        return result;
    }

    private void OneInto(ReadOnlySpan<T> x, Span<T> result, string resultName, bool predict, string name = "x")
    {
        Require(x, name);
        Guard.Length(result.Length, OutputCount, "place", resultName);
        var (layout, parameters) = PackedFor();
        var runner = BlockRunner<T>.Rent(layout);
        try
        {
            runner.Forward(parameters, x, predict).Output(0).CopyTo(result);
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    private void OneInto(Rows<T> x, int row, Span<T> result, string resultName, bool predict)
    {
        Require(x, nameof(x));
        Guard.Index(row, x.Count, "row", nameof(row));
        Guard.Length(result.Length, OutputCount, "place", resultName);
        var (layout, parameters) = PackedFor(x);
        var runner = BlockRunner<T>.Rent(layout);
        try
        {
            runner.Forward(parameters, x, row, predict).Output(0).CopyTo(result);
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    private T[,] Many(Rows<T> x, bool predict, ComputeOptions? compute)
    {
        var flat = Many(x, nameof(x), predict, compute);
        return Arrays.Reshape<T>(flat, x.Count, OutputCount);
    }

    private Matrix<T> Many(Rows<T> x, bool predict) => Arrays.ToMatrix<T>(Many(x, nameof(x), predict, null), x.Count, OutputCount);

    private T[] Many(Rows<T> x, string name, bool predict, ComputeOptions? compute)
    {
        Require(x, name);
        var flat = new T[Guard.Size(x.Count, OutputCount, name)];
        ManyInto(x, flat, name, predict, compute);
        return flat;
    }

    private void ManyInto(Rows<T> x, Memory<T> results, string resultsName, bool predict, ComputeOptions? compute)
    {
        Require(x, nameof(x));
        Guard.Length(results.Length, (long)x.Count * OutputCount, "place", resultsName);
        ForEachBlock(x, predict, compute, (pass, block) =>
            pass.CopyOutputs(block.Count, results.Span.Slice(block.Start * OutputCount, block.Count * OutputCount)));
    }

    private void Require(ReadOnlySpan<T> x, string name)
    {
        Guard.Width(x.Length, InputCount, name);
        Guard.Finite(x, name);
    }

    private void Require(Rows<T> x, string name)
    {
        Guard.NotNull(x, name);
        Guard.Width(x.InputCount, InputCount, name);
    }
}
