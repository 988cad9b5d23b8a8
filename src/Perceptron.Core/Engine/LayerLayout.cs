using Perceptron.Kernels;
using Perceptron.Specification;

namespace Perceptron.Engine;

/// <summary>Where one layer stands in the packed form.</summary>
internal readonly struct LayerLayout(
    LayerParameters parameters, int stride, int lanes, int start, ActivationKind activation, BlockLayout? blocks, bool isNeuron)
{
    /// <summary>Where it stands in the order of the parameters.</summary>
    public LayerParameters Parameters { get; } = parameters;

    /// <summary>From one row of its outputs to the next: its neurons, padded to whole vectors.</summary>
    public int Stride { get; } = stride;

    /// <summary>Neurons of a panel.</summary>
    public int Lanes { get; } = lanes;

    /// <summary>Where its weights begin.</summary>
    public int Start { get; } = start;

    /// <summary>What its neurons do to their logits.</summary>
    public ActivationKind Activation { get; } = activation;

    /// <summary>Which inputs make a block, where W stands in blocks of eight inputs.</summary>
    public BlockLayout? Blocks { get; } = blocks;

    /// <summary>Whether it is a single neuron, whose weights stand one after another.</summary>
    public bool IsNeuron { get; } = isNeuron;

    public int InputCount => Parameters.InputCount;

    public int OutputCount => Parameters.OutputCount;

    /// <summary>Whether its weights stand in blocks of eight inputs.</summary>
    public bool IsBlocked => Blocks is not null;

    /// <summary>How many panels its neurons fill.</summary>
    public int Panels => IsNeuron ? 1 : Stride / Lanes;

    /// <summary>What a panel consists of: the lanes of an input, the weights of a block of inputs, or a vector of a single neuron's weights.</summary>
    public int Units => IsBlocked ? InputCount / BlockKernels.Width : IsNeuron ? (InputCount + Lanes - 1) / Lanes : InputCount;

    /// <summary>Inputs of a unit.</summary>
    public int UnitInputs => IsBlocked ? BlockKernels.Width : IsNeuron ? Lanes : 1;

    /// <summary>Numbers in a unit.</summary>
    public int UnitLength => IsBlocked ? BlockKernels.Length : Lanes;

    public int BiasStart => Start + (Panels * Units * UnitLength);

    public int End => BiasStart + Stride;

    public Range Weights => Start..BiasStart;

    public Range Bias => BiasStart..End;

    /// <summary>How many lanes of a panel belong to a neuron.</summary>
    public int LanesOf(int panel) => Math.Min(Lanes, OutputCount - (panel * Lanes));

    /// <summary>Where the lanes of an input begin in a panel.</summary>
    public int At(int panel, int input) => Start + (((panel * InputCount) + input) * Lanes);

    /// <summary>Where the weight from an input to a neuron stands, in blocks of eight inputs.</summary>
    public int BlockedAt(int input, int neuron) =>
        Start + (Blocks!.BlockOf(input) * BlockKernels.Length) + (neuron * BlockKernels.Width) + Blocks.Lane(input);

    /// <summary>A panel of W.</summary>
    public Range Panel(int panel) => At(panel, 0)..At(panel + 1, 0);

    /// <summary>The beginning of a run of units: the panels that it has in whole from there, or else the inputs that it has of one.</summary>
    public PanelRun FirstOf(int from, int to)
    {
        var panel = from / InputCount;
        var panels = from == panel * InputCount ? Math.Max(1, (to / InputCount) - panel) : 1;
        return new(panel, panels, from - (panel * InputCount), Math.Min(to - (panel * InputCount), InputCount), Math.Min(to, (panel + panels) * InputCount));
    }
}

/// <summary>Some inputs of one panel, or all of several.</summary>
internal readonly struct PanelRun(int panel, int panels, int fromInput, int toInput, int end)
{
    /// <summary>The first panel.</summary>
    public int Panel { get; } = panel;

    /// <summary>How many panels.</summary>
    public int Panels { get; } = panels;

    /// <summary>The first input.</summary>
    public int FromInput { get; } = fromInput;

    /// <summary>The input behind the last.</summary>
    public int ToInput { get; } = toInput;

    /// <summary>The unit behind the last.</summary>
    public int End { get; } = end;
}
