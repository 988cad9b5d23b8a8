using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Data;

/// <summary>
/// Compressed rows of bytes, kept as octets. Layers that go value by value have the values in a form of their own, made when it is first
/// asked for.
/// </summary>
internal sealed class OctetRows : Rows<float>
{
    private readonly ByteOctets _octets;
    private readonly float[] _table;
    private readonly Lazy<SparseRows<float, ushort, byte>> _values;

    /// <summary>Rows that were collected, and what each byte stands for.</summary>
    public OctetRows(ByteOctetsBuilder collected, int inputs, float[] table)
        : base(collected.Count, inputs, table[collected.Largest])
    {
        (_octets, _table, StoredValues) = (collected.Build(), table, collected.Stored);
        _values = new(MakeValues);
    }

    public override bool IsSparse => true;

    public override long StoredValues { get; }

    internal override Octets Octets => _octets;

    /// <summary>Octets to collect bytes by, if rows of so many are kept so, and what these stand for can be computed.</summary>
    public static ByteOctetsBuilder? Collect(int inputs, float[] table, int capacity) =>
        OctetKernels.IsSupported && OctetShape.IsFor(inputs) && ByteUnit.Of(table) is { } unit
            ? new(OctetShape.Of(inputs), unit, 0, capacity)
            : null;

    internal override float Value(int row, int input) => _table[_octets.Code(row, input)];

    internal override void CopyRow(int row, Span<float> target)
    {
        Span<byte> codes = stackalloc byte[Inputs];
        _octets.CopyRow(row, codes);
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

    internal override void CountInputs(RowBlock block, Span<int> counts) => _values.Value.CountInputs(block, counts);

    private protected override Rows<float> SelectValid(int[] rows) => new OctetRows(_octets.Select(rows), Inputs, _table);

    private SparseRows<float, ushort, byte> MakeValues()
    {
        // There is room for a whole row behind the last one.
        var room = Guard.Size(1, StoredValues + Inputs);
        var (codes, indices) = (GC.AllocateUninitializedArray<byte>(room), GC.AllocateUninitializedArray<ushort>(room));
        var (starts, row) = (new int[Count + 1], new byte[Inputs]);
        for (var r = 0; r < Count; r++)
        {
            _octets.CopyRow(r, row);
            starts[r + 1] = starts[r] + CompressKernel.Compress(
                row, codes.AsSpan(starts[r]), null, indices.AsSpan(starts[r]), SparseIndex.Scale<float, ushort>());
        }

        return new(codes, _table, indices, starts, Count, Inputs, LargestMagnitude);
    }
}
