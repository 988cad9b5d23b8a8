using System.Numerics;

namespace Perceptron.Data;

/// <summary>Every value, row after row.</summary>
internal sealed class DenseStorage<T>(int inputCount, int capacity) : RowStorage<T>(inputCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] _values = new T[(int)Math.Min((long)capacity * inputCount, 1 << 28)];
    private int _stored;

    public override RowStorage<T> ForValues() => this;

    public override RowStorage<T> ForBytes(T[] table) => this;

    public override void Add(ReadOnlySpan<T> row) => row.CopyTo(Next());

    public override void Add(ReadOnlySpan<int> indices, ReadOnlySpan<T> values)
    {
        var row = Next();
        row.Clear();
        for (var i = 0; i < indices.Length; i++)
        {
            row[indices[i]] = values[i];
        }
    }

    public override void AddBytes(ReadOnlySpan<byte> row, T[] table)
    {
        var values = Next();
        for (var i = 0; i < row.Length; i++)
        {
            values[i] = table[row[i]];
        }
    }

    public override void EnsureCapacity(int rows)
    {
        var size = (int)Math.Min(((double)InputCount * rows) + InputCount, Array.MaxLength);
        if (size > _values.Length)
        {
            Resize(ref _values, _stored, size);
        }
    }

    public override Rows<T> Build() => new DenseRows<T>(_values, Count, InputCount);

    private Span<T> Next()
    {
        var needed = Needed(_stored);
        if (needed > _values.Length)
        {
            Resize(ref _values, _stored, Grown(needed, _values.Length));
        }

        var next = _values.AsSpan(_stored, InputCount);
        _stored += InputCount;
        Count++;
        return next;
    }
}
