using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>Loops over bytes, for rows that are stored as bytes.</summary>
internal static class ByteKernels
{
    /// <summary>The largest byte; 0 if the span is empty.</summary>
    public static byte Max(ReadOnlySpan<byte> values)
    {
        var (largest, lanes) = ((byte)0, Vector<byte>.Zero);
        for (; values.Length >= Vector<byte>.Count; values = values[Vector<byte>.Count..])
        {
            lanes = Vector.Max(lanes, new Vector<byte>(values));
        }

        foreach (var value in values)
        {
            largest = Math.Max(largest, value);
        }

        for (var i = 0; i < Vector<byte>.Count; i++)
        {
            largest = Math.Max(largest, lanes[i]);
        }

        return largest;
    }

    /// <summary>
    /// Writes a bitmap of a row's non-zero blocks, and after it these blocks, eight bytes each. Returns the number of words written. The target
    /// has space for every block.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static int Gather(ReadOnlySpan<byte> row, BlockLayout layout, Span<ulong> words)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        ref var target = ref MemoryMarshal.GetReference(words);
        var (firstInputs, secondRun, masks) = (layout.Firsts, (nint)layout.Second, layout.Words);
        var position = masks;
        for (var mask = 0; mask < masks; mask++)
        {
            var bits = 0UL;
            for (var block = mask * 64; block < Math.Min((mask + 1) * 64, firstInputs.Length); block++)
            {
                // Always written, but kept only if it is non-zero: a branch would be unpredictable.
                ref var four = ref Unsafe.Add(ref first, (nint)firstInputs[block]);
                var eight = Unsafe.ReadUnaligned<uint>(ref four) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref four, secondRun)) << 32);
                Unsafe.Add(ref target, position) = eight;
                var isNonZero = eight != 0 ? 1 : 0;
                position += isNonZero;
                bits |= (ulong)isNonZero << block;
            }

            Unsafe.Add(ref target, mask) = bits;
        }

        return position;
    }

    /// <summary>Counts the non-zero bytes, and updates the maximum at each of a word's eight positions.</summary>
    [MethodImpl(Kernel.Loop)]
    public static int CountNonZero(ReadOnlySpan<ulong> words, ref ulong maxima)
    {
        const ulong LowBits = 0x7f7f7f7f7f7f7f7f;
        var (count, largest) = (0, Vector128.CreateScalar(maxima).AsByte());
        foreach (var eight in words)
        {
            // The high bit of each non-zero byte. No byte carries into the next.
            count += BitOperations.PopCount((((eight & LowBits) + LowBits) | eight) & ~LowBits);
            largest = Vector128.Max(largest, Vector128.CreateScalar(eight).AsByte());
        }

        maxima = largest.AsUInt64()[0];
        return count;
    }
}
