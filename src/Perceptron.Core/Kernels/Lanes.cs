using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Kernels;

/// <summary>
/// The packed form: one neuron a lane. The neurons of a layer are split into panels, each as wide as a vector of 512 bits. In
/// a panel the lanes of one input stand together, and those of the next input follow. Where the processor has narrower vectors,
/// each vector is split into parts, so that every lane keeps its bits. The runtime does this. The hottest loops do it by hand,
/// because the runtime's halves go through memory and often through calls.
/// </summary>
internal static class Lanes
{
    /// <summary>Whether the processor has fused multiply-add. If not, a product and its sum are rounded separately: software
    /// that rounds once is about thirteen times slower.</summary>
    private static bool IsFused => Fma.IsSupported || AdvSimd.IsSupported;

    public static int Count<T>()
        where T : unmanaged => Vector512<T>.Count;

    public static int Pad<T>(int neurons)
        where T : unmanaged => (neurons + Count<T>() - 1) / Count<T>() * Count<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged =>
        !IsFused ? (a * b) + c
        : typeof(T) == typeof(float) ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c)
        where T : unmanaged =>
        !IsFused ? (a * b) + c
        : typeof(T) == typeof(float) ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>a · b + c, as a lane computes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd<T>(T a, T b, T c)
        where T : IBinaryFloatingPointIeee754<T> => IsFused ? T.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    /// <summary>The sum of all lanes: the upper half is added to the lower half until one lane is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector256<T> vector)
        where T : unmanaged
    {
        var sum = vector.GetLower() + vector.GetUpper();
        if (typeof(T) == typeof(double))
        {
            return (sum + Vector128.Shuffle(sum.AsDouble(), Vector128.Create(1L, 0)).As<double, T>()).ToScalar();
        }

        sum += Vector128.Shuffle(sum.AsSingle(), Vector128.Create(2, 3, 0, 1)).As<float, T>();
        return (sum + Vector128.Shuffle(sum.AsSingle(), Vector128.Create(1, 0, 3, 2)).As<float, T>()).ToScalar();
    }

    /// <summary>The sum of all lanes in a fixed order: the upper half is added to the lower half until one lane is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> vector)
    {
        var half = vector.GetLower() + vector.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[1];
    }

    /// <summary>The largest of all lanes; undefined if a lane is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector512<double> vector)
    {
        var half = Vector256.MaxNative(vector.GetLower(), vector.GetUpper());
        var quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        return quarter[0] > quarter[1] ? quarter[0] : quarter[1];
    }

    /// <summary>Loads eight numbers as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadDoubles<T>(ref T source, nuint at)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            return Vector512.LoadUnsafe(ref Unsafe.As<T, double>(ref source), at);
        }

        return Widen(Vector256.LoadUnsafe(ref Unsafe.As<T, float>(ref source), at));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Widen(Vector256<float> single)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Double(single);
        }

        var (lower, upper) = Vector256.Widen(single);
        return Vector512.Create(lower, upper);
    }

    /// <summary>Stores eight doubles, rounded to the scalar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreDoubles<T>(Vector512<double> values, ref T target, nuint at)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            values.StoreUnsafe(ref Unsafe.As<T, double>(ref target), at);
            return;
        }

        var single = Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(values) : Vector256.Narrow(values.GetLower(), values.GetUpper());
        single.StoreUnsafe(ref Unsafe.As<T, float>(ref target), at);
    }

    /// <summary>target += source, entry by entry.</summary>
    public static void Add<T>(ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged, INumberBase<T>
    {
        target = target[..source.Length];
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var i = 0;
        for (; i <= source.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            (Vector512.LoadUnsafe(ref to, (nuint)i) + Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < source.Length; i++)
        {
            target[i] += source[i];
        }
    }

    /// <summary>
    /// Copies rows that are padded to one vector each, without the padding, as far as whole vectors fit. Returns the number of rows copied.
    /// Each row overwrites the padding of the row before.
    /// </summary>
    public static int CopyRows<T>(ReadOnlySpan<T> padded, int length, int count, Span<T> target)
        where T : unmanaged
    {
        ref var from = ref MemoryMarshal.GetReference(padded);
        ref var to = ref MemoryMarshal.GetReference(target);
        var row = 0;
        for (; (row * length) + Count<T>() <= target.Length && row < count; row++)
        {
            Vector512.LoadUnsafe(ref from, (nuint)(row * Count<T>())).StoreUnsafe(ref to, (nuint)(row * length));
        }

        return row;
    }
}
