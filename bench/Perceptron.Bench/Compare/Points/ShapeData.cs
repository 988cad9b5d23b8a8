using System.Runtime.InteropServices;

namespace Perceptron.Bench.Compare.Points;

/// <summary>Random data of a shape: in memory for us, and in raw files for the peers. Row i is of class i mod classes.</summary>
internal sealed class ShapeData : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perceptron-bench-");
    private readonly float[] _dense = [];

    public ShapeData(DataShape shape)
    {
        Rows<float> rows;
        if (shape.NonZeros is { } nonZeros)
        {
            var (rowStarts, columns, values) = BenchData.Skewed(shape.Rows, shape.Inputs, nonZeros);
            Write<int>("starts.i32", rowStarts);
            Write<int>("columns.i32", columns);
            Write<float>("values.f32", values);
            rows = Rows.OfCsr(rowStarts, columns, values, shape.Inputs);
        }
        else
        {
            _dense = BenchData.Centred(shape.Rows * shape.Inputs);
            Write<float>("values.f32", _dense);
            rows = Rows.Of(_dense, shape.Inputs);
        }

        var labels = BenchData.Cyclic(shape.Rows, shape.Classes);
        All = shape.Outputs == 1 ? Dataset.Binary(rows, labels) : Dataset.Exclusive(rows, labels, shape.Outputs);
    }

    /// <summary>The folder with the files.</summary>
    public string Folder => _folder.FullName;

    public Dataset<float> All { get; }

    /// <summary>The first rows.</summary>
    public Rows<float> First(int count) => count == All.Count ? All.Rows : All.Rows.Select([.. Enumerable.Range(0, count)]);

    /// <summary>The values of a dense row.</summary>
    public ReadOnlySpan<float> DenseRow(int row) => _dense.AsSpan(row * All.InputCount, All.InputCount);

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        using var file = File.Create(Path.Combine(Folder, name));
        file.Write(MemoryMarshal.AsBytes(values));
    }
}
