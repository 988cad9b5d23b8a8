using System.Numerics;
using System.Runtime.CompilerServices;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>
/// Passes over any number of rows, in blocks of a fixed size. The sums of the blocks are added in block order, so the number of threads
/// changes no bit. One thread, or one block, starts no other thread. One caller uses it at a time.
/// </summary>
internal sealed class BlockRunner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int BlockRows = 512;

    private const int MaximalIdleStride = 4096;

    /// <summary>Parameters of an idle one that asks a provider: it keeps copies of them.</summary>
    private const int MaximalIdleLength = 1 << 20;

    /// <summary>Bytes of block gradients that may wait for their reduction, beside two gradients a thread.</summary>
    private const int WaitingBytes = 4 << 20;

    [ThreadStatic]
    private static BlockRunner<T>? _idle;

    private readonly int _threads;
    private readonly BlasProvider? _blas;
    private readonly Propagation<T>?[] _workers;
    private readonly Workspace<T>?[] _workspaces;
    private readonly Stack<Aligned<T>> _partials = [];
    private Aligned<T>? _total;

    public BlockRunner(PackedLayout layout, ComputeOptions options)
    {
        Layout = layout;
        var threads = _threads = options.Workers;
        _blas = Available(options);
        _workers = new Propagation<T>?[threads];
        _workspaces = new Workspace<T>?[threads];
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
        return rows.Count <= BlockRows
            ? Worker(0, rows.Count).Gradient(parameters, data, rows, total, Workspace(0))
            : GradientInBlocks(parameters, data, rows, total);
    }

    /// <summary>The sum of the losses over all rows.</summary>
    public double Loss(Aligned<T> parameters, Dataset<T> data, RowBlock rows)
    {
        if (_threads > 1)
        {
            return LossOnThreads(parameters, data, rows);
        }

        var sum = 0.0;
        for (var start = 0; start < rows.Count; start += BlockRows)
        {
            var block = rows.Part(start, Math.Min(BlockRows, rows.Count - start));
            sum += Loss(Worker(0, block.Count), Workspace(0), parameters, data, block);
        }

        return sum;
    }

    /// <summary>Calls back with every block after its forward pass, on any thread.</summary>
    public void Forward(Aligned<T> parameters, Rows<T> rows, bool predict, Action<Propagation<T>, RowBlock> done) =>
        ForEachBlock(new RowBlock(null, 0, rows.Count), (worker, workspace, _, block) =>
        {
            worker.Forward(parameters, rows, block, 0, block.Count, workspace.Blas);
            if (predict)
            {
                worker.Predict(block.Count, workspace);
            }

            done(worker, block);
            return 0;
        }, reduce: false);

    /// <summary>The workspace of one thread.</summary>
    public Workspace<T> Workspace(int member) => _workspaces[member] ??= new Workspace<T>(Layout, OperatingSystem.IsBrowser() || _blas is null ? null : new BlasProducts<T>(_blas));

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

    private static double Loss(Propagation<T> worker, Workspace<T> workspace, Aligned<T> parameters, Dataset<T> data, RowBlock block)
    {
        worker.Forward(parameters, data.Rows, block, 0, block.Count, workspace.Blas);
        worker.Losses(data, block, 0, block.Count, workspace, differentiate: false);
        return worker.SumLosses(block.Count);
    }

    // Separate methods, so that closures are allocated only for several threads or blocks.
    private double LossOnThreads(Aligned<T> parameters, Dataset<T> data, RowBlock rows) =>
        ForEachBlock(rows, (worker, workspace, _, block) => Loss(worker, workspace, parameters, data, block), reduce: true);

    private double GradientInBlocks(Aligned<T> parameters, Dataset<T> data, RowBlock rows, Aligned<T> total)
    {
        total.Span.Clear();
        return ForEachBlock(
            rows, (worker, workspace, partial, block) => worker.Gradient(parameters, data, block, partial!, workspace), reduce: true, total);
    }

    /// <summary>
    /// Computes blocks on any thread. Where <paramref name="reduce"/>, their results are reduced in block order, by whichever thread
    /// finishes the next block, and the sum is returned. A bound limits the results that wait for their reduction.
    /// </summary>
    private double ForEachBlock(
        RowBlock rows,
        Func<Propagation<T>, Workspace<T>, Aligned<T>?, RowBlock, double> compute,
        bool reduce,
        Aligned<T>? total = null)
    {
        var blocks = (rows.Count + BlockRows - 1) / BlockRows;
        var most = Math.Min(_threads, blocks);
        var bound = total is null ? blocks : (2 * most) + Math.Min(blocks, WaitingBytes / (total.Length * Unsafe.SizeOf<T>()));
        var results = new (bool IsDone, double Sum, Aligned<T>? Partial)[blocks];
        var (gate, next, reduced, sum, hasFailed) = (new object(), 0, 0, 0.0, false);
        if (most > 1)
        {
            WorkerPool.Run(most, Work);
        }
        else
        {
            Work(0);
        }

        return sum;

        void Work(int member)
        {
            try
            {
                while (TryBegin(out var i, out var partial))
                {
                    var start = i * BlockRows;
                    var block = rows.Part(start, Math.Min(BlockRows, rows.Count - start));
                    End(i, compute(Worker(member, Math.Min(BlockRows, rows.Count)), Workspace(member), partial, block), partial);
                }
            }
            catch
            {
                lock (gate)
                {
                    hasFailed = true;
                    Monitor.PulseAll(gate);
                }

                throw;
            }
        }

        bool TryBegin(out int i, out Aligned<T>? partial)
        {
            lock (gate)
            {
                // Blocks start in order, so the next one to be reduced is running.
                while (!hasFailed && next < blocks && next - reduced >= bound)
                {
                    Monitor.Wait(gate);
                }

                partial = null;
                i = next;
                if (hasFailed || next == blocks)
                {
                    return false;
                }

                next++;
                if (total is not null && !_partials.TryPop(out partial))
                {
                    partial = new Aligned<T>(total.Length);
                }

                return true;
            }
        }

        void End(int i, double result, Aligned<T>? partial)
        {
            if (!reduce)
            {
                return;
            }

            lock (gate)
            {
                results[i] = (true, result, partial);
                for (; reduced < blocks && results[reduced].IsDone; reduced++)
                {
                    sum += results[reduced].Sum;
                    if (results[reduced].Partial is { } ready)
                    {
                        Lanes.Add<T>(ready, total!);
                        _partials.Push(ready);
                    }
                }

                Monitor.PulseAll(gate);
            }
        }
    }
}
