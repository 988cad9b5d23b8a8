using System.Numerics;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>
/// Compressed rows: of each row the values that are not 0, with the inputs they belong to in rising order. Indices take
/// 16 bits where there are few enough inputs, since memory traffic is what training on them costs.
/// </summary>
internal sealed class SparseRows<T, TIndex>(T[] values, TIndex[] indices, int[] starts, int count, int inputs)
    : Rows<T>(count, inputs, DenseRows<T>.Largest(values.AsSpan(0, starts[count])))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    public override bool IsSparse => true;

    public override long StoredValues => starts[Count];

    internal override T Value(int row, int input)
    {
        var at = Indices(row).BinarySearch(TIndex.CreateTruncating(input));
        return at < 0 ? T.Zero : Values(row)[at];
    }

    internal override void CopyRow(int row, Span<T> target)
    {
        target[..Inputs].Clear();
        var rowValues = Values(row);
        var rowIndices = Indices(row);
        for (var i = 0; i < rowValues.Length; i++)
        {
            target[int.CreateTruncating(rowIndices[i])] = rowValues[i];
        }
    }

    internal override void Forward(RowBlock block, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z)
    {
        var stride = b.Length;
        for (var r = 0; r < block.Count; r++)
        {
            var row = block[r];
            SparseKernels.Forward(Values(row), Indices(row), w, b, z.Slice(r * stride, stride));
        }
    }

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient)
    {
        for (var r = 0; r < block.Count; r++)
        {
            var row = block[r];
            SparseKernels.AddGradient(Values(row), Indices(row), delta.Slice(r * stride, stride), gradient);
        }
    }

    private protected override Rows<T> SelectValid(int[] rows)
    {
        var selectedStarts = new int[rows.Length + 1];
        for (var r = 0; r < rows.Length; r++)
        {
            selectedStarts[r + 1] = Guard.Size(1, (long)selectedStarts[r] + starts[rows[r] + 1] - starts[rows[r]]);
        }

        var selectedValues = new T[selectedStarts[^1]];
        var selectedIndices = new TIndex[selectedStarts[^1]];
        for (var r = 0; r < rows.Length; r++)
        {
            Values(rows[r]).CopyTo(selectedValues.AsSpan(selectedStarts[r]));
            Indices(rows[r]).CopyTo(selectedIndices.AsSpan(selectedStarts[r]));
        }

        return new SparseRows<T, TIndex>(selectedValues, selectedIndices, selectedStarts, rows.Length, Inputs);
    }

    private ReadOnlySpan<T> Values(int row) => values.AsSpan(starts[row]..starts[row + 1]);

    private ReadOnlySpan<TIndex> Indices(int row) => indices.AsSpan(starts[row]..starts[row + 1]);
}
