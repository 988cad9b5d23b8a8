using System.Numerics;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Data;

/// <summary>Rows with every value stored, row after row in one array.</summary>
internal sealed class DenseRows<T>(T[] values, int count, int inputCount, double largest) : Rows<T>(count, inputCount, largest)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private DenseInputBlocks? _blocks;
    private T[]? _last;

    public DenseRows(T[] values, int count, int inputCount)
        : this(values, count, inputCount, Largest(values.AsSpan(0, count * inputCount)))
    {
    }

    public override bool IsSparse => false;

    public override long StoredValueCount => (long)Count * InputCount;

    internal override InputBlocks? Blocks => typeof(T) == typeof(float) && BlockLayout.IsFor(InputCount) ? _blocks ??= new DenseInputBlocks((float[])(object)values, InputCount) : null;

    internal static double Largest(ReadOnlySpan<T> values)
    {
        var largest = T.Zero;
        foreach (var value in values)
        {
            var magnitude = T.Abs(value);
            largest = magnitude > largest ? magnitude : largest;
        }

        return double.CreateTruncating(largest);
    }

    internal override T Value(int row, int input) => values[(row * InputCount) + input];

    internal override void CopyRow(int row, Span<T> target) => Span(row).CopyTo(target);

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride) =>
        DenseKernels.Forward(Block(block), from, to, w, b, z, stride);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput) =>
        DenseKernels.AddGradient(Block(block), delta, stride, gradient, 1, fromInput, toInput);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int panels) =>
        DenseKernels.AddGradient(Block(block), delta, stride, gradient, panels, 0, InputCount);

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<T> w, T b, Span<T> z) =>
        NeuronKernels.Forward(Padded(block), from, to, w, b, z);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, Span<T> gradient, int fromInput, int toInput) =>
        NeuronKernels.AddGradient(Padded(block), delta, gradient, fromInput, toInput);

    internal override bool TryDense(RowBlock block, out DenseBlock<T> dense)
    {
        dense = Block(block);
        return true;
    }

    internal override Rows<T>? ConcatAlike(Rows<T>[] parts)
    {
        if (!parts.All(part => part is DenseRows<T>))
        {
            return null;
        }

        var all = new T[Guard.Size(parts.Sum(part => (long)part.Count), InputCount)];
        var to = 0;
        foreach (var part in parts)
        {
            for (var row = 0; row < part.Count; row++, to += InputCount)
            {
                part.CopyRow(row, all.AsSpan(to, InputCount));
            }
        }

        return new DenseRows<T>(all, all.Length / InputCount, InputCount);
    }

    private protected override Rows<T> SelectValid(int[] rows)
    {
        var selected = new T[Guard.Size(rows.Length, InputCount, nameof(rows))];
        for (var r = 0; r < rows.Length; r++)
        {
            Span(rows[r]).CopyTo(selected.AsSpan(r * InputCount));
        }

        return new DenseRows<T>(selected, rows.Length, InputCount);
    }

    private DenseBlock<T> Block(RowBlock rows) => new(values, rows, InputCount, InputCount);

    private PaddedRows<T> Padded(RowBlock rows) => new(values, _last ??= PaddedLast(), rows, InputCount);

    private T[] PaddedLast()
    {
        var last = new T[(InputCount + Lanes.Count<T>() - 1) / Lanes.Count<T>() * Lanes.Count<T>()];
        Span(Count - 1).CopyTo(last);
        return last;
    }

    internal ReadOnlySpan<T> Span(int row, int count = 1) => values.AsSpan(row * InputCount, count * InputCount);
}
