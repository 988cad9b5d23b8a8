using System.Runtime.ExceptionServices;

namespace Perceptron.Engine;

/// <summary>
/// Runs one piece of work on the caller's thread and on threads of the thread pool. The caller starts at once; pool threads join
/// if work remains when they start. Nobody waits for a thread that has not started.
/// </summary>
internal sealed class WorkerPool : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private readonly Action<int> _work;
    private ExceptionDispatchInfo? _failure;
    private int _workers = 1;
    private int _active;
    private bool _isClosed;

    private WorkerPool(Action<int> work) => _work = work;

    /// <summary>Runs the work on at most <paramref name="most"/> threads, of which the caller's is number 0; returns when all have ended.</summary>
    public static void Run(int most, Action<int> work)
    {
        var pool = new WorkerPool(work);
        for (var i = 1; i < most; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(pool, preferLocal: false);
        }

        pool.Work(0);
        lock (pool._gate)
        {
            pool._isClosed = true;
            while (pool._active > 0)
            {
                Monitor.Wait(pool._gate);
            }
        }

        pool._failure?.Throw();
    }

    /// <inheritdoc/>
    public void Execute()
    {
        int worker;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            worker = _workers++;
            _active++;
        }

        Work(worker);
        lock (_gate)
        {
            _active--;
            Monitor.Pulse(_gate);
        }
    }

    private void Work(int worker)
    {
        try
        {
            _work(worker);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }
}
