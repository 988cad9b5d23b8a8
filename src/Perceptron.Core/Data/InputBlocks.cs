using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Rows of single precision, eight neighbouring inputs at a time, for a first layer of few neurons.</summary>
internal abstract class Octets(OctetShape shape)
{
    /// <summary>Bytes of a line of a cache.</summary>
    protected const int Line = 64;

    /// <summary>Which inputs are an octet.</summary>
    protected OctetShape Shape { get; } = shape;

    /// <summary>
    /// Z = XW + b for some rows of a block, as <see cref="OctetKernels"/> have W; a row of Z is a stride further on than the one before.
    /// <paramref name="halved"/> is for tests: to go as a machine does that has no vectors of 256 bits.
    /// </summary>
    public abstract void Forward(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride, bool halved = false);

    /// <summary>G = Xᵀδ for some of the octets and all rows of a block, of which there is one at least; <paramref name="halved"/> as above.</summary>
    public abstract void Gradient(
        RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to, bool halved = false);

    /// <summary>Adds to the count of each octet in how many of some rows it takes part.</summary>
    public abstract void Count(RowBlock block, Span<int> counts);
}
