using System.Numerics;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Of each row what is not 0, with the inputs it belongs to: as values, or as bytes with a table of what each stands for.</summary>
internal abstract class CompressedStorage<T, TIndex, TCode>(int inputCount, int capacity) : RowStorage<T>(inputCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
    where TCode : unmanaged
{
    private TCode[] _codes = [];
    private TIndex[] _indices = [];
    private int[] _starts = new int[capacity + 1];

    /// <summary>Where each row begins, and the last one ends.</summary>
    protected ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count + 1);

    /// <summary>What is stored of the rows so far.</summary>
    protected ReadOnlySpan<TCode> Codes => _codes.AsSpan(0, _starts[Count]);

    /// <summary>The inputs that it belongs to.</summary>
    protected ReadOnlySpan<TIndex> Indices => _indices.AsSpan(0, _starts[Count]);

    public override void EnsureCapacity(int rows)
    {
        var stored = (double)_starts[Count] / Math.Max(1, Count) * rows;
        var size = (int)Math.Min(stored + InputCount, Array.MaxLength);
        if (size > _codes.Length)
        {
            Resize(size);
        }
    }

    /// <summary>Takes what is not 0 of a row, by a table where there is one.</summary>
    protected void Compress<TFrom>(ReadOnlySpan<TFrom> row, TCode[]? table)
        where TFrom : unmanaged
    {
        var stored = _starts[Count];
        Reserve(Needed(stored));
        stored += CompressKernel.Compress(row, _codes.AsSpan(stored), table, _indices.AsSpan(stored), SparseIndex.Scale<T, TIndex>());
        End(stored);
    }

    /// <summary>Takes what is not 0 of some values and the inputs that they belong to.</summary>
    protected void Compress(ReadOnlySpan<int> inputs, ReadOnlySpan<TCode> values)
    {
        var stored = _starts[Count];
        Reserve(Needed(stored, inputs.Length));
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!EqualityComparer<TCode>.Default.Equals(values[i], default))
            {
                _codes[stored] = values[i];
                _indices[stored++] = TIndex.CreateTruncating(inputs[i] * SparseIndex.Scale<T, TIndex>());
            }
        }

        End(stored);
    }

    /// <summary>Begins with rows that were compressed before.</summary>
    protected void Take(TCode[] codes, ReadOnlySpan<TIndex> indices, ReadOnlySpan<int> starts)
    {
        (_codes, _indices) = (codes, new TIndex[codes.Length]);
        indices.CopyTo(_indices);
        (_starts, Count) = (starts.ToArray(), starts.Length - 1);
    }

    protected Rows<T> Build(T[] table) => SparseRows.Of(_codes, table, _indices, _starts, Count, InputCount);

    /// <summary>Ends a row; with it the number of stored values is given.</summary>
    private void End(int stored)
    {
        Count++;
        if (Count >= _starts.Length)
        {
            Array.Resize(ref _starts, (int)Math.Min(2L * Count, Array.MaxLength));
        }

        _starts[Count] = stored;
    }

    private void Reserve(int needed)
    {
        if (needed > _codes.Length)
        {
            Resize(Grown(needed, _codes.Length));
        }
    }

    private void Resize(int size)
    {
        var stored = _starts[Count];
        Resize(ref _codes, stored, size);
        Resize(ref _indices, stored, size);
    }
}

/// <summary>Compressed rows of values.</summary>
internal sealed class ValueStorage<T, TIndex>(int inputCount, int capacity) : CompressedStorage<T, TIndex, T>(inputCount, capacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    /// <summary>Rows that were bytes so far.</summary>
    public ValueStorage(int inputCount, T[] values, ReadOnlySpan<TIndex> indices, ReadOnlySpan<int> starts)
        : this(inputCount, 0) => Take(values, indices, starts);

    public override RowStorage<T> ForValues() => this;

    public override RowStorage<T> ForBytes(T[] table) => this;

    public override void Add(ReadOnlySpan<T> row) => Compress(row, null);

    public override void Add(ReadOnlySpan<int> indices, ReadOnlySpan<T> values) => Compress(indices, values);

    public override void AddBytes(ReadOnlySpan<byte> row, T[] table) => Compress(row, table);

    public override Rows<T> Build() => Build([T.Zero]);
}

/// <summary>Compressed rows of bytes, all over one table.</summary>
internal sealed class ByteStorage<T, TIndex>(int inputCount, int capacity, T[] table) : CompressedStorage<T, TIndex, byte>(inputCount, capacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    public override RowStorage<T> ForValues() =>
        new ValueStorage<T, TIndex>(InputCount, Array.ConvertAll(Codes.ToArray(), code => table[code]), Indices, Starts);

    public override RowStorage<T> ForBytes(T[] other) => ReferenceEquals(other, table) ? this : ForValues();

    public override void Add(ReadOnlySpan<T> row) => throw new NotSupportedException("Compressed bytes take bytes.");

    public override void Add(ReadOnlySpan<int> indices, ReadOnlySpan<T> values) => throw new NotSupportedException("Compressed bytes take bytes.");

    public override void AddBytes(ReadOnlySpan<byte> row, T[] _) => Compress(row, null);

    public override Rows<T> Build() => Build(table);
}

/// <summary>Begins to collect compressed rows, in the way that fits their width and what they are made of.</summary>
internal static class CompressedStorage
{
    /// <summary>Rows of values; with indices of 16 bits where these are enough.</summary>
    public static RowStorage<T> ForValues<T>(int inputCount, int capacity)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SparseIndex.IsNarrow<T>(inputCount)
        ? new ValueStorage<T, ushort>(inputCount, capacity)
        : new ValueStorage<T, int>(inputCount, capacity);

    /// <summary>Rows of bytes; in blocks of inputs where the kernels take these.</summary>
    public static RowStorage<T> ForBytes<T>(int inputCount, int capacity, T[] table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (table is float[] single && BitmapRows.Collect(inputCount, single, capacity) is { } blocks)
        {
            return (RowStorage<T>)(object)new BitmapStorage(blocks, inputCount, capacity, single);
        }

        return SparseIndex.IsNarrow<T>(inputCount)
            ? new ByteStorage<T, ushort>(inputCount, capacity, table)
            : new ByteStorage<T, int>(inputCount, capacity, table);
    }
}
