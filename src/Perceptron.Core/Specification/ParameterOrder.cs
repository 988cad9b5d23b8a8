namespace Perceptron.Specification;

/// <summary>
/// The order of a model's parameters in one vector: for each layer in turn W, row after row, then b. Model files, gradients and
/// optimizers' states keep this order.
/// </summary>
internal sealed class ParameterOrder
{
    public ParameterOrder(IReadOnlyList<int> sizes)
    {
        Layers = new LayerParameters[sizes.Count - 1];
        for (var l = 0; l < Layers.Length; l++)
        {
            Layers[l] = new(sizes[l], sizes[l + 1], Count);
            Count = Layers[l].End;
        }
    }

    /// <summary>Where the parameters of each layer stand.</summary>
    public LayerParameters[] Layers { get; }

    /// <summary>Numbers in all weights and biases together.</summary>
    public int Count { get; }
}

/// <summary>Where one layer's parameters stand in the vector of all.</summary>
internal readonly struct LayerParameters(int inputCount, int outputCount, int weightStart)
{
    /// <summary>Rows of W.</summary>
    public int InputCount => inputCount;

    /// <summary>Columns of W, and numbers in b.</summary>
    public int OutputCount => outputCount;

    /// <summary>Where W begins.</summary>
    public int WeightStart => weightStart;

    /// <summary>Where b begins.</summary>
    public int BiasStart => WeightStart + (InputCount * OutputCount);

    /// <summary>Where the next layer begins.</summary>
    public int End => BiasStart + OutputCount;

    /// <summary>W.</summary>
    public Range Weights => WeightStart..BiasStart;

    /// <summary>b.</summary>
    public Range Bias => BiasStart..End;

    /// <summary>Row i of W: the weights from input i to every neuron.</summary>
    public Range Row(int input) => (WeightStart + (input * OutputCount))..(WeightStart + ((input + 1) * OutputCount));
}
