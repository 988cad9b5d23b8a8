using Perceptron.Data;
using Perceptron.Support;

namespace Perceptron.Tables;

/// <summary>The cells of a table, ready to become the inputs of a model.</summary>
internal sealed class BoundTable
{
    /// <summary>As many rows are encoded a column at a time, so that they stay in the cache.</summary>
    public const int TileRows = 128;

    /// <summary>As many rows are a piece of work for a thread.</summary>
    private const int RunRows = 512;

    private readonly ColumnEncoder.BoundColumn[] _columns;
    private readonly int[] _offsets;

    public BoundTable(Table table, ColumnEncoder[] columns, int[] places, string argument)
    {
        (Count, _columns, _offsets) = (table.Count, new ColumnEncoder.BoundColumn[columns.Length], new int[columns.Length]);
        for (var i = 0; i < columns.Length; i++)
        {
            _columns[i] = columns[i].Bind(table.Column(places[i]), new CellPlace(table, columns[i].Name, argument));
            _offsets[i] = Width;
            Width += columns[i].Width;
            MostStored += columns[i].MostStored;
        }
    }

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>How many inputs.</summary>
    public int Width { get; }

    /// <summary>Whether rows are encoded about as quickly as inputs in memory are read.</summary>
    public bool IsQuick => Array.TrueForAll(_columns, column => column.IsQuick);

    private long MostStored { get; }

    public DenseRows<double> ToDense(ComputeOptions? compute, string argument)
    {
        var values = new double[Guard.Size(Count, Width, argument)];
        ForEachRun(compute, (start, count) => Add(start, count, Features.Dense(values, Width, 0)));
        return new DenseRows<double>(values, Count, Width);
    }

    public Rows<double> ToSparse()
    {
        var builder = new RowsBuilder<double>(Width, sparse: true, Count);
        var features = Features.Sparse(checked((int)MostStored));
        for (var row = 0; row < Count; row++)
        {
            features.Begin(0);
            for (var i = 0; i < _columns.Length; i++)
            {
                _columns[i].Add(row, features, _offsets[i]);
            }

            builder.Add(features.Indices, features.Values);
        }

        return builder.Build();
    }

    /// <summary>Adds rows to dense ones, which are 0.</summary>
    public void Add(int start, int count, Features dense)
    {
        for (var row = start; row < start + count; row += TileRows)
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                _columns[i].AddRows(row, Math.Min(start + count, row + TileRows), dense, _offsets[i]);
            }
        }
    }

    /// <summary>Works on all rows, some at a time.</summary>
    public void ForEachRun(ComputeOptions? compute, Action<int, int> work) =>
        InOrder.ForEach(compute, (int)(((long)Count + RunRows - 1) / RunRows), run => work(run * RunRows, Math.Min(RunRows, Count - (run * RunRows))));
}
