using Perceptron.Kernels;
using Perceptron.Specification;

namespace Perceptron.Engine;

/// <summary>Where one layer stands in the packed form.</summary>
/// <param name="Parameters">Where it stands in the order of the parameters.</param>
/// <param name="Stride">From one row of its outputs to the next: its neurons, padded to whole vectors.</param>
/// <param name="Lanes">Neurons of a panel.</param>
/// <param name="Start">Where its weights begin.</param>
/// <param name="Activation">What its neurons do to their logits.</param>
/// <param name="Blocks">Which inputs make a block, where W stands in blocks of eight inputs.</param>
/// <param name="IsNeuron">Whether it is a single neuron, whose weights stand one after another.</param>
internal readonly record struct LayerLayout(
    LayerParameters Parameters, int Stride, int Lanes, int Start, ActivationKind Activation, BlockLayout? Blocks, bool IsNeuron)
{
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

    /// <summary>The same panel of b.</summary>
    public Range BiasPanel(int panel) => (BiasStart + (panel * Lanes))..(BiasStart + ((panel + 1) * Lanes));

    /// <summary>The beginning of a run of units: the panels that it has in whole from there, or else the inputs that it has of one.</summary>
    public PanelRun FirstOf(int from, int to)
    {
        var panel = from / InputCount;
        var panels = from == panel * InputCount ? Math.Max(1, (to / InputCount) - panel) : 1;
        return new(panel, panels, from - (panel * InputCount), Math.Min(to - (panel * InputCount), InputCount), Math.Min(to, (panel + panels) * InputCount));
    }
}

/// <summary>Some inputs of one panel, or all of several.</summary>
/// <param name="Panel">The first panel.</param>
/// <param name="Panels">How many panels.</param>
/// <param name="FromInput">The first input.</param>
/// <param name="ToInput">The input behind the last.</param>
/// <param name="End">The unit behind the last.</param>
internal readonly record struct PanelRun(int Panel, int Panels, int FromInput, int ToInput, int End);
