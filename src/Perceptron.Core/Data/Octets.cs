using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Rows of single precision, eight neighbouring inputs at a time, for a first layer of few neurons.</summary>
internal abstract class Octets(OctetShape shape)
{
    /// <summary>Bytes of a line of a cache.</summary>
    protected const int Line = 64;

    /// <summary>Which inputs are an octet.</summary>
    protected OctetShape Shape { get; } = shape;

    /// <summary>Z = XW + b for some rows of a block, as <see cref="OctetKernels"/> have W; a row of Z is a stride further on than the one before.</summary>
    public void Forward(RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
    {
        if (WholeEight.IsSupported)
        {
            Forward<WholeEight>(block, from, to, w, b, z, stride);
        }
        else
        {
            Forward<HalvedEight>(block, from, to, w, b, z, stride);
        }
    }

    /// <summary>G += Xᵀδ for some of the octets and all rows of a block.</summary>
    public void AddGradient(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to)
    {
        if (WholeEight.IsSupported)
        {
            AddGradient<WholeEight>(block, delta, stride, gradient, from, to);
        }
        else
        {
            AddGradient<HalvedEight>(block, delta, stride, gradient, from, to);
        }
    }

    /// <inheritdoc cref="Forward(RowBlock, int, int, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, int)"/>
    public abstract void Forward<TEight>(
        RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
        where TEight : struct, IEight<TEight>;

    /// <inheritdoc cref="AddGradient(RowBlock, ReadOnlySpan{float}, int, Span{float}, int, int)"/>
    public abstract void AddGradient<TEight>(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to)
        where TEight : struct, IEight<TEight>;

    /// <summary>Adds to the count of each octet in how many of some rows it takes part.</summary>
    public abstract void Count(RowBlock block, Span<int> counts);

    /// <summary>Asks for the memory of a part of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static unsafe void Prefetch<T>(T[] array, nint start, nint length)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // A pointer that moved asks for the wrong memory, which is of no consequence.
        var first = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start));
        var bytes = length * sizeof(T);
        for (nint offset = 0; offset < bytes; offset += Line)
        {
            Sse.Prefetch1(first + offset);
        }

        Sse.Prefetch1(first + bytes - 1);
    }
}

/// <summary>Octets of rows with every value stored.</summary>
internal sealed class DenseOctets(float[] values, int inputs) : Octets(OctetShape.Of(inputs))
{
    /// <summary>Z = XW + b for one row by itself: octets of nothing but 0 are passed over.</summary>
    public static void Forward(ReadOnlySpan<float> row, OctetShape shape, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z)
    {
        if (WholeEight.IsSupported)
        {
            Forward<WholeEight>(row, shape, w, b, z);
        }
        else
        {
            Forward<HalvedEight>(row, shape, w, b, z);
        }
    }

    /// <inheritdoc cref="Forward(ReadOnlySpan{float}, OctetShape, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Forward<TEight>(ReadOnlySpan<float> row, OctetShape shape, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z)
        where TEight : struct, IEight<TEight>
    {
        Span<ulong> octets = stackalloc ulong[ByteOctets.Words(row.Length)];
        OctetKernels.Find<TEight>(row, shape, octets);
        OctetKernels.Forward<float, TEight>(
            octets,
            ref MemoryMarshal.GetReference(row),
            shape,
            default,
            ref MemoryMarshal.GetReference(w),
            ref MemoryMarshal.GetReference(b),
            ref MemoryMarshal.GetReference(z));
    }

    public override void Forward<TEight>(RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
    {
        Span<ulong> all = stackalloc ulong[ByteOctets.Words(inputs)];
        all.Fill(ulong.MaxValue);
        all[^1] >>= (all.Length * 64) - (inputs / OctetKernels.Width);
        for (var r = from; r < to; r++)
        {
            // Where rows stand in any order, the machine cannot foresee the next.
            if (block.TryAhead(r + 2, values.Length / inputs, out var ahead))
            {
                Prefetch(values, (nint)ahead * inputs, inputs);
            }

            OctetKernels.Forward<float, TEight>(
                all,
                ref values[block[r] * inputs],
                Shape,
                default,
                ref MemoryMarshal.GetReference(w),
                ref MemoryMarshal.GetReference(b),
                ref z[r * stride]);
        }
    }

    public override void AddGradient<TEight>(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to) =>
        OctetKernels.AddGradient<TEight>(new DenseBlock<float>(values, block, inputs, inputs), Shape, delta, stride, gradient, from, to);

    public override void Count(RowBlock block, Span<int> counts)
    {
        foreach (ref var count in counts)
        {
            count += block.Count;
        }
    }
}

/// <summary>
/// Octets of compressed rows of bytes: of each row a bit for every octet of which any byte is not 0, and then the eight bytes of each
/// of these.
/// </summary>
internal sealed class ByteOctets : Octets
{
    private readonly ulong[] _words;
    private readonly int[] _starts;
    private readonly int _masks;
    private readonly ByteUnit _unit;

