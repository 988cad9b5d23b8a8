using System.Runtime.ExceptionServices;

namespace Perceptron.Engine;

/// <summary>
/// Runs pieces of work on the caller's thread and on threads of the thread pool. Whoever is free takes the next piece. The caller starts at once; threads of the
/// pool join if pieces are left when they start. Nobody waits for a thread that has not started, so a processor that is busy elsewhere costs little.
/// </summary>
internal sealed class WorkerPool : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private readonly Action<int, int> _work;
    private readonly int _pieces;
    private ExceptionDispatchInfo? _failure;
    private int _next;
    private int _workers = 1;
    private int _active;
    private bool _isClosed;

    private WorkerPool(int pieces, Action<int, int> work) => (_pieces, _work) = (pieces, work);

    /// <summary>
    /// Runs some pieces of work, which begin in order, on at most <paramref name="most"/> threads; returns when all have ended. The work is called with the number of
    /// the thread, of which the caller's is 0, and that of the piece. After an exception no other piece begins.
    /// </summary>
    public static void ForEach(int most, int pieces, Action<int, int> work)
    {
        if (most <= 1)
        {
            for (var piece = 0; piece < pieces; piece++)
            {
                work(0, piece);
            }

            return;
        }

        var pool = new WorkerPool(pieces, work);
        for (var i = 1; i < most; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(pool, preferLocal: false);
        }

        pool.Work(0);
        lock (pool._gate)
        {
            pool._isClosed = true;
        }

        // What others still do is a part of a piece: some microseconds mostly.
        for (var spin = default(SpinWait); Volatile.Read(ref pool._active) > 0 && !spin.NextSpinWillYield;)
        {
            spin.SpinOnce();
        }

        lock (pool._gate)
        {
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
            while (Volatile.Read(ref _failure) is null && Interlocked.Increment(ref _next) - 1 is var piece && piece < _pieces)
            {
                _work(worker, piece);
            }
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }
}
