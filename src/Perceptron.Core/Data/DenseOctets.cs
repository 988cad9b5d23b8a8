using System.Runtime.InteropServices;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Octets of rows with every value stored.</summary>
internal sealed class DenseOctets(float[] values, int inputs) : Octets(OctetShape.Of(inputs))
{
    /// <summary>Z = XW + b for one row by itself: octets of nothing but 0 are passed over.</summary>
    public static void Forward(ReadOnlySpan<float> row, OctetShape shape, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z)
    {
        if (WholeEight.IsSupported)
        {
            Forward<WholeEight>(row, shape, w, b, z);
        }
        else
        {
            Forward<HalvedEight>(row, shape, w, b, z);
        }
    }

    /// <inheritdoc cref="Forward(ReadOnlySpan{float}, OctetShape, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Forward<TEight>(ReadOnlySpan<float> row, OctetShape shape, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z)
        where TEight : struct, IEight<TEight>
    {
        Span<ulong> octets = stackalloc ulong[shape.Words];
        OctetKernels.Find<TEight>(row, shape, octets);
        OctetKernels.Forward<float, TEight>(
            octets,
            ref MemoryMarshal.GetReference(row),
            shape,
            default,
            ref MemoryMarshal.GetReference(w),
            ref MemoryMarshal.GetReference(b),
            ref MemoryMarshal.GetReference(z));
    }

    public override void Forward(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride, bool halved = false)
    {
        if (WholeEight.IsSupported && !halved)
        {
            Forward<WholeEight>(block, from, to, w, b, z, stride);
        }
        else
        {
            Forward<HalvedEight>(block, from, to, w, b, z, stride);
        }
    }

    public override void Gradient(
        RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to, bool halved = false)
    {
        var x = new DenseBlock<float>(values, block, inputs, inputs);
        if (WholeEight.IsSupported && !halved)
        {
            OctetKernels.Gradient<WholeEight>(x, Shape, delta, stride, gradient, from, to);
        }
        else
        {
            OctetKernels.Gradient<HalvedEight>(x, Shape, delta, stride, gradient, from, to);
        }
    }

    private void Forward<TEight>(RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
        where TEight : struct, IEight<TEight>
    {
        Span<ulong> all = stackalloc ulong[Shape.Words];
        all.Fill(ulong.MaxValue);
        all[^1] >>= (all.Length * 64) - (inputs / OctetKernels.Width);
        for (var r = from; r < to; r++)
        {
            // Where rows stand in any order, the machine cannot foresee the next.
            if (block.TryAhead(r + 2, values.Length / inputs, out var ahead))
            {
                Prefetch(values, (nint)ahead * inputs, inputs);
            }

            OctetKernels.Forward<float, TEight>(
                all,
                ref values[block[r] * inputs],
                Shape,
                default,
                ref MemoryMarshal.GetReference(w),
                ref MemoryMarshal.GetReference(b),
                ref z[r * stride]);
        }
    }

    public override void Count(RowBlock block, Span<int> counts)
    {
        foreach (ref var count in counts)
        {
            count += block.Count;
        }
    }
}
