using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Dense rows of floats that are read as doubles. A block of them is converted when it is read, so that there is no copy of all.</summary>
internal sealed class WidenedRows(DenseRows<float> rows) : Rows<double>(rows.Count, rows.InputCount, rows.MaxAbs)
{
    /// <summary>The last block of each thread: what goes forward comes backward next.</summary>
    [ThreadStatic]
    private static Widened? _last;

    /// <summary>Tells these rows from others, without keeping them alive.</summary>
    private readonly object _identity = new();

    public override bool IsSparse => false;

    public override long StoredValueCount => rows.StoredValueCount;

    internal override double Value(int row, int input) => rows.Value(row, input);

    internal override void CopyRow(int row, Span<double> values) => WideningKernel.Run(rows.Span(row), values);

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<double> w, ReadOnlySpan<double> b, Span<double> z, int stride) =>
        Read(ref block).Forward(block, from, to, w, b, z, stride);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<double> delta, int stride, Span<double> gradient, int fromInput, int toInput) =>
        Read(ref block).AddGradient(block, delta, stride, gradient, fromInput, toInput);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<double> delta, int stride, Span<double> gradient, int panels) =>
        Read(ref block).AddGradient(block, delta, stride, gradient, panels);

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<double> w, double b, Span<double> z) =>
        Read(ref block).Forward(block, from, to, w, b, z);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<double> delta, Span<double> gradient, int fromInput, int toInput) =>
        Read(ref block).AddGradient(block, delta, gradient, fromInput, toInput);

    internal override bool TryDense(RowBlock block, out DenseBlock<double> dense) => Read(ref block).TryDense(block, out dense);

    internal override void CountInputs(RowBlock block, Span<int> counts) => rows.CountInputs(block, counts);

    internal override Rows<double>? ConcatAlike(Rows<double>[] parts) => null;

    private protected override Rows<double> SelectValid(int[] selected) => new WidenedRows((DenseRows<float>)rows.Select(selected));

    /// <summary>The rows of a block as doubles, of which the block is then all.</summary>
    private DenseRows<double> Read(ref RowBlock block)
    {
        var last = _last ??= new Widened();
        var (start, count) = (block.Start, block.Count);
        if (last.Rows is not { } known || last.Owner != _identity || block.IsOrdered || last.Start != start || known.Count != count)
        {
            // An order may be another the next time, though it begins at the same place.
            var values = last.Values.Length < count * InputCount ? new double[count * InputCount] : last.Values;
            if (block.IsOrdered)
            {
                for (var row = 0; row < count; row++)
                {
                    CopyRow(block[row], values.AsSpan(row * InputCount, InputCount));
                }
            }
            else if (count > 0)
            {
                WideningKernel.Run(rows.Span(start, count), values);
            }

            last.Rows = known = new DenseRows<double>(values, count, InputCount, MaxAbs);
            (last.Owner, last.Values, last.Start) = (_identity, values, block.IsOrdered ? -1 : start);
        }

        block = new RowBlock(null, 0, count);
        return known;
    }

    private sealed class Widened
    {
        public object? Owner;
        public double[] Values = [];
        public int Start = -1;
        public DenseRows<double>? Rows;
    }
}
