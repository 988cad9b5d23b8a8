using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Perceptron.Bench.Compare;

/// <summary>How many fused multiply-adds of floats one thread does at most: the loop of <see cref="MachineLimit"/>, with next to no memory.</summary>
internal static class MultiplyAddPeak
{
    private const int Rounds = 2_000_000;

    /// <summary>Multiply-adds of floats a second with vectors of 512 or 256 bits, the best of several runs; null if the processor has no such vectors.</summary>
    public static double? Of(int bits) => bits switch
    {
        512 => Vector512.IsHardwareAccelerated ? Best(MachineLimit.Wide, Vector512<float>.Count) : null,
        256 => Vector256.IsHardwareAccelerated ? Best(MachineLimit.Narrow, Vector256<float>.Count) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(bits)),
    };

    private static double Best(Loop loop, int lanes)
    {
        var (best, group) = (double.MaxValue, new byte[MachineLimit.GroupBytes]);
        for (var run = 0; run < 15; run++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = loop(ref group[0], 1, Rounds);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (double)Rounds * MachineLimit.Sums * lanes / best;
    }

    private delegate float Loop(ref byte at, long groups, double roundsPerGroup);
}
