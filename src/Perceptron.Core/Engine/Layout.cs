using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// Where the layers stand in the canonical parameters (W row after row, then b, layer after layer) and in the working
/// layout (the same, each row padded to whole vectors: what a single neuron over very many inputs pays for it is memory).
/// </summary>
internal sealed class Layout
{
    private Layout(Architecture architecture, LayerPlace[] layers)
    {
        Architecture = architecture;
        Layers = layers;
        WorkingLength = layers[^1].WorkingEnd;
        WidestStride = layers.Max(layer => layer.Stride);
    }

    public Architecture Architecture { get; }

    public LayerPlace[] Layers { get; }

    public int WorkingLength { get; }

    public int WidestStride { get; }

    public static Layout Of<T>(Architecture architecture)
        where T : unmanaged
    {
        var layers = new LayerPlace[architecture.LayerCount];
        var (canonical, working) = (0, 0);
        for (var l = 0; l < layers.Length; l++)
        {
            var (inputs, outputs) = (architecture.Sizes[l], architecture.Sizes[l + 1]);
            var stride = Lanes.Pad<T>(outputs);
            var kind = l < architecture.HiddenActivations.Count ? architecture.HiddenActivations[l].Kind : default;
            layers[l] = new LayerPlace(inputs, outputs, stride, canonical, working, kind);
            canonical += (inputs + 1) * outputs;
            working = layers[l].WorkingEnd;
        }

        return new Layout(architecture, layers);
    }

    public void Pack<T>(ReadOnlySpan<T> canonical, Span<T> working)
        where T : unmanaged
    {
        working.Clear();
        foreach (var layer in Layers)
        {
            for (var i = 0; i <= layer.Inputs; i++)
            {
                canonical.Slice(layer.Canonical + (i * layer.Outputs), layer.Outputs)
                    .CopyTo(working[(layer.Working + (i * layer.Stride))..]);
            }
        }
    }

    public T[] Unpack<T>(ReadOnlySpan<T> working)
        where T : unmanaged
    {
        var canonical = new T[Architecture.ParameterCount];
        Unpack(working, canonical);
        return canonical;
    }

    public void Unpack<T>(ReadOnlySpan<T> working, Span<T> canonical)
        where T : unmanaged
    {
        foreach (var layer in Layers)
        {
            for (var i = 0; i <= layer.Inputs; i++)
            {
                working.Slice(layer.Working + (i * layer.Stride), layer.Outputs)
                    .CopyTo(canonical[(layer.Canonical + (i * layer.Outputs))..]);
            }
        }
    }
}

/// <summary>One layer's place: the bias follows the weights like one more input.</summary>
internal readonly record struct LayerPlace(
    int Inputs, int Outputs, int Stride, int Canonical, int Working, ActivationKind Activation)
{
    public int CanonicalBias => Canonical + (Inputs * Outputs);

    public int WorkingBias => Working + (Inputs * Stride);

    public int WorkingEnd => WorkingBias + Stride;

    public Range Weights => Working..WorkingBias;

    public Range Bias => WorkingBias..WorkingEnd;
}
