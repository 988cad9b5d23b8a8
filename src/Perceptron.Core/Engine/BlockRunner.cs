using System.Numerics;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>
/// Passes over any number of rows. They are computed in leaves of <see cref="PackedLayout.LeafRows"/> rows, which go through their rows in order. The leaves' sums
/// are added as a binary tree of fixed shape (<see cref="TreeSum{T}"/>), so the number of threads changes no bit. One thread, or one leaf, starts no other thread.
/// One caller uses it at a time.
/// </summary>
internal sealed class BlockRunner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows that are passed through the layers together.</summary>
    public const int BlockRows = PackedLayout.BlockRows;

    private const int MaximalIdleStride = 4096;

    /// <summary>Parameters of which an idle one keeps gradients, or copies if it asks a provider.</summary>
    private const int MaximalIdleLength = 1 << 20;

    [ThreadStatic]
    private static BlockRunner<T>? _idle;

    private readonly int _threads;
    private readonly BlasProvider? _blas;
    private readonly Propagation<T>?[] _workers;
    private readonly Workspace<T>?[] _workspaces;
    private readonly TransposedWeights<T> _transposed;
    private readonly Stack<Aligned<T>> _free = [];
    private Aligned<T>? _total;

    public BlockRunner(PackedLayout layout, ComputeOptions options)
    {
        Layout = layout;
        var threads = _threads = options.Workers;
        _blas = Available(options);
        _workers = new Propagation<T>?[threads];
        _workspaces = new Workspace<T>?[threads];
        _transposed = new TransposedWeights<T>(layout);
    }

    public PackedLayout Layout { get; }

    /// <summary>Whether a provider, which has threads of its own, computes products of n rows.</summary>
    public bool ProviderTakes(int rows) => _blas is not null && Layout.Layers.Any(layer => BlasProducts<T>.Takes(layer, rows));

    /// <summary>A buffer for a gradient in the packed form.</summary>
    public Aligned<T> Total => _total ??= new Aligned<T>(Layout.Length);

    /// <summary>A runner that is the caller's until it is returned: for one thread its last one, if that fits.</summary>
    public static BlockRunner<T> Rent(PackedLayout layout, ComputeOptions? options = null)
    {
        options ??= ComputeOptions.Default;
        if (options.Threads > 1 || _idle is not { } idle || !idle.Layout.Matches(layout) || idle._blas != Available(options))
        {
            return new BlockRunner<T>(layout, options);
        }

        _idle = null;
        return idle;
    }

    public static void Return(BlockRunner<T> runner)
    {
        // A large one is left to the garbage collector: its caller may never come back.
        if (runner._threads == 1
            && runner.Layout.WidestStride <= MaximalIdleStride
            && (runner._blas is null || runner.Layout.Length <= MaximalIdleLength))
        {
            if (runner.Layout.Length > MaximalIdleLength)
            {
                runner._free.Clear();
                runner._total = null;
            }

            _idle = runner;
        }
    }

    /// <summary>The logits, or the prediction, of one row.</summary>
    public Propagation<T> Forward(ReadOnlySpan<T> parameters, ReadOnlySpan<T> row, bool predict)
    {
        var worker = Worker(0, 1);
        worker.Forward(parameters, row);
        return predict ? Predict(worker) : worker;
    }

    /// <summary>The logits, or the prediction, of one of many rows.</summary>
    public Propagation<T> Forward(ReadOnlySpan<T> parameters, Rows<T> rows, int row, bool predict)
    {
        var worker = Worker(0, 1);
        worker.Forward(parameters, rows, new RowBlock(null, row, 1), 0, 1, blas: null);
        return predict ? Predict(worker) : worker;
    }

    /// <summary>
    /// The sum of the gradients over all rows, in the packed form, and that of the losses. <paramref name="total"/> is
    /// overwritten.
    /// </summary>
    public double Gradient(Aligned<T> parameters, Dataset<T> data, RowBlock rows, Aligned<T> total)
    {
        ParametersChanged();
        return rows.Count <= Layout.LeafRows ? Gradient(0, parameters, data, rows, total) : GradientOfLeaves(parameters, data, rows, total);
    }

    /// <summary>Before a backward pass with other parameters than the one before.</summary>
    public void ParametersChanged() => _transposed.Forget();

    /// <summary>The sum of the losses over all rows.</summary>
    public double Loss(Aligned<T> parameters, Dataset<T> data, RowBlock rows) =>
        rows.Count <= Layout.LeafRows ? Loss(0, parameters, data, rows) : LossOfLeaves(parameters, data, rows);

    /// <summary>Calls back with every block after its forward pass, on any thread.</summary>
    public void Forward(Aligned<T> parameters, Rows<T> rows, bool predict, Action<Propagation<T>, RowBlock> done) =>
        ForEach(new RowBlock(null, 0, rows.Count), BlockRows, (member, _, block) =>
        {
            var (worker, workspace) = (Worker(member, block.Count), Workspace(member));
            worker.Forward(parameters, rows, block, 0, block.Count, workspace.Blas);
            if (predict)
            {
                worker.Predict(block.Count, workspace);
            }

            done(worker, block);
        });

    /// <summary>The workspace of one thread.</summary>
    public Workspace<T> Workspace(int member) => _workspaces[member] ??= new Workspace<T>(Layout, _transposed, OperatingSystem.IsBrowser() || _blas is null ? null : new BlasProducts<T>(_blas));

    /// <summary>The buffers of one thread for a block.</summary>
    public Propagation<T> Worker(int member, int rows)
    {
        var worker = _workers[member];
        return worker is not null && worker.Rows >= rows ? worker : _workers[member] = new Propagation<T>(Layout, rows);
    }

    private static BlasProvider? Available(ComputeOptions options) =>
        OperatingSystem.IsBrowser() || options.Blas?.Provider is null ? null : options.Blas;

    private Propagation<T> Predict(Propagation<T> worker)
    {
        worker.Predict(1, Workspace(0));
        return worker;
    }

    // Separate methods, so that closures are allocated only for several leaves.
    private double GradientOfLeaves(Aligned<T> parameters, Dataset<T> data, RowBlock rows, Aligned<T> total)
    {
        var sums = new TreeSum<T>(Leaves(rows), total, _free);
        ForEachLeaf(rows, (member, leaf, part) =>
        {
            var sum = sums.Buffer(leaf);
            sums.Add(leaf, Gradient(member, parameters, data, part, sum), sum);
        });
        return sums.Root;
    }

    private double LossOfLeaves(Aligned<T> parameters, Dataset<T> data, RowBlock rows)
    {
        var sums = new TreeSum<T>(Leaves(rows), null, _free);
        ForEachLeaf(rows, (member, leaf, part) => sums.Add(leaf, Loss(member, parameters, data, part), null));
        return sums.Root;
    }

    private int Leaves(RowBlock rows) => Runs(rows, Layout.LeafRows);

    /// <summary>How many runs of a length some rows are; the last one may be shorter.</summary>
    private static int Runs(RowBlock rows, int length) => (int)(((long)rows.Count + length - 1) / length);

    /// <summary>The gradient of a leaf, block after block.</summary>
    private double Gradient(int member, Aligned<T> parameters, Dataset<T> data, RowBlock leaf, Aligned<T> total)
    {
        var (worker, workspace, sum) = (Worker(member, Math.Min(BlockRows, leaf.Count)), Workspace(member), 0.0);
        for (var start = 0; start == 0 || start < leaf.Count; start += BlockRows)
        {
            sum = worker.Gradient(parameters, data, leaf.Part(start, Math.Min(BlockRows, leaf.Count - start)), total, workspace, adds: start > 0, sum);
        }

        return sum;
    }

    /// <summary>The losses of a leaf, row after row.</summary>
    private double Loss(int member, Aligned<T> parameters, Dataset<T> data, RowBlock leaf)
    {
        var (worker, workspace, sum) = (Worker(member, Math.Min(BlockRows, leaf.Count)), Workspace(member), 0.0);
        for (var start = 0; start < leaf.Count; start += BlockRows)
        {
            var block = leaf.Part(start, Math.Min(BlockRows, leaf.Count - start));
            worker.Forward(parameters, data.Rows, block, 0, block.Count, workspace.Blas);
            worker.Losses(data, block, 0, block.Count, workspace, differentiate: false);
            sum = worker.SumLosses(block.Count, sum);
        }

        return sum;
    }

    private void ForEachLeaf(RowBlock rows, Action<int, int, RowBlock> compute) => ForEach(rows, Layout.LeafRows, compute);

    /// <summary>Computes runs of rows, in any order, each on one of the threads: its number, that of the run, and its rows.</summary>
    private void ForEach(RowBlock rows, int length, Action<int, int, RowBlock> compute)
    {
        var runs = Runs(rows, length);
        WorkerPool.ForEach(Math.Min(_threads, runs), runs, (member, run) =>
        {
            var start = run * length;
            compute(member, run, rows.Part(start, Math.Min(length, rows.Count - start)));
        });
    }
}
