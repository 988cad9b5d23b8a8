using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// The packed form of a model's parameters, as the kernels read them: the panels of W of each layer, one after the other, then b. A panel has
/// the weights of as many neurons as a vector has lanes; the last one is padded with zeros. W of a first layer of few neurons may instead
/// stand in blocks of eight inputs (<see cref="BlockKernels"/>), and the weights of a single neuron one after another (<see cref="NeuronKernels"/>).
/// </summary>
internal sealed class PackedLayout
{
    /// <summary>Rows that are passed through the layers together.</summary>
    public const int BlockRows = 512;

    /// <summary>Parameters for each row of a leaf, at most: joining two leaves costs an addition a parameter, and each waiting sum a buffer of them.</summary>
    private const int ParametersPerLeafRow = 512;

    private readonly PackedForm _form;

    private PackedLayout(Architecture architecture, PackedForm form, LayerLayout[] layers)
    {
        (Architecture, _form) = (architecture, form);
        Layers = layers;
        WidestStride = layers.Max(layer => layer.Stride);
        LeafRows = LeafRowsOf(architecture.ParameterCount, layers[0].IsBlocked);
    }

    /// <summary>
    /// Rows of a leaf, whose gradient is summed row after row: the least of 512, 1,024, 2,048 and so on that is a 512th of the parameters at least. It depends
    /// on the model alone. Layers in blocks of eight inputs overwrite their gradient, and so have one block a leaf.
    /// </summary>
    public int LeafRows { get; }

    public Architecture Architecture { get; }

    public LayerLayout[] Layers { get; }

    /// <summary>Numbers in all layers, padding included.</summary>
    public int Length => Layers[^1].End;

    /// <summary>The largest stride of a layer.</summary>
    public int WidestStride { get; }

    /// <summary>Whether the model is a single neuron whose weights stand one after another.</summary>
    public bool IsNeuron => _form == PackedForm.Neuron;

    /// <summary>See <see cref="LeafRows"/>.</summary>
    public static int LeafRowsOf(int parameters, bool isBlocked)
    {
        var rows = BlockRows;
        while (!isBlocked && (long)rows * ParametersPerLeafRow < parameters)
        {
            rows *= 2;
        }

        return rows;
    }

    /// <summary>Whether the first layer can stand in blocks of eight inputs.</summary>
    public static bool CanBeBlocked<T>(Architecture architecture)
        where T : unmanaged =>
        typeof(T) == typeof(float)
        && BlockKernels.IsSupported
        && BlockLayout.IsFor(architecture.InputCount)
        && architecture.Sizes[1] <= BlockKernels.Neurons;

    /// <summary>Whether the model is a single neuron of at least a vector of inputs, whose weights can stand one after another.</summary>
    public static bool CanBeNeuron<T>(Architecture architecture)
        where T : unmanaged => architecture.LayerCount == 1 && architecture.OutputCount == 1 && architecture.InputCount >= Lanes.Count<T>();

    public static PackedLayout Of<T>(Architecture architecture, PackedForm form)
        where T : unmanaged
    {
        var layers = new LayerLayout[architecture.LayerCount];
        for (var l = 0; l < layers.Length; l++)
        {
            var parameters = architecture.Order.Layers[l];
            layers[l] = new LayerLayout(
                parameters,
                stride: form == PackedForm.Neuron ? 1 : Lanes.Pad<T>(parameters.OutputCount),
                lanes: Lanes.Count<T>(),
                start: l == 0 ? 0 : layers[l - 1].End,
                activation: l < architecture.HiddenActivations.Count ? architecture.HiddenActivations[l].Kind : default,
                blocks: form == PackedForm.Blocks && l == 0 ? BlockLayout.Of(parameters.InputCount) : null,
                isNeuron: form == PackedForm.Neuron);
        }

        return new PackedLayout(architecture, form, layers);
    }

    /// <summary>Whether buffers for this layout serve the other too: both are of one architecture and in one form.</summary>
    public bool Matches(PackedLayout other) => ReferenceEquals(Architecture, other.Architecture) && _form == other._form;

    /// <summary>From the order of the parameters to the packed form.</summary>
    public void Pack<T>(ReadOnlySpan<T> parameters, Span<T> packed)
        where T : unmanaged
    {
        packed.Clear();
        if (IsNeuron)
        {
            var layer = Layers[0];
            parameters[..layer.InputCount].CopyTo(packed);
            packed[layer.BiasStart] = parameters[layer.InputCount];
            return;
        }

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
        if (IsNeuron)
        {
            packed[..Layers[0].InputCount].CopyTo(parameters);
            parameters[Layers[0].InputCount] = packed[Layers[0].BiasStart];
            return;
        }

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

/// <summary>How W stands in the packed form.</summary>
internal enum PackedForm
{
    /// <summary>In panels of as many neurons as a vector has lanes.</summary>
    Panels,

    /// <summary>That of the first layer in blocks of eight inputs.</summary>
    Blocks,

    /// <summary>The weights of a single neuron one after another.</summary>
    Neuron,
}
