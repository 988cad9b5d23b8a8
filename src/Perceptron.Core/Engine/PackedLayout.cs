using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// The packed form of a model's parameters, as the kernels read them: the panels of W of each layer, one after the other, then b. A panel has
/// the weights of as many neurons as a vector has lanes; the last one is padded with zeros. W of a first layer of few neurons may instead
/// stand in blocks of eight inputs (<see cref="BlockKernels"/>).
/// </summary>
internal sealed class PackedLayout
{
    private PackedLayout(Architecture architecture, LayerLayout[] layers)
    {
        Architecture = architecture;
        Layers = layers;
        WidestStride = layers.Max(layer => layer.Stride);
    }

    public Architecture Architecture { get; }

    public LayerLayout[] Layers { get; }

    /// <summary>Numbers in all layers, padding included.</summary>
    public int Length => Layers[^1].End;

    /// <summary>The largest stride of a layer.</summary>
    public int WidestStride { get; }

    /// <summary>Whether the first layer stands in blocks of eight inputs.</summary>
    public bool IsBlocked => Layers[0].IsBlocked;

    /// <summary>Whether the first layer can stand in blocks of eight inputs.</summary>
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
        for (var l = 0; l < layers.Length; l++)
        {
            var parameters = architecture.Order.Layers[l];
            layers[l] = new LayerLayout(
                parameters,
                Stride: Lanes.Pad<T>(parameters.OutputCount),
                Lanes: Lanes.Count<T>(),
                Start: l == 0 ? 0 : layers[l - 1].End,
                Activation: l < architecture.HiddenActivations.Count ? architecture.HiddenActivations[l].Kind : default,
                Blocks: blocked && l == 0 ? BlockLayout.Of(parameters.InputCount) : null);
        }

        return new PackedLayout(architecture, layers);
    }

    /// <summary>Whether buffers for this layout serve the other too: both are of one architecture and in one form.</summary>
    public bool Matches(PackedLayout other) => ReferenceEquals(Architecture, other.Architecture) && IsBlocked == other.IsBlocked;

    /// <summary>From the order of the parameters to the packed form.</summary>
    public void Pack<T>(ReadOnlySpan<T> parameters, Span<T> packed)
        where T : unmanaged
    {
        packed.Clear();
        foreach (var layer in Layers)
        {
            for (var input = 0; input < layer.InputCount; input++)
            {
                var row = parameters[layer.Parameters.Row(input)];
                if (layer.IsBlocked)
                {
                    for (var j = 0; j < row.Length; j++)
                    {
                        packed[layer.BlockedAt(input, j)] = row[j];
                    }
                }
                else
                {
                    for (var panel = 0; panel < layer.Panels; panel++)
                    {
                        row.Slice(panel * layer.Lanes, layer.LanesOf(panel)).CopyTo(packed[layer.At(panel, input)..]);
                    }
                }
            }

            parameters[layer.Parameters.Bias].CopyTo(packed[layer.BiasStart..]);
        }
    }

    /// <summary>From the packed form to a new vector in the order of the parameters.</summary>
    public T[] Unpack<T>(ReadOnlySpan<T> packed)
        where T : unmanaged
    {
        var parameters = new T[Architecture.ParameterCount];
        Unpack(packed, parameters);
        return parameters;
    }

    /// <summary>From the packed form to the order of the parameters.</summary>
    public void Unpack<T>(ReadOnlySpan<T> packed, Span<T> parameters)
        where T : unmanaged
    {
        foreach (var layer in Layers)
        {
            for (var input = 0; input < layer.InputCount; input++)
            {
                var row = parameters[layer.Parameters.Row(input)];
                if (layer.IsBlocked)
                {
                    for (var j = 0; j < row.Length; j++)
                    {
                        row[j] = packed[layer.BlockedAt(input, j)];
                    }
                }
                else
                {
                    for (var panel = 0; panel < layer.Panels; panel++)
                    {
                        packed.Slice(layer.At(panel, input), layer.LanesOf(panel)).CopyTo(row[(panel * layer.Lanes)..]);
                    }
                }
            }

            packed.Slice(layer.BiasStart, layer.OutputCount).CopyTo(parameters[layer.Parameters.Bias]);
        }
    }
}