    private ByteOctets(OctetShape shape, ulong[] words, int[] starts, int masks, ByteUnit unit)
        : base(shape) => (_words, _starts, _masks, _unit) = (words, starts, masks, unit);

    /// <summary>How many words hold a bit for each octet.</summary>
    public static int Words(int inputs) => ((inputs / OctetKernels.Width) + 63) / 64;

    /// <summary>The octets of compressed rows, if bytes stand for what can be computed, and all fits into an array.</summary>
    [MethodImpl(Kernel.Loop)]
    public static ByteOctets? Of(byte[] codes, float[] table, ushort[] indices, int[] starts, int count, int inputs)
    {
        if (ByteUnit.Of(table) is not { } unit)
        {
            return null;
        }

        var (shape, masks, scale) = (OctetShape.Of(inputs), Words(inputs), SparseIndex.Scale<float, ushort>());
        var marks = new ulong[count * masks];
        var octetStarts = new int[count + 1];
        for (var r = 0; r < count; r++)
        {
            var mark = marks.AsSpan(r * masks, masks);
            foreach (var index in indices.AsSpan(starts[r]..starts[r + 1]))
            {
                var octet = shape.Octet(index / scale);
                mark[octet / 64] |= 1UL << octet;
            }

            var end = (long)octetStarts[r] + masks;
            foreach (var word in mark)
            {
                end += BitOperations.PopCount(word);
            }

            if (end > Array.MaxLength)
            {
                return null;
            }

            octetStarts[r + 1] = (int)end;
        }

        var words = new ulong[octetStarts[count]];
        ref var bytes = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(words.AsSpan()));
        for (var r = 0; r < count; r++)
        {
            var start = octetStarts[r];
            marks.AsSpan(r * masks, masks).CopyTo(words.AsSpan(start));
            for (var i = starts[r]; i < starts[r + 1]; i++)
            {
                var input = indices[i] / scale;
                var place = start + masks + Before(words, start, shape.Octet(input));
                Unsafe.Add(ref bytes, ((nint)place * OctetKernels.Width) + shape.Lane(input)) = codes[i];
            }
        }

        return new(shape, words, octetStarts, masks, unit);
    }

    [MethodImpl(Kernel.Loop)]
    public override void Forward<TEight>(RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride)
    {
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
            OctetKernels.Forward<byte, TEight>(
                _words.AsSpan(start, _masks),
                ref Unsafe.Add(ref bytes, (nint)(start + _masks) * OctetKernels.Width),
                Shape,
                _unit,
                ref MemoryMarshal.GetReference(w),
                ref MemoryMarshal.GetReference(b),
                ref z[r * stride]);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    public override void AddGradient<TEight>(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int from, int to)
    {
        var groups = (block.Count + 63) / 64;
        Span<int> starts = stackalloc int[block.Count];
        Span<int> places = stackalloc int[groups * 64];
        for (var r = 0; r < starts.Length; r++)
        {
            var start = starts[r] = _starts[block[r]];
            places[r] = start + _masks + (from == 0 ? 0 : Before(_words, start, from));
        }

        ref var words = ref MemoryMarshal.GetArrayDataReference(_words);
        ref var bytes = ref Unsafe.As<ulong, byte>(ref words);
        Span<ulong> squares = stackalloc ulong[groups * 64];
        Span<ulong> rows = stackalloc ulong[groups];
        for (var octet = from; octet < to;)
        {
            squares[block.Count..].Clear();
            for (var r = 0; r < starts.Length; r++)
            {
                squares[r] = Unsafe.Add(ref words, (nint)starts[r] + (octet / 64));
            }

            for (var group = 0; group < groups; group++)
            {
                OctetKernels.Transpose(squares[(group * 64)..]);
            }

            for (var end = Math.Min(to, (octet / 64 * 64) + 64); octet < end; octet++)
            {
                for (var group = 0; group < groups; group++)
                {
                    rows[group] = squares[(group * 64) + (octet % 64)];
                }

                OctetKernels.AddGradient<TEight>(
                    rows, ref bytes, ref places[0], _unit, ref MemoryMarshal.GetReference(delta), stride, ref gradient[octet * OctetKernels.Length]);
            }
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
    private static int Before(ulong[] words, int start, int octet)
    {
        var sum = 0;
        for (var word = 0; word < octet / 64; word++)
        {
            sum += BitOperations.PopCount(words[start + word]);
        }

        return sum + BitOperations.PopCount(words[start + (octet / 64)] & ((1UL << octet) - 1));
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
