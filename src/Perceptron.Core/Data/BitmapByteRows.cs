using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>
/// Input blocks of compressed rows of bytes: of each row a bit for every input block of which any byte is not 0, and then the eight bytes of each
/// of these.
/// </summary>
internal sealed class BitmapByteRows : InputBlocks
{
    private readonly ulong[] _words;
    private readonly int[] _starts;
    private readonly ByteScale _unit;

    // As many as most rows have, and the same for all rows: an unpredictable branch costs more than a line.
    private readonly int _lines;

    /// <summary>Takes over arrays, which may be longer than what the rows take.</summary>
    public BitmapByteRows(BlockLayout shape, ulong[] words, int[] starts, int count, ByteScale unit)
        : base(shape)
    {
        (_words, _starts, RowCount, _unit) = (words, starts, count, unit);
        _lines = (int)Math.Min(2 + (1.2 * sizeof(ulong) * starts[count] / Math.Max(1, count) / Prefetch.Line), Prefetch.MaxLines);
    }

    /// <summary>How many rows there are.</summary>
    public int RowCount { get; }

    /// <summary>A row as it is kept.</summary>
    public ReadOnlySpan<ulong> Words(int row) => _words.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>One byte of a row.</summary>
    public byte Code(int row, int input)
    {
        var inputBlock = Shape.BlockOf(input);
        var start = _starts[row];
        return (_words[start + (inputBlock / 64)] >> inputBlock & 1) == 0
            ? (byte)0
            : (byte)(_words[start + Shape.Words + Before(start, inputBlock)] >> (8 * Shape.Lane(input)));
    }

    /// <summary>All bytes of a row, zeros too.</summary>
    [MethodImpl(Kernel.Loop)]
    public void CopyRow(int row, Span<byte> target)
    {
        target.Clear();
        ref var first = ref MemoryMarshal.GetReference(target[..(Shape.Firsts.Length * BlockKernels.Width)]);
        var place = _starts[row] + Shape.Words;
        for (var word = 0; word < Shape.Words; word++)
        {
            for (var bits = _words[_starts[row] + word]; bits != 0; bits &= bits - 1)
            {
                var eight = _words[place++];
                ref var four = ref Unsafe.Add(ref first, (nint)Shape.Firsts[(64 * word) + BitOperations.TrailingZeroCount(bits)]);
                Unsafe.WriteUnaligned(ref four, (uint)eight);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref four, (nint)Shape.Second), (uint)(eight >> 32));
            }
        }
    }

    /// <summary>Some of the rows, in the order asked for.</summary>
    public BitmapByteRowsBuilder Select(int[] rows)
    {
        var selected = new BitmapByteRowsBuilder(Shape, _unit, rows.Sum(row => (long)Words(row).Length), rows.Length);
        foreach (var row in rows)
        {
            selected.Add(Words(row));
        }

        return selected;
    }

    [MethodImpl(Kernel.Loop)]
    public override void Forward(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride, bool by128 = false)
    {
        var masks = Shape.Words;
        ref var bytes = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(_words.AsSpan()));
        if (block.IsOrdered)
        {
            // The rows of the next block.
            for (var r = from; r < to; r++)
            {
                if (block.TryAhead(r + block.Count, RowCount, out var row))
                {
                    Prefetch.IntoL2(ref FirstWord(_starts[row]), _lines);
                }
            }
        }

        for (var r = from; r < to; r++)
        {
            if (block.IsOrdered && r + 2 < to)
            {
                Prefetch.IntoL1(ref FirstWord(_starts[block[r + 2]]));
            }

            var start = _starts[block[r]];
            BlockKernels.Forward<byte>(
                _words.AsSpan(start, masks),
                ref Unsafe.Add(ref bytes, (nint)(start + masks) * BlockKernels.Width),
                Shape,
                _unit,
                ref MemoryMarshal.GetReference(w),
                ref MemoryMarshal.GetReference(b),
                ref z[r * stride],
                by128);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    public override void Gradient(
        RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to, bool by128 = false)
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
                BlockKernels.Transpose(squares[(group * 64)..]);
            }

            BlockKernels.Gradient(
                squares,
                Math.Max(from - first, 0),
                Math.Min(to - first, 64),
                ref bytes,
                ref places[0],
                _unit,
                ref MemoryMarshal.GetReference(delta),
                stride,
                ref gradient[first * BlockKernels.Length],
                by128);
        }
    }

    public override void Count(RowBlock block, Span<int> counts)
    {
        for (var r = 0; r < block.Count; r++)
        {
            for (var inputBlock = 0; inputBlock < counts.Length; inputBlock++)
            {
                counts[inputBlock] += (int)(_words[_starts[block[r]] + (inputBlock / 64)] >> inputBlock) & 1;
            }
        }
    }

    /// <summary>How many input blocks of a row are there before one.</summary>
    private int Before(int start, int inputBlock)
    {
        var sum = 0;
        for (var word = 0; word < inputBlock / 64; word++)
        {
            sum += BitOperations.PopCount(_words[start + word]);
        }

        return sum + BitOperations.PopCount(_words[start + (inputBlock / 64)] & ((1UL << inputBlock) - 1));
    }

    private ref ulong FirstWord(int start) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), start);
}
