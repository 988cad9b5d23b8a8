using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Kernels;

/// <summary>
/// Prefetches memory that a loop will read soon, where the processor cannot predict it: rows in shuffled order. A prefetch of a wrong
/// address does no harm, so a reference that the garbage collector moves meanwhile costs nothing but the gain.
/// </summary>
internal static class Prefetch
{
    /// <summary>Bytes of a cache line.</summary>
    public const int Line = 64;

    /// <summary>Most lines of a row that are prefetched; the processor follows the rest.</summary>
    public const int MaxLines = 16;

    /// <summary>Five lines into the L1 cache. All rows get as many, since an unpredictable branch costs more than a line.</summary>
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

    /// <summary>Six lines, or more where asked for, into the L2 cache.</summary>
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

    /// <summary>All lines of a row of numbers into the L2 cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void RowIntoL2(ref float row, int length)
    {
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref row);
            var bytes = length * sizeof(float);
            for (var offset = 0; offset < bytes; offset += Line)
            {
                Sse.Prefetch1(first + offset);
            }

            Sse.Prefetch1(first + bytes - 1);
        }
    }
}
