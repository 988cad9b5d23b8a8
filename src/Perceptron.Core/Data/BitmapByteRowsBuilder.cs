using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Collects the input blocks of rows of bytes, a row at a time.</summary>
internal sealed class BitmapByteRowsBuilder
{
    private readonly BlockLayout _shape;
    private readonly ByteScale _unit;
    private ulong[] _words;
    private int[] _starts;
    private Vector128<byte> _most;

    /// <summary>Begins with no row, and with room for so many words and rows.</summary>
    public BitmapByteRowsBuilder(BlockLayout shape, ByteScale unit, long words, int rows)
    {
        (_shape, _unit) = (shape, unit);
        _words = GC.AllocateUninitializedArray<ulong>(Size(words));
        _starts = new int[rows + 1];
    }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes so far that are not 0.</summary>
    public long Stored { get; private set; }

    /// <summary>The largest byte so far.</summary>
    public byte Largest
    {
        get
        {
            // A word has eight bytes.
            var largest = _most[0];
            for (var i = 1; i < sizeof(ulong); i++)
            {
                largest = Math.Max(largest, _most[i]);
            }

            return largest;
        }
    }

    private int Used => _starts[Count];

    /// <summary>Adds a row of bytes, zeros included.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        MakeRoom(_shape.Words + _shape.Firsts.Length);
        End(Gather(row, _shape, _words.AsSpan(Used)));
    }

    /// <summary>Adds a row as it is kept.</summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        MakeRoom(words.Length);
        words.CopyTo(_words.AsSpan(Used));
        End(words.Length);
    }

    /// <summary>Makes room for so many rows in all, if those to come take as much as those so far.</summary>
    public void EnsureCapacity(int rows)
    {
        var size = (long)((double)Used / Math.Max(1, Count) * rows) + _shape.Words + _shape.Firsts.Length;
        if (size > _words.Length)
        {
            Resize(Math.Min(size, Array.MaxLength));
        }
    }

    /// <summary>All rows so far; nothing is to be added afterwards.</summary>
    public BitmapByteRows Build() => new(_shape, _words, _starts, Count, _unit);

    private void End(int words)
    {
        if (Count + 1 == _starts.Length)
        {
            Array.Resize(ref _starts, (int)Math.Min(2L * _starts.Length, Array.MaxLength));
        }

        Stored += Measure(_words.AsSpan(Used + _shape.Words, words - _shape.Words), ref _most);
        _starts[Count + 1] = Used + words;
        Count++;
    }

    private void MakeRoom(int words)
    {
        var needed = (long)Used + words;
        if (needed > _words.Length)
        {
            Resize(Math.Max(needed, Math.Min(2L * _words.Length, Array.MaxLength)));
        }
    }

    /// <summary>Nothing is read that was not written, so nothing has to be cleared.</summary>
    private void Resize(long words)
    {
        var larger = GC.AllocateUninitializedArray<ulong>(Size(words));
        _words.AsSpan(0, Used).CopyTo(larger);
        _words = larger;
    }

    private int Size(long words) => words <= Array.MaxLength
        ? (int)words
        : throw new InvalidOperationException($"Row {Count} does not fit: eight times {Array.MaxLength} values is the most that rows of bytes can store.");

    /// <summary>The input blocks of a row that are there, behind their bits; how many words that are. There is room for all input blocks.</summary>
    [MethodImpl(Kernel.Loop)]
    private static int Gather(ReadOnlySpan<byte> row, BlockLayout shape, Span<ulong> words)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        ref var target = ref MemoryMarshal.GetReference(words);
        var (firsts, second, masks) = (shape.Firsts, (nint)shape.Second, shape.Words);
        var place = masks;
        for (var mask = 0; mask < masks; mask++)
        {
            var bits = 0UL;
            for (var inputBlock = mask * 64; inputBlock < Math.Min((mask + 1) * 64, firsts.Length); inputBlock++)
            {
                // Written in any case, and kept if it is not 0: nobody foresees which are.
                ref var four = ref Unsafe.Add(ref first, (nint)firsts[inputBlock]);
                var eight = Unsafe.ReadUnaligned<uint>(ref four) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref four, second)) << 32);
                Unsafe.Add(ref target, place) = eight;
                var isThere = eight != 0 ? 1 : 0;
                place += isThere;
                bits |= (ulong)isThere << inputBlock;
            }

            Unsafe.Add(ref target, mask) = bits;
        }

        return place;
    }

    /// <summary>How many bytes are not 0; and the largest at each of a word's places.</summary>
    [MethodImpl(Kernel.Loop)]
    private static int Measure(ReadOnlySpan<ulong> inputBlocks, ref Vector128<byte> most)
    {
        const ulong LowBits = 0x7f7f7f7f7f7f7f7f;
        var (stored, largest) = (0, most);
        foreach (var eight in inputBlocks)
        {
            // The high bit of each byte that is not 0, none of which carries into the next.
            stored += BitOperations.PopCount((((eight & LowBits) + LowBits) | eight) & ~LowBits);
            largest = Vector128.Max(largest, Vector128.CreateScalar(eight).AsByte());
        }

        most = largest;
        return stored;
    }
}
