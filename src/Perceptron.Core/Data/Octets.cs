using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Rows of single precision, eight neighbouring inputs at a time, for a first layer of few neurons.</summary>
internal abstract class Octets(OctetShape shape)
{
    /// <summary>Bytes of a line of a cache.</summary>
    protected const int Line = 64;

    /// <summary>Which inputs are an octet.</summary>
    protected OctetShape Shape { get; } = shape;

    /// <summary>Z = XW + b for some rows of a block, as <see cref="OctetKernels"/> have W; a row of Z is a stride further on than the one before.</summary>
    public void Forward(RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
    {
        if (WholeEight.IsSupported)
        {
            Forward<WholeEight>(block, from, to, w, b, z, stride);
        }
        else
        {
            Forward<HalvedEight>(block, from, to, w, b, z, stride);
        }
    }

    /// <summary>G = Xᵀδ for some of the octets and all rows of a block, of which there is one at least.</summary>
    public void Gradient(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to)
    {
        if (WholeEight.IsSupported)
        {
            Gradient<WholeEight>(block, delta, stride, gradient, from, to);
        }
        else
        {
            Gradient<HalvedEight>(block, delta, stride, gradient, from, to);
        }
    }

    /// <inheritdoc cref="Forward(RowBlock, int, int, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, int)"/>
    public abstract void Forward<TEight>(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
        where TEight : struct, IEight<TEight>;

    /// <inheritdoc cref="Gradient(RowBlock, ReadOnlySpan{float}, int, Span{float}, int, int)"/>
    public abstract void Gradient<TEight>(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to)
        where TEight : struct, IEight<TEight>;

    /// <summary>Adds to the count of each octet in how many of some rows it takes part.</summary>
    public abstract void Count(RowBlock block, Span<int> counts);

    /// <summary>Asks for the memory of a part of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static unsafe void Prefetch<T>(T[] array, nint start, nint length)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // A pointer that moved asks for the wrong memory, which is of no consequence.
        var first = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start));
        var bytes = length * sizeof(T);
        for (nint offset = 0; offset < bytes; offset += Line)
        {
            Sse.Prefetch1(first + offset);
        }

        Sse.Prefetch1(first + bytes - 1);
    }
}
