using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// Where the layers stand in the canonical parameters (W row after row, then b, layer after layer) and in the working
/// layout: W in panels of so many neurons as fill a vector, one panel after the other, then b, the last panel padded (what a
/// single neuron over very many inputs pays for it is memory). W of a first layer of few neurons may stand by octets of inputs
/// instead, as <see cref="OctetKernels"/> have it.
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

    /// <summary>Whether the first layer can stand by octets, for rows that do and for a single one.</summary>
    public static bool CanHaveOctets<T>(Architecture architecture)
        where T : unmanaged =>
        typeof(T) == typeof(float)
        && OctetKernels.IsSupported
        && OctetShape.IsFor(architecture.Inputs)
        && architecture.Sizes[1] <= OctetKernels.Neurons;

    public static Layout Of<T>(Architecture architecture, bool octets)
        where T : unmanaged
    {
        var layers = new LayerPlace[architecture.LayerCount];
        var (canonical, working) = (0, 0);
        for (var l = 0; l < layers.Length; l++)
        {
            var (inputs, outputs) = (architecture.Sizes[l], architecture.Sizes[l + 1]);
            var kind = l < architecture.HiddenActivations.Count ? architecture.HiddenActivations[l].Kind : default;
            layers[l] = new LayerPlace(inputs, outputs, Lanes.Pad<T>(outputs), Lanes.Count<T>(), canonical, working, kind, octets && l == 0 ? OctetShape.Of(inputs) : null);
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
            for (var i = 0; layer.IsOctets && i < layer.Inputs; i++)
            {
                var row = canonical.Slice(layer.Canonical + (i * layer.Outputs), layer.Outputs);
                for (var j = 0; j < row.Length; j++)
                {
                    working[layer.At(i) + (j * OctetKernels.Width)] = row[j];
                }
            }

            for (var panel = 0; !layer.IsOctets && panel < layer.Panels; panel++)
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
            for (var i = 0; layer.IsOctets && i < layer.Inputs; i++)
            {
                var row = canonical.Slice(layer.Canonical + (i * layer.Outputs), layer.Outputs);
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] = working[layer.At(i) + (j * OctetKernels.Width)];
                }
            }

            for (var panel = 0; !layer.IsOctets && panel < layer.Panels; panel++)
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
    int Inputs, int Outputs, int Stride, int Lanes, int Canonical, int Working, ActivationKind Activation, OctetShape? Octets)
{
    /// <summary>Whether its weights stand by octets.</summary>
    public bool IsOctets => Octets is not null;

    /// <summary>How many panels its neurons fill.</summary>
    public int Panels => Stride / Lanes;

    /// <summary>What a panel consists of: the lanes of an input, or the weights of an octet.</summary>
    public int Units => IsOctets ? Inputs / OctetKernels.Width : Inputs;

    /// <summary>Numbers in a unit.</summary>
    public int UnitLength => IsOctets ? OctetKernels.Length : Lanes;

    public int CanonicalBias => Canonical + (Inputs * Outputs);

    public int WorkingBias => Working + (Panels * Units * UnitLength);

    public int WorkingEnd => WorkingBias + Stride;

    public Range Weights => Working..WorkingBias;

    public Range Bias => WorkingBias..WorkingEnd;

    /// <summary>How many lanes of a panel belong to a neuron.</summary>
    public int LanesOf(int panel) => Math.Min(Lanes, Outputs - (panel * Lanes));

    /// <summary>Where the lanes of an input begin in a panel.</summary>
    public int At(int panel, int input) => Working + (((panel * Inputs) + input) * Lanes);

    /// <summary>Where an input's weight of the first neuron stands in its octet; those of the others are an octet apart.</summary>
    public int At(int input) => Working + (Octets!.Octet(input) * OctetKernels.Length) + Octets.Lane(input);

    /// <summary>A panel of W.</summary>
    public Range Panel(int panel) => At(panel, 0)..At(panel + 1, 0);

    /// <summary>The same panel of b.</summary>
    public Range BiasPanel(int panel) => (WorkingBias + (panel * Lanes))..(WorkingBias + ((panel + 1) * Lanes));
}
