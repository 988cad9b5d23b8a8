using System.Runtime.InteropServices;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Input blocks of rows with every value stored.</summary>
internal sealed class DenseInputBlocks(float[] values, int inputs) : InputBlocks(BlockLayout.Of(inputs))
{
    /// <summary>Z = XW + b for a single row; blocks of zeros are skipped.</summary>
    public static void Forward(
        ReadOnlySpan<float> row, BlockLayout shape, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, bool by128 = false)
    {
        Span<ulong> inputBlocks = stackalloc ulong[shape.Words];
        BlockKernels.Find(row, shape, inputBlocks, by128);
        BlockKernels.Forward<float>(
            inputBlocks,
            ref MemoryMarshal.GetReference(row),
            shape,
            default,
            ref MemoryMarshal.GetReference(w),
            ref MemoryMarshal.GetReference(b),
            ref MemoryMarshal.GetReference(z),
            by128);
    }

    public override void Forward(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride, bool by128 = false)
    {
        if (DenseBlockKernels.HasForward && !by128 && to - from > 1)
        {
            ForwardFour(block, from, to, w, b, z, stride);
            return;
        }

        Span<ulong> all = stackalloc ulong[Shape.Words];
        all.Fill(ulong.MaxValue);
        all[^1] >>= (all.Length * 64) - (inputs / BlockKernels.Width);
        for (var r = from; r < to; r++)
        {
            // The processor prefetches little of it, even where rows stand in order.
            if (block.TryAhead(r + 2, values.Length / inputs, out var ahead))
            {
                Prefetch.RowIntoL2(ref values[ahead * inputs], inputs);
            }

            BlockKernels.Forward<float>(
                all,
                ref values[block[r] * inputs],
                Shape,
                default,
                ref MemoryMarshal.GetReference(w),
                ref MemoryMarshal.GetReference(b),
                ref z[r * stride],
                by128);
        }
    }

    /// <summary>The same, four rows at a time. Where fewer are left, the last one is computed more than once.</summary>
    private void ForwardFour(RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
    {
        for (var r = from; r < to; r += DenseBlockKernels.ForwardRows)
        {
            for (var k = 0; k < DenseBlockKernels.ForwardRows; k++)
            {
                if (block.TryAhead(r + DenseBlockKernels.ForwardRows + k, values.Length / inputs, out var ahead))
                {
                    Prefetch.RowIntoL2(ref values[ahead * inputs], inputs);
                }
            }

            var (second, third, fourth) = (Math.Min(r + 1, to - 1), Math.Min(r + 2, to - 1), Math.Min(r + 3, to - 1));
            DenseBlockKernels.Forward(
                ref values[block[r] * inputs],
                ref values[block[second] * inputs],
                ref values[block[third] * inputs],
                ref values[block[fourth] * inputs],
                Shape,
                ref MemoryMarshal.GetReference(w),
                ref MemoryMarshal.GetReference(b),
                ref z[r * stride],
                ref z[second * stride],
                ref z[third * stride],
                ref z[fourth * stride]);
        }
    }

    public override void Gradient(
        RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to, bool by128 = false) =>
        DenseBlockKernels.Gradient(new DenseBlock<float>(values, block, inputs, inputs), Shape, delta, stride, gradient, from, to, by128);

    public override void Count(RowBlock block, Span<int> counts)
    {
        foreach (ref var count in counts)
        {
            count += block.Count;
        }
    }
}
