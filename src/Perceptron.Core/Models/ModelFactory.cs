using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>Makes models: from explicit weights, from zeros, and from random numbers by a seed.</summary>
public static class Model
{
    /// <summary>A neuron, $f(x) = \sigma(xW + b)$, from its numbers.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="w">A weight for each input.</param>
    /// <param name="b">The bias.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">There is no weight, or a value is not finite.</exception>
    public static Model<T> Neuron<T>(T[] w, T b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layer = Layer.Neuron(w, b);
        return Sigmoid(layer);
    }

    /// <summary>A neuron from zeros, which training can start from.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="inputCount">Values in an observation; at least 1.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputCount"/> is below 1.</exception>
    public static Model<T> Neuron<T>(int inputCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Zeros<T>(new Architecture([Guard.AtLeast(1, inputCount, nameof(inputCount)), 1], [], Output.Sigmoid, null, name: nameof(inputCount)));

    /// <summary>Independent classes, $f(x) = \sigma(xW + b)$, from their numbers.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="w">W, inputs × outputs.</param>
    /// <param name="b">b, one number for each output.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">W is empty, b has another length than W has columns, or a value is not finite.</exception>
    public static Model<T> Sigmoid<T>(T[,] w, T[] b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sigmoid(Layer.Of(w, b));

    /// <inheritdoc cref="Sigmoid{T}(T[,], T[])"/>
    public static Model<T> Sigmoid<T>(Matrix<T> w, Vector<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sigmoid(Layer.Of(w, b));

    /// <summary>Independent classes from zeros, which training can start from.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="inputCount">Values in an observation; at least 1.</param>
    /// <param name="outputCount">Classes; at least 1.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static Model<T> Sigmoid<T>(int inputCount, int outputCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Zeros<T>(Architecture.Of(inputCount).Sigmoid(outputCount));

    /// <summary>Softmax regression, $f(x) = \mathrm{softmax}(xW + b)$, from its numbers.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="w">W, inputs × outputs.</param>
    /// <param name="b">b, one number for each output.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">W has fewer than 2 columns, b has another length, or a value is not finite.</exception>
    public static Model<T> Softmax<T>(T[,] w, T[] b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Softmax(Layer.Of(w, b), nameof(w));

    /// <inheritdoc cref="Softmax{T}(T[,], T[])"/>
    public static Model<T> Softmax<T>(Matrix<T> w, Vector<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Softmax(Layer.Of(w, b), nameof(w));

    /// <summary>Softmax regression from zeros, which training can start from.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="inputCount">Values in an observation; at least 1.</param>
    /// <param name="outputCount">Classes; at least 2.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static Model<T> Softmax<T>(int inputCount, int outputCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Zeros<T>(Architecture.Of(inputCount).Softmax(outputCount));

    /// <summary>A model of any architecture from the numbers of each layer.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="architecture">Its form.</param>
    /// <param name="layers">Weights and bias of each layer, the first one's first.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">The number of layers or the shape of one differs.</exception>
    public static Model<T> Of<T>(Architecture architecture, params Layer<T>[] layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(architecture, nameof(architecture));
        Guard.NotNull(layers, nameof(layers));
        if (layers.Length != architecture.LayerCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(layers.Length, "layer")} given; {architecture} has {architecture.LayerCount}.", nameof(layers));
        }

        return Assemble(architecture, layers, nameof(layers), null);
    }

    /// <summary>A model of any architecture from all its parameters.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="architecture">Its form.</param>
    /// <param name="parameters">For each layer in order, W row after row, then b; all finite.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">The number of parameters is wrong, or one is not finite.</exception>
    public static Model<T> FromParameters<T>(Architecture architecture, T[] parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(architecture, nameof(architecture));
        Guard.NotNull(parameters, nameof(parameters));
        if (parameters.Length != architecture.ParameterCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(parameters.Length, "parameter")} given; {architecture} has {architecture.ParameterCount}.", nameof(parameters));
        }

        Guard.Finite<T>(parameters, nameof(parameters));
        return new Model<T>(architecture, [.. parameters]);
    }

    /// <summary>A model whose parameters are all 0: a fair start with no hidden layer, and none with one.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="architecture">Its form.</param>
    /// <returns>The model.</returns>
    public static Model<T> Zeros<T>(Architecture architecture)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(architecture, nameof(architecture));
        return new Model<T>(architecture, new T[architecture.ParameterCount]);
    }

    /// <summary>A model whose parameters, the biases too, are uniform random numbers in an interval.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="architecture">Its form.</param>
    /// <param name="low">The interval's lower end, which can come up.</param>
    /// <param name="high">The interval's upper end, above the lower one.</param>
    /// <param name="seed">Gives the same numbers each time, on every machine.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, or the upper is not above the lower.</exception>
    public static Model<T> Uniform<T>(Architecture architecture, double low, double high, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(architecture, nameof(architecture));
        Guard.Finite(low, nameof(low));
        Guard.Finite(high, nameof(high));
        if (!(low < high) || !T.IsFinite(T.CreateTruncating(low)) || !T.IsFinite(T.CreateTruncating(high)))
        {
            throw OutOfRange.Of(nameof(high), high, $"An interval from {Guard.Text(low)} to a number above it, within {typeof(T).Name}, is needed.");
        }

        var random = new RandomNumbers(seed, RandomNumbers.Start);
        var parameters = new T[architecture.ParameterCount];
        for (var i = 0; i < parameters.Length; i++)
        {
            var u = random.NextDouble();
            parameters[i] = T.CreateTruncating((low * (1 - u)) + (high * u));
        }

        return new Model<T>(architecture, parameters);
    }

    /// <summary>A model with biases 0 and weights uniform in ±√(6 / (inputs + outputs)) of their layer, made for sigmoid and tanh.</summary>
    /// <remarks>X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="architecture">Its form.</param>
    /// <param name="seed">Gives the same numbers each time, on every machine.</param>
    /// <returns>The model.</returns>
    public static Model<T> Glorot<T>(Architecture architecture, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Scaled<T>(architecture, seed, static (inputCount, outputCount) => Math.Sqrt(6.0 / ((double)inputCount + outputCount)));

    /// <summary>A model with biases 0 and weights uniform in ±√(6 / inputs) of their layer, made for ReLU.</summary>
    /// <remarks>K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers", 2015.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="architecture">Its form.</param>
    /// <param name="seed">Gives the same numbers each time, on every machine.</param>
    /// <returns>The model.</returns>
    public static Model<T> He<T>(Architecture architecture, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Scaled<T>(architecture, seed, static (inputCount, _) => Math.Sqrt(6.0 / inputCount));

    internal static Model<T> Assemble<T>(Architecture architecture, Layer<T>[] layers, string name, int? changed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[architecture.ParameterCount];
        var places = architecture.Order.Layers;
        for (var l = 0; l < layers.Length; l++)
        {
            var (layer, place) = (layers[l], places[l]);
            if (layer is null || layer.InputCount != place.InputCount || layer.OutputCount != place.OutputCount)
            {
                var given = layer is null ? "is null" : $"is {layer.InputCount} × {layer.OutputCount}";
                throw new ArgumentException(
                    $"{(changed is null ? $"Layer {l}" : "The layer")} {given}; {place.InputCount} × {place.OutputCount} is expected.", name);
            }

            layer.W.Span.CopyTo(parameters.AsSpan(place.Weights));
            layer.B.Span.CopyTo(parameters.AsSpan(place.Bias));
        }

        return new Model<T>(architecture, parameters);
    }

    private static Model<T> Sigmoid<T>(Layer<T> layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(Single(layer, Output.Sigmoid), layer);

    private static Model<T> Softmax<T>(Layer<T> layer, string w)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        layer.OutputCount > 1
            ? Of(Single(layer, Output.Softmax), layer)
            : throw new ArgumentException("W has 1 column; the softmax of one output is always 1; use sigmoid.", w);

    /// <summary>The architecture of one layer that was made from w.</summary>
    private static Architecture Single<T>(Layer<T> layer, Output output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new([layer.InputCount, layer.OutputCount], [], output, null, name: "w");

    private static Model<T> Scaled<T>(Architecture architecture, long seed, Func<int, int, double> limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(architecture, nameof(architecture));
        var random = new RandomNumbers(seed, RandomNumbers.Start);
        var parameters = new T[architecture.ParameterCount];
        foreach (var layer in architecture.Order.Layers)
        {
            var bound = limit(layer.InputCount, layer.OutputCount);
            foreach (ref var weight in parameters.AsSpan(layer.Weights))
            {
                weight = T.CreateTruncating(((2 * random.NextDouble()) - 1) * bound);
            }
        }

        return new Model<T>(architecture, parameters);
    }
}
