using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>
/// Compressed rows once more, in tiles for passes over all of them, block by block: eight rows side by side for the logits, and
/// eight inputs for the gradient. A block's tiles are made when it has been passed over a few times, by whoever comes then; others
/// that come meanwhile do without, which changes no bit.
/// </summary>
internal sealed class TiledRows
{
    /// <summary>Rows of a block; the last may have fewer.</summary>
    public const int BlockRows = 512;

    /// <summary>Passes over a block without tiles: about as many as it takes until what tiles save has paid for making them.</summary>
    private const int Passes = 10;

    /// <summary>What <see cref="_passes"/> says of a block whose tiles were made, and not worthwhile.</summary>
    private const byte Never = byte.MaxValue;

    /// <summary>Rows that are looked at to tell which inputs are alike.</summary>
    private const int Sample = 1024;

    /// <summary>Tiles are worthwhile if there is at most one for so many values.</summary>
    private const double LeastValues = 2.5;

    private readonly byte[] _codes;
    private readonly ushort[] _indices;
    private readonly int[] _starts;
    private readonly int _count;
    private readonly int _inputs;
    private readonly Lazy<(TileUnit? Unit, int[] Inputs)> _common;
    private readonly byte[] _passes;
    private readonly TiledBlock?[] _blocks;

    public TiledRows(byte[] codes, float[] table, ushort[] indices, int[] starts, int count, int inputs)
    {
        (_codes, _indices, _starts, _count, _inputs) = (codes, indices, starts, count, inputs);
        _common = new(() => (TileUnit.Of(table), LikeInputs()));
        var blocks = (count + BlockRows - 1) / BlockRows;
        (_passes, _blocks) = (new byte[blocks], new TiledBlock?[blocks]);
    }

    /// <summary>
    /// The tiles of some rows, if these are a whole block of several, from the time on when they pay. Rows of a single block have none: there
    /// a sum of nothing but -0 would come out otherwise, which with several is settled by adding their sums to +0.
    /// </summary>
    public TiledBlock? At(RowBlock rows)
    {
        if (_count <= BlockRows || rows.IsOrdered || rows.Start % BlockRows != 0 || rows.Count != Math.Min(BlockRows, _count - rows.Start))
        {
            return null;
        }

        var block = rows.Start / BlockRows;
        if (Volatile.Read(ref _blocks[block]) is { } made)
        {
            return made;
        }

        if (_passes[block] < Passes)
        {
            _passes[block]++;
            return null;
        }

        if (_passes[block] == Never)
        {
            return null;
        }

        if (_common.Value is ({ } unit, var order))
        {
            made = Make(rows.Start, rows.Count, order, unit);
            if (made.Count * LeastValues <= 2.0 * (_starts[rows.Start + rows.Count] - _starts[rows.Start]))
            {
                Volatile.Write(ref _blocks[block], made);
                return made;
            }
        }

        _passes[block] = Never;
        return null;
    }

    private int[] LikeInputs()
    {
        var rows = Math.Min(Sample, _count);
        var words = (rows + 63) / 64;
        var bits = new ulong[_inputs * words];
        for (var r = 0; r < rows; r++)
        {
            var row = (int)((long)r * _count / rows);
            foreach (var index in _indices.AsSpan(_starts[row].._starts[row + 1]))
            {
                bits[(index / Scale * words) + (r / 64)] |= 1UL << (r % 64);
            }
        }

        return Likeness.Order(bits, words, _inputs);
    }

    [MethodImpl(Kernel.Loop)]
    private TiledBlock Make(int start, int rows, int[] inputs, TileUnit unit)
    {
        var words = (_inputs + 63) / 64;
        var bits = new ulong[rows * words];
        for (var r = 0; r < rows; r++)
        {
            foreach (var index in _indices.AsSpan(_starts[start + r].._starts[start + r + 1]))
            {
                bits[(r * words) + (index / Scale / 64)] |= 1UL << (index / Scale % 64);
            }
        }

        var values = _starts[start + rows] - _starts[start];
        var (codes, places) = (ArrayPool<ulong>.Shared.Rent(values), ArrayPool<ushort>.Shared.Rent(values));
        var block = new TiledBlock(Rows(start, Likeness.Order(bits, words, rows), codes, places), Inputs(start, rows, inputs, codes, places), unit);
        ArrayPool<ulong>.Shared.Return(codes);
        ArrayPool<ushort>.Shared.Return(places);
        return block;
    }

