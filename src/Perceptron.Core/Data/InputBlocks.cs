using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Rows of single precision, eight neighbouring inputs at a time, for a first layer of few neurons.</summary>
internal abstract class InputBlocks(BlockLayout shape)
{
    /// <summary>Which inputs are an input block.</summary>
    protected BlockLayout Shape { get; } = shape;

    /// <summary>
    /// Z = XW + b for some rows of a block, as <see cref="BlockKernels"/> have W; a row of Z is a stride further on than the one before.
    /// <paramref name="by128"/> is for tests: to go as a machine does that has no vectors of 256 bits.
    /// </summary>
    public abstract void Forward(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride, bool by128 = false);

    /// <summary>G = Xᵀδ for some of the input blocks and all rows of a block, of which there is one at least; <paramref name="by128"/> as above.</summary>
    public abstract void Gradient(
        RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to, bool by128 = false);

    /// <summary>Adds to the count of each input block in how many of some rows it takes part.</summary>
    public abstract void Count(RowBlock block, Span<int> counts);
}
