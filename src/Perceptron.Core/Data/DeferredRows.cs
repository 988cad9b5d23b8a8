using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Dense rows that are made from something smaller when they are read, a block at a time.</summary>
internal abstract class DeferredRows(int count, int inputCount, double largest) : Rows<double>(count, inputCount, largest)
{
    /// <summary>The last block of each thread: what goes forward comes backward next.</summary>
    [ThreadStatic]
    private static Made? _last;

    /// <summary>Tells these rows from others, without keeping them alive.</summary>
    private readonly object _identity = new();

    public override bool IsSparse => false;

    public override long StoredValueCount => (long)Count * InputCount;

    /// <summary>Makes rows that follow each other.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">Where they go, row after row.</param>
    /// <param name="at">The place of the first value.</param>
    protected abstract void Make(int start, int count, double[] values, int at);

    internal override double Value(int row, int input) => Row(row)[input];

    internal override void CopyRow(int row, Span<double> values)
    {
        var made = new double[InputCount];
        Make(row, 1, made, 0);
        made.CopyTo(values);
    }

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

    private protected override Rows<double> SelectValid(int[] selected)
    {
        var builder = new RowsBuilder<double>(InputCount, sparse: false, selected.Length);
        foreach (var row in selected)
        {
            builder.Add(Row(row));
        }

        return builder.Build();
    }

    /// <summary>The rows of a block, of which the block is then all.</summary>
    private DenseRows<double> Read(ref RowBlock block)
    {
        var last = _last ??= new Made();
        if (last.Rows is not { } known || last.Owner != _identity || last.Start != block.Start || known.Count != block.Count || block.IsOrdered)
        {
            // An order may be another the next time, though it begins at the same place.
            last.Owner = null;
            last.Values = last.Values.Length < block.Count * InputCount ? new double[block.Count * InputCount] : last.Values;
            for (var row = 0; block.IsOrdered && row < block.Count; row++)
            {
                Make(block[row], 1, last.Values, row * InputCount);
            }

            if (!block.IsOrdered)
            {
                Make(block.Start, block.Count, last.Values, 0);
            }

            last.Rows = known = new DenseRows<double>(last.Values, block.Count, InputCount, MaxAbs);
            (last.Owner, last.Start) = (_identity, block.IsOrdered ? -1 : block.Start);
        }

        block = new RowBlock(null, 0, block.Count);
        return known;
    }

    private sealed class Made
    {
        public object? Owner;
        public double[] Values = [];
        public int Start = -1;
        public DenseRows<double>? Rows;
    }
}
