using Perceptron.Engine;
using Perceptron.Support;

namespace Perceptron;

public sealed partial class Model<T>
{
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
        Activations(x, flat);
        var activations = new T[Layers.Count][];
        for (int layer = 0, start = 0; layer < activations.Length; start += activations[layer++].Length)
        {
            activations[layer] = flat.AsSpan(start, Layers[layer].OutputCount).ToArray();
        }

        return activations;
    }

    /// <summary>The output of every layer for one observation into memory of the caller's: no memory is allocated once warm.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="destination">Takes the output of each layer, one after the other; the length must be that of all neurons.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    public void Activations(ReadOnlySpan<T> x, Span<T> destination)
    {
        Require(x, nameof(x));
        var neurons = 0;
        foreach (var layer in Architecture.Order.Layers)
        {
            neurons += layer.OutputCount;
        }

        Guard.Length(destination.Length, neurons, "place", nameof(destination));
        var (layout, parameters) = PackedFor();
        var runner = BlockRunner<T>.Rent(layout);
        try
        {
            var pass = runner.Forward(parameters, x, predict: true);
            for (var layer = 0; layer < Architecture.Order.Layers.Length; layer++)
            {
                var output = pass.Output(layer, 0);
                output.CopyTo(destination);
                destination = destination[output.Length..];
            }
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    /// <summary>The output of every layer for many observations; see <see cref="Activations(T[])"/>.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>An array a layer, observations × neurons.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs, or an array can't hold all rows.</exception>
    public T[][,] Activations(Rows<T> x, ComputeOptions? compute = null)
    {
        Require(x, nameof(x));
        Guard.Size(x.Count, Layers.Max(layer => layer.OutputCount), nameof(x));
        T[][,] all = [.. Layers.Select(layer => new T[x.Count, layer.OutputCount])];
        ForEachBlock(x, predict: true, compute, (pass, block) =>
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
}
