using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The products of one compressed row (values and the inputs they belong to) with a layer's weights.</summary>
/// <remarks>
/// They add the same products in the same order as the dense kernels, less those with 0, and so give the same sums (but for the sign of a sum that is 0). The
/// indices were checked when the rows were made.
/// </remarks>
internal static class SparseKernels
{
    /// <summary>z = xW + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T, TIndex>(
        ReadOnlySpan<T> values, ReadOnlySpan<TIndex> inputs, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var stride = z.Length;
        ref var weights = ref MemoryMarshal.GetReference(w);
        inputs = inputs[..values.Length];
        for (var lane = 0; lane < stride; lane += Vector512<T>.Count)
        {
            var sum = Vector512.LoadUnsafe(in b[lane]);
            for (var i = 0; i < values.Length; i++)
            {
                var at = (nuint)((int.CreateTruncating(inputs[i]) * stride) + lane);
                sum = Lanes.FusedMultiplyAdd(Vector512.Create(values[i]), Vector512.LoadUnsafe(ref weights, at), sum);
            }

            sum.StoreUnsafe(ref z[lane]);
        }
    }

    /// <summary>G += xᵀδ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient<T, TIndex>(
        ReadOnlySpan<T> values, ReadOnlySpan<TIndex> inputs, ReadOnlySpan<T> delta, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var stride = delta.Length;
        ref var target = ref MemoryMarshal.GetReference(gradient);
        inputs = inputs[..values.Length];
        for (var lane = 0; lane < stride; lane += Vector512<T>.Count)
        {
            var d = Vector512.LoadUnsafe(in delta[lane]);
            for (var i = 0; i < values.Length; i++)
            {
                var at = (nuint)((int.CreateTruncating(inputs[i]) * stride) + lane);
                Lanes.FusedMultiplyAdd(Vector512.Create(values[i]), d, Vector512.LoadUnsafe(ref target, at))
                    .StoreUnsafe(ref target, at);
            }
        }
    }
}
