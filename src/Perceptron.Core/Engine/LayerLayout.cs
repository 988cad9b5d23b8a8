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
internal readonly record struct LayerLayout(
    LayerParameters Parameters, int Stride, int Lanes, int Start, ActivationKind Activation, BlockLayout? Blocks)
{
    public int InputCount => Parameters.InputCount;

    public int OutputCount => Parameters.OutputCount;

    /// <summary>Whether its weights stand in blocks of eight inputs.</summary>
    public bool IsBlocked => Blocks is not null;

    /// <summary>How many panels its neurons fill.</summary>
    public int Panels => Stride / Lanes;

    /// <summary>What a panel consists of: the lanes of an input, or the weights of a block of inputs.</summary>
    public int Units => IsBlocked ? InputCount / BlockKernels.Width : InputCount;

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
}
