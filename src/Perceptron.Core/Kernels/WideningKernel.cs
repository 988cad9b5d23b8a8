using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>Floats as doubles, which is exact.</summary>
internal static class WideningKernel
{
    [MethodImpl(Kernel.Loop)]
    public static void Run(ReadOnlySpan<float> from, Span<double> to)
    {
        to = to[..from.Length];
        var i = 0;
        for (; i <= from.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)i));
            lower.StoreUnsafe(ref MemoryMarshal.GetReference(to), (nuint)i);
            upper.StoreUnsafe(ref MemoryMarshal.GetReference(to), (nuint)(i + Vector256<double>.Count));
        }

        for (; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }
}
