using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Data;

/// <summary>
/// Compressed rows of bytes, kept as input blocks. Layers that go value by value have the values in a form of their own, made when it is first
/// asked for.
/// </summary>
internal sealed class BitmapRows : Rows<float>
{
    private readonly BitmapByteRows _blocks;
    private readonly float[] _table;
    private readonly Lazy<SparseRows<float, ushort, byte>> _values;

    /// <summary>Rows that were collected, and what each byte stands for.</summary>
    public BitmapRows(BitmapByteRowsBuilder collected, int inputCount, float[] table)
        : base(collected.Count, inputCount, table[collected.Largest])
    {
        (_blocks, _table, StoredValueCount) = (collected.Build(), table, collected.Stored);
        _values = new(MakeValues);
    }

    public override bool IsSparse => true;

    public override long StoredValueCount { get; }

    internal override InputBlocks Blocks => _blocks;

    /// <summary>A builder of blocks of eight bytes, if rows of this width are stored so, and the values of the bytes can be computed; else null.</summary>
    public static BitmapByteRowsBuilder? Collect(int inputCount, float[] table, int capacity) =>
        BlockKernels.IsSupported && BlockLayout.IsFor(inputCount) && ByteScale.Of(table) is { } unit
            ? new(BlockLayout.Of(inputCount), unit, 0, capacity)
            : null;

    internal override float Value(int row, int input) => _table[_blocks.Code(row, input)];

    internal override void CopyRow(int row, Span<float> target)
    {
        Span<byte> codes = stackalloc byte[InputCount];
        _blocks.CopyRow(row, codes);
        for (var i = 0; i < codes.Length; i++)
        {
            target[i] = _table[codes[i]];
        }
    }

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> z, int stride) =>
        _values.Value.Forward(block, from, to, w, b, z, stride);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int fromInput, int toInput) =>
        _values.Value.AddGradient(block, delta, stride, gradient, fromInput, toInput);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int panels) =>
        _values.Value.AddGradient(block, delta, stride, gradient, panels);

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<float> w, float b, Span<float> z) =>
        _values.Value.Forward(block, from, to, w, b, z);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<float> delta, Span<float> gradient, int fromInput, int toInput) =>
        _values.Value.AddGradient(block, delta, gradient, fromInput, toInput);

    internal override void Descend(RowBlock block, Span<float> parameters, Span<float> gradient, int width, int fromInput, int toInput, double divisor, float rate) =>
        _values.Value.Descend(block, parameters, gradient, width, fromInput, toInput, divisor, rate);

    internal override void CountInputs(RowBlock block, Span<int> counts) => _values.Value.CountInputs(block, counts);

    internal override Rows<float>? ConcatAlike(Rows<float>[] parts)
    {
        BitmapRows[] alike = [.. parts.OfType<BitmapRows>().Where(part => part._table.AsSpan().SequenceEqual(_table))];
        if (alike.Length < parts.Length || Collect(InputCount, _table, Guard.Size(1, alike.Sum(part => (long)part.Count))) is not { } collected)
        {
            return null;
        }

        foreach (var part in alike)
        {
            for (var row = 0; row < part.Count; row++)
            {
                collected.Add(part._blocks.Words(row));
            }
        }

        return new BitmapRows(collected, InputCount, _table);
    }

    private protected override Rows<float> SelectValid(int[] rows) => new BitmapRows(_blocks.Select(rows), InputCount, _table);

    private SparseRows<float, ushort, byte> MakeValues()
    {
        // There is room for a whole row behind the last one.
        var room = Guard.Size(1, StoredValueCount + InputCount);
        var (codes, indices) = (GC.AllocateUninitializedArray<byte>(room), GC.AllocateUninitializedArray<ushort>(room));
        var (starts, row) = (new int[Count + 1], new byte[InputCount]);
        for (var r = 0; r < Count; r++)
        {
            _blocks.CopyRow(r, row);
            starts[r + 1] = starts[r] + CompressKernel.Compress(
                row, codes.AsSpan(starts[r]), null, indices.AsSpan(starts[r]), SparseIndex.Scale<float, ushort>());
        }

        return new(codes, _table, indices, starts, Count, InputCount, MaxAbs);
    }
}