    /// <summary>Rows side by side, by way of arrays that are long enough.</summary>
    [MethodImpl(Kernel.Loop)]
    private Tiles Rows(int start, int[] order, ulong[] codes, ushort[] places)
    {
        var (groups, stored) = ((order.Length + Tiles.Width - 1) / Tiles.Width, 0);
        var starts = new int[groups + 1];
        var tiles = new ulong[_inputs];
        var bytes = MemoryMarshal.AsBytes(tiles.AsSpan());
        for (var group = 0; group < groups; group++)
        {
            var members = order.AsSpan(group * Tiles.Width, Math.Min(Tiles.Width, order.Length - (group * Tiles.Width)));
            for (var k = 0; k < members.Length; k++)
            {
                for (var i = _starts[start + members[k]]; i < _starts[start + members[k] + 1]; i++)
                {
                    bytes[(_indices[i] / Scale * Tiles.Width) + k] = _codes[i];
                }
            }

            for (var input = 0; input < tiles.Length; input++)
            {
                if (tiles[input] != 0)
                {
                    codes[stored] = tiles[input];
                    places[stored++] = (ushort)(input * Scale);
                    tiles[input] = 0;
                }
            }

            starts[group + 1] = stored;
        }

        return new(codes[..stored], places[..stored], starts, order);
    }

    /// <summary>Inputs side by side, in such an order.</summary>
    [MethodImpl(Kernel.Loop)]
    private Tiles Inputs(int start, int rows, int[] order, ulong[] codes, ushort[] places)
    {
        var (groups, stored) = ((order.Length + Tiles.Width - 1) / Tiles.Width, 0);
        var starts = new int[groups + 1];
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        var tiles = ArrayPool<ulong>.Shared.Rent(rows * groups);
        tiles.AsSpan(0, rows * groups).Clear();
        var bytes = MemoryMarshal.AsBytes(tiles.AsSpan());
        for (var r = 0; r < rows; r++)
        {
            for (var i = _starts[start + r]; i < _starts[start + r + 1]; i++)
            {
                bytes[(r * groups * Tiles.Width) + place[_indices[i] / Scale]] = _codes[i];
            }
        }

        for (var group = 0; group < groups; group++)
        {
            for (var r = 0; r < rows; r++)
            {
                if (tiles[(r * groups) + group] is not 0 and var tile)
                {
                    codes[stored] = tile;
                    places[stored++] = (ushort)(r * Scale);
                }
            }

            starts[group + 1] = stored;
        }

        ArrayPool<ulong>.Shared.Return(tiles);
        return new(codes[..stored], places[..stored], starts, order);
    }

    private static int Scale => SparseIndex.Scale<float, ushort>();
}

/// <summary>The tiles of one block: of eight rows, and of eight inputs.</summary>
internal sealed class TiledBlock(Tiles rows, Tiles inputs, TileUnit unit)
{
    /// <summary>How many there are of both kinds.</summary>
    public int Count => rows.Count + inputs.Count;

    /// <summary>Z = XW + b for one panel.</summary>
    public void Forward(int count, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z)
    {
        // A row without values may be in no tile.
        for (var r = 0; r < count; r++)
        {
            b.CopyTo(z[(r * b.Length)..]);
        }

        rows.Multiply(w, b, z, unit);
    }

    /// <summary>G = Xᵀδ for one panel that is 0.</summary>
    public void Gradient(ReadOnlySpan<float> delta, Span<float> gradient)
    {
        Span<float> zero = stackalloc float[Lanes.Count<float>()];
        zero.Clear();
        inputs.Multiply(delta, zero, gradient, unit);
    }
}
