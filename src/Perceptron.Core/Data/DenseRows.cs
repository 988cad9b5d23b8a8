using System.Numerics;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Data;

/// <summary>Rows with every value stored, row after row in one array.</summary>
internal sealed class DenseRows<T>(T[] values, int count, int inputs) : Rows<T>(count, inputs, Largest(values.AsSpan(0, count * inputs)))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private DenseOctets? _octets;

    public override bool IsSparse => false;

    public override long StoredValues => (long)Count * Inputs;

    internal override Octets? Octets => typeof(T) == typeof(float) && OctetShape.IsFor(Inputs) ? _octets ??= new DenseOctets((float[])(object)values, Inputs) : null;

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

    internal override T Value(int row, int input) => values[(row * Inputs) + input];

    internal override void CopyRow(int row, Span<T> target) => Span(row).CopyTo(target);

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
    {
        var lanes = Lanes.Count<T>();
        for (var first = 0; first < b.Length; first += lanes)
        {
            DenseKernels.Forward(
                new DenseBlock<T>(values, block, Inputs, Inputs), from, to, w.Slice(first * Inputs, lanes * Inputs), b.Slice(first, lanes), z[first..], stride);
        }
    }

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput) =>
        DenseKernels.AddGradient(new DenseBlock<T>(values, block, Inputs, Inputs), delta, stride, gradient, fromInput, toInput);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int panels)
    {
        var lanes = Lanes.Count<T>();
        for (var first = 0; first < panels * lanes; first += lanes)
        {
            AddGradient(block, delta[first..], stride, gradient.Slice(first * Inputs, lanes * Inputs), 0, Inputs);
        }
    }

    internal override bool TryDense(RowBlock block, out DenseBlock<T> dense)
    {
        dense = new(values, block, Inputs, Inputs);
        return true;
    }

    internal override void CountInputs(RowBlock block, Span<int> counts)
    {
        foreach (ref var count in counts)
        {
            count += block.Count;
        }
    }

    private protected override Rows<T> SelectValid(int[] rows)
    {
        var selected = new T[Guard.Size(rows.Length, Inputs)];
        for (var r = 0; r < rows.Length; r++)
        {
            Span(rows[r]).CopyTo(selected.AsSpan(r * Inputs));
        }

        return new DenseRows<T>(selected, rows.Length, Inputs);
    }

    private ReadOnlySpan<T> Span(int row) => values.AsSpan(row * Inputs, Inputs);
}
