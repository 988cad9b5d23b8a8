using System.Runtime.InteropServices;
using Perceptron.Data;

namespace Perceptron.Tables;

/// <summary>Encoded rows with their targets in a temporary file, which goes when it is closed; it is read in blocks.</summary>
internal sealed class EncodedFile : IDisposable
{
    /// <summary>About as many values make a block.</summary>
    private const int BlockValues = 1 << 19;

    private readonly FileStream _stream;
    private readonly TableEncoder _encoder;
    private readonly bool _hasWeights;
    private readonly List<Block> _blocks = [];

    /// <summary>The dense rows of the block that was read last.</summary>
    private double[] _values = [];

    private EncodedFile(FileStream stream, TableEncoder encoder, bool hasWeights)
    {
        (_stream, _encoder, _hasWeights) = (stream, encoder, hasWeights);
        ClassCounts = new long[encoder.ClassNames.Count];
        ClassRowWeights = new double[encoder.ClassNames.Count];
    }

    public long Count { get; private set; }

    /// <summary>The sum of the weights of all rows.</summary>
    public double RowWeight { get; private set; }

    public long[] ClassCounts { get; }

    public double[] ClassRowWeights { get; }

    public static EncodedFile Write(TableEncoder encoder, TableSource source, ClassifierOptions options, string argument)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var file = new EncodedFile(stream, encoder, options.WeightColumn is not null);
        try
        {
            var most = Math.Max(1, BlockValues / encoder.InputCount);
            foreach (var table in source.Tables())
            {
                for (var start = 0; start < table.Count; start += most)
                {
                    var part = table.Count <= most ? table : table.Select([.. Enumerable.Range(start, Math.Min(most, table.Count - start))]);
                    file.Add(part, options, argument);
                }
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All rows, block after block, in the order of the source. The rows of a block are no longer its own once the next is read.</summary>
    public IEnumerable<Dataset<double>> Blocks() => _blocks.Select(Read);

    public int BlockCount => _blocks.Count;

    public int RowsOf(int block) => _blocks[block].Rows;

    /// <summary>The mean loss of a model over all rows, without penalty and weights.</summary>
    public double Loss(Model<double> model, ComputeOptions? compute) =>
        Blocks().Sum(block => model.Loss(block.HasRowWeights ? block.WithRowWeights([.. Enumerable.Repeat(1.0, block.Count)]) : block, compute: compute) * block.Count) / Count;

    public void Dispose() => _stream.Dispose();

    private void Add(Table table, ClassifierOptions options, string argument)
    {
        var rows = _encoder.Encode(table, argument, options.Compute);
        var targets = _encoder.Labels.Encode(table, argument);
        var weights = TrainingPlan.RowWeights(table, options, argument);
        TrainingPlan.Count(_encoder.Labels, targets, ClassCounts);
        for (var row = 0; row < targets.Count; row++)
        {
            RowWeight += weights?[row] ?? 1;
            if (!_encoder.Labels.AreIndependent)
            {
                ClassRowWeights[targets.ClassOf(row)] += weights?[row] ?? 1;
            }
        }

        var (begin, stored) = (_stream.Position, 0);
        if (rows is DenseRows<double> dense)
        {
            Write(dense.Span(0, dense.Count));
        }
        else
        {
            var (starts, indices, values) = (new int[rows.Count + 1], new int[rows.StoredValueCount], new double[rows.StoredValueCount]);
            for (var row = 0; row < rows.Count; row++)
            {
                stored = starts[row + 1] = stored + rows.CopyStored(row, indices.AsSpan(stored), values.AsSpan(stored));
            }

            Write<int>(starts);
            Write<int>(indices);
            Write<double>(values);
        }

        var answers = new double[targets.OutputCount];
        for (var row = 0; row < targets.Count; row++)
        {
            if (_encoder.Labels.AreIndependent)
            {
                for (var j = 0; j < answers.Length; j++)
                {
                    answers[j] = targets[row, j];
                }

                Write<double>(answers);
            }
            else
            {
                Write<int>([targets.ClassOf(row)]);
            }
        }

        Write<double>(weights);
        _blocks.Add(new(begin, table.Count, stored, rows.MaxAbs));
        Count += table.Count;
    }

    private Dataset<double> Read(Block block)
    {
        _stream.Position = block.Begin;
        Rows<double> rows;
        if (_encoder.IsSparse)
        {
            var (starts, indices, values) = (new int[block.Rows + 1], new int[block.Values], new double[block.Values]);
            Read<int>(starts);
            Read<int>(indices);
            Read<double>(values);
            rows = Rows.OfCsr(starts, indices, values, _encoder.InputCount);
        }
        else
        {
            var length = block.Rows * _encoder.InputCount;
            _values = _values.Length < length ? new double[length] : _values;
            Read<double>(_values.AsSpan(0, length));
            rows = new DenseRows<double>(_values, block.Rows, _encoder.InputCount, block.MaxAbs);
        }

        var data = Dataset.Of(rows, ReadTargets(block.Rows)).WithClassNames(_encoder.ClassNames);
        if (!_hasWeights)
        {
            return data;
        }

        var weights = new double[block.Rows];
        Read<double>(weights);
        return data.WithRowWeights(weights);
    }

    private Targets<double> ReadTargets(int rows)
    {
        var labels = _encoder.Labels;
        if (labels.AreIndependent)
        {
            var answers = new double[rows, labels.OutputCount];
            Read<double>(MemoryMarshal.CreateSpan(ref answers[0, 0], answers.Length));
            return Targets.MultiLabel(answers);
        }

        var classes = new int[rows];
        Read<int>(classes);
        return labels.IsBinary ? Targets.Binary<double>(classes) : Targets.Exclusive<double>(classes, labels.Classes.Count);
    }

    private void Write<TValue>(ReadOnlySpan<TValue> values)
        where TValue : unmanaged => _stream.Write(MemoryMarshal.AsBytes(values));

    private void Read<TValue>(Span<TValue> values)
        where TValue : unmanaged => _stream.ReadExactly(MemoryMarshal.AsBytes(values));

    /// <summary>Where a block of rows begins, how many rows and stored values it has, and the largest of these.</summary>
    private sealed record Block(long Begin, int Rows, int Values, double MaxAbs);
}
