using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>Decimal numbers of a table, digits / 10^decimals, as the inputs of a model.</summary>
internal static class ScalingKernel
{
    /// <summary>(digits / power − center) / divisor, which go a stride apart.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Scale(ReadOnlySpan<int> digits, double power, double center, double divisor, Span<double> target, int stride)
    {
        ref var from = ref MemoryMarshal.GetReference(digits);
        ref var to = ref MemoryMarshal.GetReference(target[..(((digits.Length - 1) * stride) + 1)]);
        var i = 0;
        for (; i <= digits.Length - Vector128<int>.Count; i += Vector128<int>.Count)
        {
            var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)i));
            var scaled = ((Vector256.ConvertToDouble(Vector256.Create(lower, upper)) / Vector256.Create(power)) - Vector256.Create(center)) / Vector256.Create(divisor);
            Unsafe.Add(ref to, i * stride) = scaled[0];
            Unsafe.Add(ref to, (i + 1) * stride) = scaled[1];
            Unsafe.Add(ref to, (i + 2) * stride) = scaled[2];
            Unsafe.Add(ref to, (i + 3) * stride) = scaled[3];
        }

        for (; i < digits.Length; i++)
        {
            Unsafe.Add(ref to, i * stride) = ((digits[i] / power) - center) / divisor;
        }
    }
}
