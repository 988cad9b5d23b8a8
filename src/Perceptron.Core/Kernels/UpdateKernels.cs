using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>Updates of the parameters from summed gradients, entry by entry.</summary>
internal static class UpdateKernels
{
    /// <summary>gradient = gradient / divisor + l2 · weight: the mean, plus the gradient of the penalty.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Finish<T>(Span<T> gradient, ReadOnlySpan<T> weights, double divisor, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        weights = weights[..gradient.Length];
        ref var g = ref MemoryMarshal.GetReference(gradient);
        ref var w = ref MemoryMarshal.GetReference(weights);
        var scalarDivisor = T.CreateTruncating(divisor);
        var scalarL2 = T.CreateTruncating(l2);

        var isPowerOfTwo = IsPowerOfTwo(divisor);
        var (by, penalty) = (Vector512.Create(isPowerOfTwo ? T.One / scalarDivisor : scalarDivisor), Vector512.Create(scalarL2));
        var i = 0;
        for (; i <= gradient.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var sum = Vector512.LoadUnsafe(ref g, (nuint)i);
            var mean = isPowerOfTwo ? sum * by : sum / by;
            (l2 == 0 ? mean : mean + (penalty * Vector512.LoadUnsafe(ref w, (nuint)i))).StoreUnsafe(ref g, (nuint)i);
        }

        for (; i < gradient.Length; i++)
        {
            var mean = gradient[i] / scalarDivisor;
            gradient[i] = l2 == 0 ? mean : mean + (scalarL2 * weights[i]);
        }
    }

    /// <summary>p −= rate · (sum / divisor).</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Descend<T>(Span<T> parameters, ReadOnlySpan<T> sum, double divisor, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        sum = sum[..parameters.Length];
        ref var p = ref MemoryMarshal.GetReference(parameters);
        ref var s = ref MemoryMarshal.GetReference(sum);
        var scalarDivisor = T.CreateTruncating(divisor);
        var isPowerOfTwo = IsPowerOfTwo(divisor);
        var (by, r) = (Vector512.Create(isPowerOfTwo ? T.One / scalarDivisor : scalarDivisor), Vector512.Create(rate));
        var i = 0;
        for (; i <= parameters.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var entry = Vector512.LoadUnsafe(ref s, (nuint)i);
            (Vector512.LoadUnsafe(ref p, (nuint)i) - (r * (isPowerOfTwo ? entry * by : entry / by))).StoreUnsafe(ref p, (nuint)i);
        }

        for (; i < parameters.Length; i++)
        {
            parameters[i] -= rate * (sum[i] / scalarDivisor);
        }
    }

    /// <summary>v = μ v + g, then p −= rate · v, or with Nesterov's momentum p −= rate · (g + μ v).</summary>
    [MethodImpl(Kernel.Loop)]
    public static void DescendWithMomentum<T>(
        Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> velocity, T rate, T momentum, bool nesterov)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        gradient = gradient[..parameters.Length];
        velocity = velocity[..parameters.Length];
        var (r, m) = (Vector512.Create(rate), Vector512.Create(momentum));
        var i = 0;
        for (; i <= parameters.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var g = Vector512.Create(gradient[i..]);
            var v = (m * Vector512.Create<T>(velocity[i..])) + g;
            v.CopyTo(velocity[i..]);
            (Vector512.Create<T>(parameters[i..]) - (r * (nesterov ? g + (m * v) : v))).CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            velocity[i] = (momentum * velocity[i]) + gradient[i];
            parameters[i] -= rate * (nesterov ? gradient[i] + (momentum * velocity[i]) : velocity[i]);
        }
    }

    /// <summary>Σ v² in double, over the first lanes of each vector. Each lane has its own sum; the lanes are added last.</summary>
    public static double SumOfSquares<T>(ReadOnlySpan<T> values, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var laneIndices = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        var sum = Vector512<double>.Zero;
        for (var i = 0; i < values.Length; i += Vector512<double>.Count)
        {
            var value = Lanes.LoadDoubles(ref first, (nuint)i);
            var isCounted = Vector512.LessThan(laneIndices, Vector512.Create((double)(lanes - (i % Vector512<T>.Count))));
            sum = Lanes.MultiplyAdd(value, value & isCounted, sum);
        }

        return Lanes.Sum(sum);
    }

    /// <summary>Whether the divisor is a power of two. Then a product with its reciprocal has the same bits as the quotient, and is several times faster.</summary>
    private static bool IsPowerOfTwo(double divisor) => BitOperations.IsPow2((long)divisor) && (long)divisor == divisor;

    /// <summary>Whether every entry is finite.</summary>
    [MethodImpl(Kernel.Loop)]
    public static bool AreFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A finite number minus itself is 0; infinity or NaN minus itself is NaN. Four sums, because each addition waits for the one before.
        ref var first = ref MemoryMarshal.GetReference(values);
        var count = Vector256<T>.Count;
        var (a, b, c, d) = (Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero);
        var i = 0;
        for (; i <= values.Length - (4 * count); i += 4 * count)
        {
            var value = Vector256.LoadUnsafe(ref first, (nuint)i);
            a += value - value;
            value = Vector256.LoadUnsafe(ref first, (nuint)(i + count));
            b += value - value;
            value = Vector256.LoadUnsafe(ref first, (nuint)(i + (2 * count)));
            c += value - value;
            value = Vector256.LoadUnsafe(ref first, (nuint)(i + (3 * count)));
            d += value - value;
        }

        var areFinite = a + b + (c + d) == Vector256<T>.Zero;
        for (; i < values.Length; i++)
        {
            areFinite &= T.IsFinite(values[i]);
        }

        return areFinite;
    }
}
