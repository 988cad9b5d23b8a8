using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Bench.Compare;

/// <summary>
/// The time that the machine needs for a kernel's memory traffic and arithmetic alone. It streams as many bytes as the rows
/// have, and does as many fused multiply-adds of 512 bits as the kernel, in registers.
/// </summary>
internal static class MachineLimit
{
    /// <summary>A pixel as a byte and its 16-bit index.</summary>
    public const int BytesPerStoredValue = sizeof(byte) + sizeof(ushort);

    // Few enough loads that the processor can overlap them with the arithmetic that follows.
    public const int GroupBytes = 512;

    // Independent sums: enough to hide a latency of 4 cycles at two instructions a cycle, and few enough for 16 registers with all other values.
    public const int Sums = 10;

    private static byte[] s_stream = [];
    private static float s_sink;

    /// <summary>The products of rows with a layer of <paramref name="neurons"/> neurons, <paramref name="sweeps"/> times.</summary>
    public static Way Of(Rows<float> rows, int neurons, int sweeps, int threads, long more = 0)
    {
        var bytes = rows.StoredValueCount * (rows.IsSparse ? BytesPerStoredValue : sizeof(float));
        return Of(bytes, (rows.StoredValueCount * Vectors(neurons) * sweeps) + more, threads);
    }

    /// <summary>Vectors of 512 bits for a number of neurons, one neuron a lane.</summary>
    public static int Vectors(int neurons) => (neurons + Vector512<float>.Count - 1) / Vector512<float>.Count;

    private static Way Of(long bytes, long multiplyAdds, int threads)
    {
        if (s_stream.Length < bytes)
        {
            s_stream = GC.AllocateUninitializedArray<byte>((int)bytes, pinned: true);
            s_stream.AsSpan().Fill(1);
        }

        return new Way(threads == 1 ? "1 thread" : $"{threads} threads", () =>
        {
            var start = Stopwatch.GetTimestamp();
            if (threads == 1)
            {
                Part(0, bytes, multiplyAdds);
            }
            else
            {
                Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
                    Part(bytes / threads * thread, bytes / threads, multiplyAdds / threads));
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
    }

    private static void Part(long offset, long bytes, long multiplyAdds)
    {
        var groups = bytes / GroupBytes;
        ref var start = ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(s_stream), (nint)offset);
        s_sink = Vector512.IsHardwareAccelerated
            ? Wide(ref start, groups, (double)multiplyAdds / groups / Sums)
            : Narrow(ref start, groups, 2.0 * multiplyAdds / groups / Sums);
    }

    /// <summary>Streams groups of bytes, with rounds of multiply-adds of 512 bits after each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Wide(ref byte at, long groups, double roundsPerGroup)
    {
        var (factor, term) = (Vector512.Create(0.5f), Vector512.Create(1f));
        var (a, b, c, d, e, f) = (term, term, term, term, term, term);
        var (g, h, i, j) = (term, term, term, term);
        var (even, odd) = (Vector512<byte>.Zero, Vector512<byte>.Zero);
        var (due, done) = (0.0, 0L);
        for (var group = 0L; group < groups; group++)
        {
            for (var offset = 0; offset < GroupBytes; offset += 128)
            {
                even ^= Vector512.LoadUnsafe(ref at, (nuint)offset);
                odd ^= Vector512.LoadUnsafe(ref at, (nuint)offset + 64);
            }

            at = ref Unsafe.Add(ref at, GroupBytes);
            due += roundsPerGroup;
            var until = (long)due;
            for (; done < until; done++)
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
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j) + Vector512.Sum(even ^ odd);
    }

    /// <summary>The same with vectors of 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Narrow(ref byte at, long groups, double roundsPerGroup)
    {
        var (factor, term) = (Vector256.Create(0.5f), Vector256.Create(1f));
        var (a, b, c, d, e, f) = (term, term, term, term, term, term);
        var (g, h, i, j) = (term, term, term, term);
        var (even, odd) = (Vector256<byte>.Zero, Vector256<byte>.Zero);
        var (due, done) = (0.0, 0L);
        for (var group = 0L; group < groups; group++)
        {
            for (var offset = 0; offset < GroupBytes; offset += 64)
            {
                even ^= Vector256.LoadUnsafe(ref at, (nuint)offset);
                odd ^= Vector256.LoadUnsafe(ref at, (nuint)offset + 32);
            }

            at = ref Unsafe.Add(ref at, GroupBytes);
            due += roundsPerGroup;
            var until = (long)due;
            for (; done < until; done++)
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
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j) + Vector256.Sum(even ^ odd);
    }
}
