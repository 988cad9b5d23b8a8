using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Bench.Compare;

/// <summary>How many fused multiply-adds of floats one thread does at most: independent sums in registers, and no memory at all.</summary>
internal static class MultiplyAddPeak
{
    // As many as hide a latency of 4 cycles at two instructions a cycle, and more: 10 of 16 registers.
    private const int Sums = 10;
    private const int Rounds = 2_000_000;

    private static float s_sink;

    /// <summary>Multiply-adds of floats a second with vectors of 512 or 256 bits, the best of several runs; null if the processor has no such vectors.</summary>
    public static double? Of(int bits) => bits switch
    {
        512 => Vector512.IsHardwareAccelerated ? Best(Wide, Vector512<float>.Count) : null,
        256 => Vector256.IsHardwareAccelerated ? Best(Narrow, Vector256<float>.Count) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(bits)),
    };

    private static double Best(Func<float> loop, int lanes)
    {
        var best = double.MaxValue;
        for (var run = 0; run < 15; run++)
        {
            var start = Stopwatch.GetTimestamp();
            s_sink += loop();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (double)Rounds * Sums * lanes / best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide()
    {
        var (factor, term) = (Vector512.Create(0.5f), Vector512.Create(1f));
        var (a, b, c, d, e) = (term, term, term, term, term);
        var (f, g, h, i, j) = (term, term, term, term, term);
        for (var round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow()
    {
        var (factor, term) = (Vector256.Create(0.5f), Vector256.Create(1f));
        var (a, b, c, d, e) = (term, term, term, term, term);
        var (f, g, h, i, j) = (term, term, term, term, term);
        for (var round = 0; round < Rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, term);
            b = Vector256.FusedMultiplyAdd(b, factor, term);
            c = Vector256.FusedMultiplyAdd(c, factor, term);
            d = Vector256.FusedMultiplyAdd(d, factor, term);
            e = Vector256.FusedMultiplyAdd(e, factor, term);
            f = Vector256.FusedMultiplyAdd(f, factor, term);
            g = Vector256.FusedMultiplyAdd(g, factor, term);
            h = Vector256.FusedMultiplyAdd(h, factor, term);
            i = Vector256.FusedMultiplyAdd(i, factor, term);
            j = Vector256.FusedMultiplyAdd(j, factor, term);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
