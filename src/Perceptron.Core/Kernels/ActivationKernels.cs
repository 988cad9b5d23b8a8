using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The activations of hidden layers and their derivatives, over whole vectors. A derivative is computed from the activation's output.</summary>
internal static class ActivationKernels
{
    /// <summary>1 / (1 + e^−z). Only e^−|z| is computed, which never overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> z)
    {
        var e = VectorMath.ExpOfNegative(-Vector512.Abs(z));
        var near = Vector512<double>.One / (Vector512<double>.One + e);
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(z, Vector512<double>.Zero), near, e * near);
    }

    /// <summary>tanh |z| = −m / (2 + m) with m = e^(−2|z|) − 1. This keeps all digits where z is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> z)
    {
        var m = VectorMath.ExpM1OfNegative(Vector512.Create(-2.0) * Vector512.Abs(z));
        var magnitude = -m / (Vector512.Create(2.0) + m);
        return Vector512.CopySign(magnitude, z);
    }

    /// <summary>h = act(z), in place, for whole vectors. NaN stays NaN.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Apply<T>(ActivationKind kind, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var at = ref MemoryMarshal.GetReference(z);
        if (kind == ActivationKind.ReLU)
        {
            for (var i = 0; i < z.Length; i += Vector512<T>.Count)
            {
                var value = Vector512.LoadUnsafe(ref at, (nuint)i);
                Vector512.AndNot(value, Vector512.LessThanOrEqual(value, Vector512<T>.Zero)).StoreUnsafe(ref at, (nuint)i);
            }

            return;
        }

        for (var i = 0; i < z.Length; i += Vector512<double>.Count)
        {
            var value = Lanes.LoadDoubles(ref at, (nuint)i);
            Lanes.StoreDoubles(kind == ActivationKind.Sigmoid ? Sigmoid(value) : Tanh(value), ref at, (nuint)i);
        }
    }

    /// <summary>δ = δ · act′(z), in place, for whole vectors. The derivative is computed from h = act(z).</summary>
    [MethodImpl(Kernel.Loop)]
    public static void MultiplySlope<T>(ActivationKind kind, ReadOnlySpan<T> h, Span<T> delta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var from = ref MemoryMarshal.GetReference(h);
        ref var to = ref MemoryMarshal.GetReference(delta);
        for (var i = 0; i < delta.Length; i += Vector512<T>.Count)
        {
            var value = Vector512.LoadUnsafe(ref from, (nuint)i);
            var d = Vector512.LoadUnsafe(ref to, (nuint)i);
            var product = kind switch
            {
                ActivationKind.Sigmoid => d * (value * (Vector512<T>.One - value)),
                ActivationKind.Tanh => d * ((Vector512<T>.One - value) * (Vector512<T>.One + value)),
                _ => Vector512.AndNot(d, Vector512.LessThanOrEqual(value, Vector512<T>.Zero)),
            };
            product.StoreUnsafe(ref to, (nuint)i);
        }
    }
}
