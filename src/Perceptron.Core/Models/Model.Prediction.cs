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
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>Observations × outputs.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    public T[,] Logits(Rows<T> x, ComputeOptions? options = null) => Many(x, predict: false, options);

    /// <summary>The logits of one observation into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="logits">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    public void LogitsInto(ReadOnlySpan<T> x, Span<T> logits) => OneInto(x, logits, nameof(logits), predict: false);

    /// <summary>The logits of one of many observations into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="row">Which of them, from 0.</param>
    /// <param name="logits">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void LogitsRowInto(Rows<T> x, int row, Span<T> logits) => OneInto(x, row, logits, nameof(logits), predict: false);

    /// <summary>The logits of many observations into memory of the caller's.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="logits">Takes observations × outputs numbers, row after row; the length must be just that.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void LogitsRowsInto(Rows<T> x, Memory<T> logits, ComputeOptions? options = null) =>
        ManyInto(x, logits, nameof(logits), predict: false, options);

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
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>Observations × outputs, each from 0 to 1.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    public T[,] Predict(Rows<T> x, ComputeOptions? options = null) => Many(x, predict: true, options);

    /// <summary>f(x) for one observation into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="prediction">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    public void PredictInto(ReadOnlySpan<T> x, Span<T> prediction) => OneInto(x, prediction, nameof(prediction), predict: true);

    /// <summary>f(x) for one of many observations into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="row">Which of them, from 0.</param>
    /// <param name="prediction">Takes a number for each output; the length must be just that.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void PredictRowInto(Rows<T> x, int row, Span<T> prediction) => OneInto(x, row, prediction, nameof(prediction), predict: true);

    /// <summary>f(x) for many observations into memory of the caller's.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="predictions">Takes observations × outputs numbers, row after row; the length must be just that.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void PredictRowsInto(Rows<T> x, Memory<T> predictions, ComputeOptions? options = null) =>
        ManyInto(x, predictions, nameof(predictions), predict: true, options);

    /// <summary>
    /// The output of every layer for one observation: h = f1(x) of the first, and so on; that of the last layer is f(x).
    /// </summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>An array a layer, with a number for each of its neurons.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    public T[][] Activations(params T[] x)
    {
        Guard.NotNull(x, nameof(x));
        var flat = new T[Architecture.Order.Layers.Sum(layer => layer.OutputCount)];
        ActivationsInto(x, flat);
        var activations = new T[Layers.Count][];
        for (int layer = 0, start = 0; layer < activations.Length; start += activations[layer++].Length)
        {
            activations[layer] = flat.AsSpan(start, Layers[layer].OutputCount).ToArray();
        }

        return activations;
    }

    /// <summary>The output of every layer for one observation into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="activations">Takes the output of each layer, one after the other; the length must be that of all neurons.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    public void ActivationsInto(ReadOnlySpan<T> x, Span<T> activations)
    {
        Require(x, nameof(x));
        var neurons = 0;
        foreach (var layer in Architecture.Order.Layers)
        {
            neurons += layer.OutputCount;
        }

        Guard.Length(activations.Length, neurons, "place", nameof(activations));
        var (layout, parameters) = PackedFor();
        var sweep = BlockRunner<T>.Rent(layout);
        try
        {
            var pass = sweep.Forward(parameters, x, predict: true);
            for (var layer = 0; layer < Architecture.Order.Layers.Length; layer++)
            {
                var output = pass.Output(layer, 0);
                output.CopyTo(activations);
                activations = activations[output.Length..];
            }
        }
        finally
        {
            BlockRunner<T>.Return(sweep);
        }
    }

    /// <summary>The output of every layer for many observations; see <see cref="Activations(T[])"/>.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>An array a layer, observations × neurons.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    public T[][,] Activations(Rows<T> x, ComputeOptions? options = null)
    {
        Require(x, nameof(x));
        T[][,] all = [.. Layers.Select(layer => new T[x.Count, layer.OutputCount])];
        ForEachBlock(x, predict: true, options, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                for (var layer = 0; layer < all.Length; layer++)
                {
                    var output = pass.Output(layer, r);
                    output.CopyTo(Arrays.AsSpan(all[layer])[((block.Start + r) * output.Length)..]);
                }
            }
        });
        return all;
    }

    /// <summary>
    /// The class of one observation: with exclusive classes the one with the largest f(x), the lowest index on a tie; with a
    /// single output 1 where f(x) ≥ 0.5, else 0.
    /// </summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int Classify(params T[] x)
    {
        Guard.NotNull(x, nameof(x));
        RequireOneClass();
        Require(x, nameof(x));
        var (layout, parameters) = PackedFor();
        var sweep = BlockRunner<T>.Rent(layout);
        try
        {
            return ClassOf(sweep.Forward(parameters, x, predict: true).Output(0));
        }
        finally
        {
            BlockRunner<T>.Return(sweep);
        }
    }

    /// <inheritdoc cref="Classify(T[])"/>
    public int Classify(Vector<T> x)
    {
        Guard.NotNull(x, nameof(x));
        return Classify(x.ToArray());
    }

    /// <summary>The class of each of many observations; see <see cref="Classify(T[])"/>.</summary>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>A class for each, from 0.</returns>
    /// <exception cref="ArgumentException">The number of columns is not that of the inputs, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int[] Classify(T[,] x) => Classify(Rows.Of(x));

    /// <inheritdoc cref="Classify(T[,])"/>
    public int[] Classify(Matrix<T> x) => Classify(Rows.Of(x));

    /// <summary>The class of each of many observations; see <see cref="Classify(T[])"/>.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>A class for each, from 0.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int[] Classify(Rows<T> x, ComputeOptions? options = null)
    {
        RequireOneClass();
        Require(x, nameof(x));
        var classes = new int[x.Count];
        ForEachBlock(x, predict: true, options, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                classes[block.Start + r] = ClassOf(pass.Output(r));
            }
        });
        return classes;
    }

    /// <summary>Which of independent classes one observation belongs to: each with f(x) ≥ 0.5.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>An answer for each class.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other; see <see cref="Classify(T[])"/>.</exception>
    public bool[] ClassifyMultiLabel(params T[] x)
    {
        RequireIndependent();
        return [.. Predict(x).Select(IsOne)];
    }

    /// <summary>Which of independent classes each of many observations belongs to: those with f(x) ≥ 0.5.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>Observations × classes.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other; see <see cref="Classify(T[])"/>.</exception>
    public bool[,] ClassifyMultiLabel(Rows<T> x, ComputeOptions? options = null)
    {
        RequireIndependent();
        var predictions = Predict(x, options);
        var classes = new bool[x.Count, OutputCount];
        for (var r = 0; r < x.Count; r++)
        {
            for (var j = 0; j < OutputCount; j++)
            {
                classes[r, j] = IsOne(predictions[r, j]);
            }
        }

        return classes;
    }

    internal static bool IsOne(T probability) => probability >= T.CreateTruncating(0.5);

    internal int ClassOf(ReadOnlySpan<T> prediction) =>
        Architecture.Output.IsSoftmax ? Targets<T>.Largest(prediction) : IsOne(prediction[0]) ? 1 : 0;

    internal void ForEachBlock(Rows<T> rows, bool predict, ComputeOptions? options, Action<Propagation<T>, RowBlock> done)
    {
        var (layout, parameters) = PackedFor(rows);
        var sweep = BlockRunner<T>.Rent(layout, options);
        try
        {
            sweep.Forward(parameters, rows, predict, done);
        }
        finally
        {
            BlockRunner<T>.Return(sweep);
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
        var sweep = BlockRunner<T>.Rent(layout);
        try
        {
            sweep.Forward(parameters, x, predict).Output(0).CopyTo(result);
        }
        finally
        {
            BlockRunner<T>.Return(sweep);
        }
    }

    private void OneInto(Rows<T> x, int row, Span<T> result, string resultName, bool predict)
    {
        Require(x, nameof(x));
        Guard.Index(row, x.Count, "row", nameof(row));
        Guard.Length(result.Length, OutputCount, "place", resultName);
        var (layout, parameters) = PackedFor(x);
        var sweep = BlockRunner<T>.Rent(layout);
        try
        {
            sweep.Forward(parameters, x, row, predict).Output(0).CopyTo(result);
        }
        finally
        {
            BlockRunner<T>.Return(sweep);
        }
    }

    private T[,] Many(Rows<T> x, bool predict, ComputeOptions? options)
    {
        var flat = Many(x, nameof(x), predict, options);
        return Arrays.Reshape<T>(flat, x.Count, OutputCount);
    }

    private Matrix<T> Many(Rows<T> x, bool predict) => Arrays.ToMatrix<T>(Many(x, nameof(x), predict, null), x.Count, OutputCount);

    private T[] Many(Rows<T> x, string name, bool predict, ComputeOptions? options)
    {
        Require(x, name);
        var flat = new T[Guard.Size(x.Count, OutputCount)];
        ManyInto(x, flat, name, predict, options);
        return flat;
    }

    private void ManyInto(Rows<T> x, Memory<T> results, string resultsName, bool predict, ComputeOptions? options)
    {
        Require(x, nameof(x));
        Guard.Length(results.Length, (long)x.Count * OutputCount, "place", resultsName);
        ForEachBlock(x, predict, options, (pass, block) =>
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

    private void RequireOneClass()
    {
        if (!Architecture.Output.IsSoftmax && OutputCount > 1)
        {
            throw new InvalidOperationException(
                $"An observation can belong to several of {OutputCount} independent classes; use ClassifyEach.");
        }
    }

    private void RequireIndependent()
    {
        if (Architecture.Output.IsSoftmax)
        {
            throw new InvalidOperationException("The classes of a softmax exclude each other; use Classify.");
        }
    }
}
