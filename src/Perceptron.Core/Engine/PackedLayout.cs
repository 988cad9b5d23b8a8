using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// Where the layers stand in the canonical parameters (W row after row, then b, layer after layer) and in the working
/// layout: W in panels of so many neurons as fill a vector, one panel after the other, then b, the last panel padded (what a
/// single neuron over very many inputs pays for it is memory). W of a first layer of few neurons may stand by input blocks of inputs
/// instead, as <see cref="BlockKernels"/> have it.
/// </summary>
internal sealed class PackedLayout
{
    private PackedLayout(Architecture architecture, LayerLayout[] layers)
    {
        Architecture = architecture;
        Layers = layers;
        WorkingLength = layers[^1].WorkingEnd;
        WidestStride = layers.Max(layer => layer.Stride);
    }

    public Architecture Architecture { get; }

    public LayerLayout[] Layers { get; }

    public int WorkingLength { get; }

    public int WidestStride { get; }

    /// <summary>Whether the first layer can stand by input blocks, for rows that do and for a single one.</summary>
    public static bool CanBeBlocked<T>(Architecture architecture)
        where T : unmanaged =>
        typeof(T) == typeof(float)
        && BlockKernels.IsSupported
        && BlockLayout.IsFor(architecture.InputCount)
        && architecture.Sizes[1] <= BlockKernels.Neurons;

    public static PackedLayout Of<T>(Architecture architecture, bool blocked)
        where T : unmanaged
    {
        var layers = new LayerLayout[architecture.LayerCount];
        var (canonical, working) = (0, 0);
        for (var l = 0; l < layers.Length; l++)
        {
            var (inputs, outputs) = (architecture.Sizes[l], architecture.Sizes[l + 1]);
            var kind = l < architecture.HiddenActivations.Count ? architecture.HiddenActivations[l].Kind : default;
            layers[l] = new LayerLayout(inputs, outputs, Lanes.Pad<T>(outputs), Lanes.Count<T>(), canonical, working, kind, blocked && l == 0 ? BlockLayout.Of(inputs) : null);
            canonical += (inputs + 1) * outputs;
            working = layers[l].WorkingEnd;
        }

        return new PackedLayout(architecture, layers);
    }

    public void Pack<T>(ReadOnlySpan<T> canonical, Span<T> working)
        where T : unmanaged
    {
        working.Clear();
        foreach (var layer in Layers)
        {
            for (var i = 0; layer.IsBlocked && i < layer.Inputs; i++)
            {
                var row = canonical.Slice(layer.Canonical + (i * layer.Outputs), layer.Outputs);
                for (var j = 0; j < row.Length; j++)
                {
                    working[layer.At(i) + (j * BlockKernels.Width)] = row[j];
                }
            }

            for (var panel = 0; !layer.IsBlocked && panel < layer.Panels; panel++)
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
            for (var i = 0; layer.IsBlocked && i < layer.Inputs; i++)
            {
                var row = canonical.Slice(layer.Canonical + (i * layer.Outputs), layer.Outputs);
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] = working[layer.At(i) + (j * BlockKernels.Width)];
                }
            }

            for (var panel = 0; !layer.IsBlocked && panel < layer.Panels; panel++)
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
internal readonly record struct LayerLayout(
    int Inputs, int Outputs, int Stride, int Lanes, int Canonical, int Working, ActivationKind Activation, BlockLayout? Blocks)
{
    /// <summary>Whether its weights stand by input blocks.</summary>
    public bool IsBlocked => Blocks is not null;

    /// <summary>How many panels its neurons fill.</summary>
    public int Panels => Stride / Lanes;

    /// <summary>What a panel consists of: the lanes of an input, or the weights of an input block.</summary>
    public int Units => IsBlocked ? Inputs / BlockKernels.Width : Inputs;

    /// <summary>Numbers in a unit.</summary>
    public int UnitLength => IsBlocked ? BlockKernels.Length : Lanes;

    public int CanonicalBias => Canonical + (Inputs * Outputs);

    public int WorkingBias => Working + (Panels * Units * UnitLength);

    public int WorkingEnd => WorkingBias + Stride;

    public Range Weights => Working..WorkingBias;

    public Range Bias => WorkingBias..WorkingEnd;

    /// <summary>How many lanes of a panel belong to a neuron.</summary>
    public int LanesOf(int panel) => Math.Min(Lanes, Outputs - (panel * Lanes));

    /// <summary>Where the lanes of an input begin in a panel.</summary>
    public int At(int panel, int input) => Working + (((panel * Inputs) + input) * Lanes);

    /// <summary>Where an input's weight of the first neuron stands in its input block; those of the others are an input block apart.</summary>
    public int At(int input) => Working + (Blocks!.BlockOf(input) * BlockKernels.Length) + Blocks.Lane(input);

    /// <summary>A panel of W.</summary>
    public Range Panel(int panel) => At(panel, 0)..At(panel + 1, 0);

    /// <summary>The same panel of b.</summary>
    public Range BiasPanel(int panel) => (WorkingBias + (panel * Lanes))..(WorkingBias + ((panel + 1) * Lanes));
}
