using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Kernels;

/// <summary>
/// Prefetches memory that a loop will read soon and that the processor cannot predict: rows in shuffled order. If the garbage collector
/// moves the memory meanwhile, a wrong address is prefetched. That does no harm.
/// </summary>
internal static class Prefetch
{
    /// <summary>Bytes of a cache line.</summary>
    public const int Line = 64;

    /// <summary>The most lines of a row that are prefetched; the processor itself prefetches the rest.</summary>
    public const int MaxLines = 16;

    /// <summary>Five lines into the L1 cache. Every row gets five, because an unpredictable branch costs more than a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void IntoL1(ref ulong words)
    {
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref words);
            Sse.Prefetch0(first);
            Sse.Prefetch0(first + Line);
            Sse.Prefetch0(first + (2 * Line));
            Sse.Prefetch0(first + (3 * Line));
            Sse.Prefetch0(first + (4 * Line));
        }
    }

    /// <summary>Six lines, or <paramref name="lines"/> if that is more, into the L2 cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void IntoL2(ref ulong words, int lines)
    {
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref words);
            Sse.Prefetch1(first);
            Sse.Prefetch1(first + Line);
            Sse.Prefetch1(first + (2 * Line));
            Sse.Prefetch1(first + (3 * Line));
            Sse.Prefetch1(first + (4 * Line));
            Sse.Prefetch1(first + (5 * Line));
            for (var line = 6; line < lines; line++)
            {
                Sse.Prefetch1(first + (line * Line));
            }
        }
    }

    /// <summary>All lines of a dense row into the L2 cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void RowIntoL2<T>(ref T row, int length)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref row);
            var bytes = length * sizeof(T);
            for (var offset = 0; offset < bytes; offset += Line)
            {
                Sse.Prefetch1(first + offset);
            }

            Sse.Prefetch1(first + bytes - 1);
        }
    }

    /// <summary>The indices and codes of a compressed row into the L2 cache. The row is in the block, or after it in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void RowIntoL2<T, TIndex, TCode>(SparseBlock<T, TIndex, TCode> x, int r)
        where T : unmanaged
        where TIndex : unmanaged
        where TCode : unmanaged
    {
        if (!Sse.IsSupported || !x.Rows.TryAhead(r, x.Starts.Length - 1, out var row))
        {
            return;
        }

        var (first, end) = (x.Starts[row], x.Starts[row + 1]);
        var code = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(x.Codes), first));
        var index = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(x.Indices), first));
        var step = Line / sizeof(TIndex);
        for (var offset = 0; offset < end - first; offset += step)
        {
            Sse.Prefetch1(index + (offset * sizeof(TIndex)));
            Sse.Prefetch1(code + (offset * sizeof(TCode)));
        }
    }
}
