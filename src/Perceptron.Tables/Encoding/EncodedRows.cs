using System.Buffers;
using Perceptron.Data;

namespace Perceptron.Tables;

/// <summary>The inputs of a table, made from its cells whenever they are read.</summary>
internal sealed class EncodedRows : DeferredRows
{
    private readonly BoundTable _table;

    private EncodedRows(BoundTable table, double largest)
        : base(table.Count, table.Width, largest) => _table = table;

    /// <summary>All rows are made once beforehand, so that a bad cell is told of before training.</summary>
    public static EncodedRows Of(BoundTable table, ComputeOptions? compute)
    {
        var (largest, gate) = (0.0, new Lock());
        table.ForEachRun(compute, (start, count) =>
        {
            var values = ArrayPool<double>.Shared.Rent(count * table.Width);
            var made = values.AsSpan(0, count * table.Width);
            made.Clear();
            table.Add(start, count, Features.Dense(values, table.Width, start));
            var found = DenseRows<double>.Largest(made);
            ArrayPool<double>.Shared.Return(values);
            lock (gate)
            {
                largest = Math.Max(largest, found);
            }
        });
        return new(table, largest);
    }

    protected override void Make(int start, int count, double[] values, int at)
    {
        values.AsSpan(at, count * InputCount).Clear();
        _table.Add(start, count, Features.Dense(values, InputCount, start - (at / InputCount)));
    }
}
