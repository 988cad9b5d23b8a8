using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// Where the layers stand in the canonical parameters (W row after row, then b, layer after layer) and in the working
/// layout: W in panels of so many neurons as fill a vector, one panel after the other, then b, the last panel padded (what a
/// single neuron over very many inputs pays for it is memory).
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
            var kind = l < architecture.HiddenActivations.Count ? architecture.HiddenActivations[l].Kind : default;
            layers[l] = new LayerPlace(inputs, outputs, Lanes.Pad<T>(outputs), Lanes.Count<T>(), canonical, working, kind);
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
            for (var panel = 0; panel < layer.Panels; panel++)
            {
                var (first, count) = (panel * layer.Lanes, layer.LanesOf(panel));
                for (var i = 0; i < layer.Inputs; i++)
                {
                    canonical.Slice(layer.Canonical + (i * layer.Outputs) + first, count).CopyTo(working[layer.At(panel, i)..]);
                }
            }

            canonical.Slice(layer.CanonicalBias, layer.Outputs).CopyTo(working[layer.WorkingBias..]);
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
            for (var panel = 0; panel < layer.Panels; panel++)
            {
                var (first, count) = (panel * layer.Lanes, layer.LanesOf(panel));
                for (var i = 0; i < layer.Inputs; i++)
                {
                    working.Slice(layer.At(panel, i), count).CopyTo(canonical[(layer.Canonical + (i * layer.Outputs) + first)..]);
                }
            }

            working.Slice(layer.WorkingBias, layer.Outputs).CopyTo(canonical[layer.CanonicalBias..]);
        }
    }
}

/// <summary>One layer's place.</summary>
internal readonly record struct LayerPlace(
    int Inputs, int Outputs, int Stride, int Lanes, int Canonical, int Working, ActivationKind Activation)
{
    /// <summary>How many panels its neurons fill.</summary>
    public int Panels => Stride / Lanes;

    public int CanonicalBias => Canonical + (Inputs * Outputs);

    public int WorkingBias => Working + (Inputs * Stride);

    public int WorkingEnd => WorkingBias + Stride;

    public Range Weights => Working..WorkingBias;

    public Range Bias => WorkingBias..WorkingEnd;

    /// <summary>How many lanes of a panel belong to a neuron.</summary>
    public int LanesOf(int panel) => Math.Min(Lanes, Outputs - (panel * Lanes));

    /// <summary>Where the lanes of an input begin in a panel.</summary>
    public int At(int panel, int input) => Working + (((panel * Inputs) + input) * Lanes);

    /// <summary>A panel of W.</summary>
    public Range Panel(int panel) => At(panel, 0)..At(panel + 1, 0);

    /// <summary>The same panel of b.</summary>
    public Range BiasPanel(int panel) => (WorkingBias + (panel * Lanes))..(WorkingBias + ((panel + 1) * Lanes));
}
