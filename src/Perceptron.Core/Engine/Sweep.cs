using System.Numerics;
using Perceptron.Data;
using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// Passes over any number of rows, in blocks whose size is fixed and whose sums are added in their order: so the number of
/// threads changes no bit. With one thread, or one block, no other thread is touched. Used by one caller at a time.
/// </summary>
internal sealed class Sweep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int BlockRows = 512;

    private const int MaximalIdleStride = 4096;

    [ThreadStatic]
    private static Sweep<T>? _idle;

    private readonly int _threads;
    private readonly Propagation<T>?[] _workers;
    private readonly T[]?[] _partials;
    private readonly double[] _losses;
    private T[]? _total;

    public Sweep(Layout layout, int threads)
    {
        Layout = layout;
        _threads = threads;
        _workers = new Propagation<T>?[threads];
        _partials = new T[]?[threads];
        _losses = new double[threads];
    }

    public Layout Layout { get; }

    /// <summary>Room for a gradient in the working layout.</summary>
    public T[] Total => _total ??= new T[Layout.WorkingLength];

    /// <summary>A sweep that is the caller's until given back: for one thread its last one, if that fits.</summary>
    public static Sweep<T> Rent(Layout layout, int threads = 1)
    {
        if (threads > 1 || _idle is not { } idle || !ReferenceEquals(idle.Layout, layout))
        {
            return new Sweep<T>(layout, threads);
        }

        _idle = null;
        return idle;
    }

    public static void Return(Sweep<T> sweep)
    {
        // What is large is left to the garbage collector, rather than kept for a caller who may never come back.
        if (sweep._threads == 1 && sweep.Layout.WidestStride <= MaximalIdleStride)
        {
            _idle = sweep;
        }
    }

    /// <summary>One row's forward pass.</summary>
    public Propagation<T> Forward(ReadOnlySpan<T> parameters, ReadOnlySpan<T> row)
    {
        var worker = Worker(0, 1);
        worker.Forward(parameters, row);
        return worker;
    }

    /// <summary>
    /// The sum of the gradients over all rows, in the working layout, and that of the losses. What stood in
    /// <paramref name="total"/> is overwritten.
    /// </summary>
    public double Gradient(T[] parameters, Dataset<T> data, RowBlock rows, T[] total)
    {
        Array.Clear(total);
        if (rows.Count <= BlockRows)
        {
            return Worker(0, rows.Count).AddGradient(parameters, data, rows, total);
        }

        return GradientInBlocks(parameters, data, rows, total);
    }

    /// <summary>The sum of the losses over all rows.</summary>
    public double Loss(T[] parameters, Dataset<T> data, RowBlock rows)
    {
        if (_threads > 1)
        {
            return LossInWaves(parameters, data, rows);
        }

        var sum = 0.0;
        for (var start = 0; start < rows.Count; start += BlockRows)
        {
            var block = rows.Part(start, Math.Min(BlockRows, rows.Count - start));
            sum += Loss(Worker(0, block.Count), parameters, data, block);
        }

        return sum;
    }

    /// <summary>Calls back with every block after its forward pass, on any of the threads.</summary>
    public void Forward(T[] parameters, Rows<T> rows, Action<Propagation<T>, RowBlock> done) =>
        Waves(new RowBlock(null, 0, rows.Count), (worker, _, block) =>
        {
            worker.Forward(parameters, rows, block);
            done(worker, block);
            return 0;
        });

    private static double Loss(Propagation<T> worker, T[] parameters, Dataset<T> data, RowBlock block)
    {
        worker.Forward(parameters, data.Rows, block);
        return worker.Loss(data.Targets, block, differentiate: false);
    }

    // Methods of their own, so that closures are made only where threads or blocks are several.
    private double LossInWaves(T[] parameters, Dataset<T> data, RowBlock rows) =>
        Waves(rows, (worker, _, block) => Loss(worker, parameters, data, block));

    private double GradientInBlocks(T[] parameters, Dataset<T> data, RowBlock rows, T[] total) =>
        Waves(
            rows,
            (worker, slot, block) =>
            {
                var partial = _partials[slot] ??= new T[total.Length];
                Array.Clear(partial);
                return worker.AddGradient(parameters, data, block, partial);
            },
            slot => Lanes.Add<T>(_partials[slot], total));

    /// <summary>As many blocks at a time as there are threads; then what they gave is taken in, in their order.</summary>
    private double Waves(RowBlock rows, Func<Propagation<T>, int, RowBlock, double> compute, Action<int>? takeIn = null)
    {
        var blocks = (rows.Count + BlockRows - 1) / BlockRows;
        var sum = 0.0;
        for (var first = 0; first < blocks; first += _threads)
        {
            var wave = Math.Min(_threads, blocks - first);
            if (wave == 1)
            {
                Slot(0);
            }
            else
            {
                Parallel.For(0, wave, new ParallelOptions { MaxDegreeOfParallelism = _threads }, Slot);
            }

            for (var slot = 0; slot < wave; slot++)
            {
                sum += _losses[slot];
                takeIn?.Invoke(slot);
            }

            void Slot(int slot)
            {
                var start = (first + slot) * BlockRows;
                var block = rows.Part(start, Math.Min(BlockRows, rows.Count - start));
                _losses[slot] = compute(Worker(slot, block.Count), slot, block);
            }
        }

        return sum;
    }

    private Propagation<T> Worker(int slot, int rows)
    {
        var worker = _workers[slot];
        return worker is not null && worker.Rows >= rows ? worker : _workers[slot] = new Propagation<T>(Layout, rows);
    }
}
