using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The products of one dense row with a layer's weights, in the working layout.</summary>
internal static class DenseKernels
{
    /// <summary>z = xW + b. Each lane adds its products in the order of the inputs, fused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stride = z.Length;
        ref var weights = ref MemoryMarshal.GetReference(w);
        for (var lane = 0; lane < stride; lane += Vector512<T>.Count)
        {
            var sum = Vector512.LoadUnsafe(in b[lane]);
            for (var i = 0; i < x.Length; i++)
            {
                var row = Vector512.LoadUnsafe(ref weights, (nuint)((i * stride) + lane));
                sum = Lanes.FusedMultiplyAdd(Vector512.Create(x[i]), row, sum);
            }

            sum.StoreUnsafe(ref z[lane]);
        }
    }

    /// <summary>G += xᵀδ: one row's part of the gradient of W.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> delta, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stride = delta.Length;
        ref var target = ref MemoryMarshal.GetReference(gradient);
        for (var lane = 0; lane < stride; lane += Vector512<T>.Count)
        {
            var d = Vector512.LoadUnsafe(in delta[lane]);
            for (var i = 0; i < x.Length; i++)
            {
                if (x[i] == T.Zero)
                {
                    continue;
                }

                var at = (nuint)((i * stride) + lane);
                Lanes.FusedMultiplyAdd(Vector512.Create(x[i]), d, Vector512.LoadUnsafe(ref target, at))
                    .StoreUnsafe(ref target, at);
            }
        }
    }

    /// <summary>What a hidden row's h, replaced in place, passes back: (δWᵀ) · act′(h).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(ActivationKind kind, ReadOnlySpan<T> delta, ReadOnlySpan<T> w, Span<T> hidden, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stride = delta.Length;
        for (var i = 0; i < width; i++)
        {
            var row = w.Slice(i * stride, stride);
            var sum = Vector512<T>.Zero;
            for (var lane = 0; lane < stride; lane += Vector512<T>.Count)
            {
                sum = Lanes.FusedMultiplyAdd(Vector512.LoadUnsafe(in delta[lane]), Vector512.LoadUnsafe(in row[lane]), sum);
            }

            hidden[i] = Lanes.Sum(sum) * ActivationKernels.Slope(kind, hidden[i]);
        }

        hidden[width..].Clear();
    }
}
