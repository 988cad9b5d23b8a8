using System.Buffers;
using System.Numerics;
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

    /// <summary>Passes over a block without tiles: about as many as its tiles take to be made.</summary>
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
    private readonly int _inputs;
    private readonly Lazy<(TileUnit? Unit, int[] Inputs)> _common;
    private readonly byte[] _passes;
    private readonly TiledBlock?[] _blocks;

    public TiledRows(byte[] codes, float[] table, ushort[] indices, int[] starts, int count, int inputs)
    {
        (_codes, _indices, _starts, _inputs) = (codes, indices, starts, inputs);
        _common = new(() => (TileUnit.Of(table), LikeInputs(count)));
        var blocks = (count + BlockRows - 1) / BlockRows;
        (_passes, _blocks) = (new byte[blocks], new TiledBlock?[blocks]);
    }

    /// <summary>The tiles of a block, from the time on when they pay.</summary>
    public TiledBlock? At(int block, int rows)
    {
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

        var start = block * BlockRows;
        if (_common.Value is ({ } unit, var order))
        {
            made = Make(start, rows, order, unit);
            if (made.Tiles * LeastValues <= 2.0 * (_starts[start + rows] - _starts[start]))
            {
                Volatile.Write(ref _blocks[block], made);
                return made;
            }
        }

        _passes[block] = Never;
        return null;
    }

    private int[] LikeInputs(int count)
    {
        var rows = Math.Min(Sample, count);
        var words = (rows + 63) / 64;
        var bits = new ulong[_inputs * words];
        for (var r = 0; r < rows; r++)
        {
            var row = (int)((long)r * count / rows);
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
    public int Tiles => rows.Count + inputs.Count;

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

/// <summary>Which sets have most in common.</summary>
internal static class Likeness
{
    /// <summary>Among so many, sets are looked for that go with each other.</summary>
    private const int Window = 64;

    /// <summary>What a set brings that the others lack counts so many times against what it brings.</summary>
    private const int Strangeness = 4;

    /// <summary>
    /// An order of some sets of bits in which eight at a time have few members together: of those of similar size the largest takes in, seven times,
    /// whoever brings least that is new.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static int[] Order(ulong[] bits, int words, int count)
    {
        var (order, sizes) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
            foreach (var word in bits.AsSpan(i * words, words))
            {
                sizes[i] += BitOperations.PopCount(word);
            }
        }

        Array.Sort(order, (a, b) => sizes[a] != sizes[b] ? sizes[b].CompareTo(sizes[a]) : a.CompareTo(b));
        var union = new ulong[words];
        for (var start = 0; start < count; start += Window)
        {
            var left = order.AsSpan(start, Math.Min(Window, count - start));
            for (; left.Length > Tiles.Width; left = left[Tiles.Width..])
            {
                bits.AsSpan(left[0] * words, words).CopyTo(union);
                for (var taken = 1; taken < Tiles.Width; taken++)
                {
                    var (best, least) = (taken, int.MaxValue);
                    for (var i = taken; i < left.Length; i++)
                    {
                        var cost = -sizes[left[i]];
                        var set = bits.AsSpan(left[i] * words, words);
                        for (var word = 0; word < union.Length; word++)
                        {
                            cost += Strangeness * BitOperations.PopCount(set[word] & ~union[word]);
                        }

                        (best, least) = cost < least ? (i, cost) : (best, least);
                    }

                    // Those before it move up by one, so that the largest that is left comes first.
                    var chosen = left[best];
                    left[taken..best].CopyTo(left[(taken + 1)..]);
                    left[taken] = chosen;
                    for (var word = 0; word < union.Length; word++)
                    {
                        union[word] |= bits[(chosen * words) + word];
                    }
                }
            }
        }

        return order;
    }
}
