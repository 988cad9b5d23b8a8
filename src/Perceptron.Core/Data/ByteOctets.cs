using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>
/// Octets of compressed rows of bytes: of each row a bit for every octet of which any byte is not 0, and then the eight bytes of each
/// of these.
/// </summary>
internal sealed class ByteOctets : Octets
{
    /// <summary>Rows that tell how much room all take.</summary>
    private const int Sample = 512;

    private readonly ulong[] _words;
    private readonly int[] _starts;
    private readonly ByteUnit _unit;

    private ByteOctets(OctetShape shape, ulong[] words, int[] starts, ByteUnit unit)
        : base(shape) => (_words, _starts, _unit) = (words, starts, unit);

    /// <summary>The octets of compressed rows, if bytes stand for what can be computed, and all fits into an array.</summary>
    public static ByteOctets? Of(byte[] codes, float[] table, ushort[] indices, int[] starts, int count, int inputs)
    {
        if (ByteUnit.Of(table) is not { } unit)
        {
            return null;
        }

        var shape = OctetShape.Of(inputs);
        var most = shape.Words + shape.Firsts.Length;
        var octetStarts = new int[count + 1];
        var words = new ulong[most];
        var row = new byte[inputs];
        var used = 0L;
        for (var r = 0; r < count; r++)
        {
            if (used + most > words.Length)
            {
                // By what the rows so far took, and a little more; where that was too little, it comes here again.
                var expected = r < Sample ? 2L * words.Length : (long)(1.05 * used / r * count);
                var needed = Math.Max(used, expected) + most;
                if (needed > Array.MaxLength)
                {
                    return null;
                }

                var larger = GC.AllocateUninitializedArray<ulong>((int)needed);
                words.AsSpan(0, (int)used).CopyTo(larger);
                words = larger;
            }

            var range = starts[r]..starts[r + 1];
            Spread(codes.AsSpan(range), indices.AsSpan(range), row);
            used += Gather(row, shape, words.AsSpan((int)used));
            octetStarts[r + 1] = (int)used;
            Array.Clear(row);
        }

        return new(shape, words, octetStarts, unit);
    }

    /// <summary>A compressed row's bytes to their places.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void Spread(ReadOnlySpan<byte> codes, ReadOnlySpan<ushort> indices, Span<byte> row)
    {
        var scale = SparseIndex.Scale<float, ushort>();
        ref var code = ref MemoryMarshal.GetReference(codes);
        ref var target = ref MemoryMarshal.GetReference(row);
        for (var i = 0; i < indices.Length; i++)
        {
            Unsafe.Add(ref target, indices[i] / scale) = Unsafe.Add(ref code, i);
        }
    }

    /// <summary>The octets of a row that are there, behind their bits; how many words that are. There is room for all octets.</summary>
    [MethodImpl(Kernel.Loop)]
    private static int Gather(ReadOnlySpan<byte> row, OctetShape shape, Span<ulong> words)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        ref var target = ref MemoryMarshal.GetReference(words);
        var (firsts, second, masks) = (shape.Firsts, (nint)shape.Second, shape.Words);
        var place = masks;
        for (var mask = 0; mask < masks; mask++)
        {
            var bits = 0UL;
            for (var octet = mask * 64; octet < Math.Min((mask + 1) * 64, firsts.Length); octet++)
            {
                // Written in any case, and kept if it is not 0: nobody foresees which are.
                ref var four = ref Unsafe.Add(ref first, (nint)firsts[octet]);
                var eight = Unsafe.ReadUnaligned<uint>(ref four) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref four, second)) << 32);
                Unsafe.Add(ref target, place) = eight;
                var isThere = eight != 0 ? 1 : 0;
                place += isThere;
                bits |= (ulong)isThere << octet;
            }

            Unsafe.Add(ref target, mask) = bits;
        }

        return place;
    }

    [MethodImpl(Kernel.Loop)]
    public override void Forward(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride, bool halved = false)
    {
        var masks = Shape.Words;
        ref var bytes = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(_words.AsSpan()));
        for (var r = from; r < to; r++)
        {
            Prefetch(block, r + block.Count);
        }

        for (var r = from; r < to; r++)
        {
            if (block.IsOrdered && r + 2 < to)
            {
                PrefetchSoon(_starts[block[r + 2]]);
            }

            var start = _starts[block[r]];
            OctetKernels.Forward<byte>(
                _words.AsSpan(start, masks),
                ref Unsafe.Add(ref bytes, (nint)(start + masks) * OctetKernels.Width),
                Shape,
                _unit,
                ref MemoryMarshal.GetReference(w),
                ref MemoryMarshal.GetReference(b),
                ref z[r * stride],
                halved);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    public override void Gradient(
        RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to, bool halved = false)
    {
        var (masks, groups) = (Shape.Words, (block.Count + 63) / 64);
        Span<int> starts = stackalloc int[block.Count];
        Span<int> places = stackalloc int[groups * 64];
        for (var r = 0; r < starts.Length; r++)
        {
            var start = starts[r] = _starts[block[r]];
            places[r] = start + masks + (from == 0 ? 0 : Before(start, from));
        }

        ref var words = ref MemoryMarshal.GetArrayDataReference(_words);
        ref var bytes = ref Unsafe.As<ulong, byte>(ref words);
        Span<ulong> squares = stackalloc ulong[groups * 64];
        for (var first = from / 64 * 64; first < to; first += 64)
        {
            squares[block.Count..].Clear();
            for (var r = 0; r < starts.Length; r++)
            {
                squares[r] = Unsafe.Add(ref words, (nint)starts[r] + (first / 64));
            }

            for (var group = 0; group < groups; group++)
            {
                OctetKernels.Transpose(squares[(group * 64)..]);
            }

            OctetKernels.Gradient(
                squares,
                Math.Max(from - first, 0),
                Math.Min(to - first, 64),
                ref bytes,
                ref places[0],
                _unit,
                ref MemoryMarshal.GetReference(delta),
                stride,
                ref gradient[first * OctetKernels.Length],
                halved);
        }
    }

    public override void Count(RowBlock block, Span<int> counts)
    {
        for (var r = 0; r < block.Count; r++)
        {
            for (var octet = 0; octet < counts.Length; octet++)
            {
                counts[octet] += (int)(_words[_starts[block[r]] + (octet / 64)] >> octet) & 1;
            }
        }
    }

    /// <summary>How many octets of a row are there before one.</summary>
    private int Before(int start, int octet)
    {
        var sum = 0;
        for (var word = 0; word < octet / 64; word++)
        {
            sum += BitOperations.PopCount(_words[start + word]);
        }

        return sum + BitOperations.PopCount(_words[start + (octet / 64)] & ((1UL << octet) - 1));
    }

    /// <summary>Asks for the memory of most of a row to be in the nearest cache; of all rows as much, since a branch costs more than a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void PrefetchSoon(int start)
    {
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), start));
            Sse.Prefetch0(first);
            Sse.Prefetch0(first + Line);
            Sse.Prefetch0(first + (2 * Line));
            Sse.Prefetch0(first + (3 * Line));
            Sse.Prefetch0(first + (4 * Line));
        }
    }

    /// <summary>Asks for the memory of a row of the block, or of one that follows it in the order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(RowBlock block, int r)
    {
        if (!block.TryAhead(r, _starts.Length - 1, out var row))
        {
            return;
        }

        Prefetch(_words, _starts[row], _starts[row + 1] - _starts[row]);
    }
}
