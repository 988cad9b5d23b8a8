namespace Perceptron.Data;

/// <summary>Rows of bytes in blocks of inputs, each with a bit that says whether it is stored.</summary>
internal sealed class BitmapStorage(BitmapByteRowsBuilder blocks, int inputCount, int capacity, float[] table) : RowStorage<float>(inputCount)
{
    public override RowStorage<float> ForValues()
    {
        var (built, row) = (blocks.Build(), new byte[InputCount]);
        var values = CompressedStorage.ForValues<float>(InputCount, capacity);
        for (var r = 0; r < built.RowCount; r++)
        {
            built.CopyRow(r, row);
            values.AddBytes(row, table);
        }

        return values;
    }

    public override RowStorage<float> ForBytes(float[] other) => ReferenceEquals(other, table) ? this : ForValues();

    public override void Add(ReadOnlySpan<float> row) => throw new NotSupportedException("Blocks of bytes take bytes.");

    public override void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values) => throw new NotSupportedException("Blocks of bytes take bytes.");

    public override void AddBytes(ReadOnlySpan<byte> row, float[] _)
    {
        Needed(blocks.Stored);
        blocks.Add(row);
        Count++;
    }

    public override void EnsureCapacity(int rows) => blocks.EnsureCapacity(rows);

    public override Rows<float> Build() => new BitmapRows(blocks, InputCount, table);
}
