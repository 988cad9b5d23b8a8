using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>
/// The working layout: one neuron a lane, rows of lanes padded to whole vectors of 512 bits. Where the machine has
/// narrower vectors the runtime splits these, lane by lane, so that the bits stay the same.
/// </summary>
internal static class Lanes
{
    public static int Count<T>()
        where T : unmanaged => Vector512<T>.Count;

    public static int Pad<T>(int neurons)
        where T : unmanaged => (neurons + Count<T>() - 1) / Count<T>() * Count<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FusedMultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>The sum of all lanes in an order of our own: halves are added until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector512<T> vector)
        where T : unmanaged, INumberBase<T>
    {
        var half = vector.GetLower() + vector.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        var eighth = quarter.GetLower() + quarter.GetUpper();
        return Vector64<T>.Count == 1 ? eighth[0] : eighth[0] + eighth[1];
    }

    /// <summary>target += source, entry by entry.</summary>
    public static void Add<T>(ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged, INumberBase<T>
    {
        target = target[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            target[i] += source[i];
        }
    }
}
