using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>Compresses a dense row to its non-zero values.</summary>
internal static class CompressKernel
{
    /// <summary>
    /// Writes the non-zero values of a row, and their inputs times a factor. With a table, each value is an index into the table, and the entry
    /// is written. Both targets have space for the whole row. Returns the number of values.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static int Compress<TFrom, TTo, TIndex>(ReadOnlySpan<TFrom> row, Span<TTo> values, TTo[]? table, Span<TIndex> indices, int factor)
        where TFrom : unmanaged
        where TTo : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var value = ref MemoryMarshal.GetReference(values[..row.Length]);
        ref var index = ref MemoryMarshal.GetReference(indices[..row.Length]);
        nint stored = 0;
        var i = 0;
        for (; i <= row.Length - Vector512<TFrom>.Count; i += Vector512<TFrom>.Count)
        {
            var isZero = Vector512.Equals(Vector512.LoadUnsafe(ref from, (nuint)i), Vector512<TFrom>.Zero);
            for (var nonZeros = (~isZero).ExtractMostSignificantBits(); nonZeros != 0; nonZeros &= nonZeros - 1)
            {
                Store(i + BitOperations.TrailingZeroCount(nonZeros), ref from, ref value, table, ref index, factor, stored++);
            }
        }

        for (; i < row.Length; i++)
        {
            if (!EqualityComparer<TFrom>.Default.Equals(row[i], default))
            {
                Store(i, ref from, ref value, table, ref index, factor, stored++);
            }
        }

        return (int)stored;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TFrom, TTo, TIndex>(
        int input, ref TFrom from, ref TTo value, TTo[]? table, ref TIndex index, int factor, nint at)
        where TFrom : unmanaged
        where TTo : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var code = Unsafe.Add(ref from, input);
        Unsafe.Add(ref value, at) = table is null ? Unsafe.BitCast<TFrom, TTo>(code) : table[Unsafe.BitCast<TFrom, byte>(code)];
        Unsafe.Add(ref index, at) = TIndex.CreateTruncating(input * factor);
    }
}
