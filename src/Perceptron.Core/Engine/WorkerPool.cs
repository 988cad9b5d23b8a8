using System.Runtime.ExceptionServices;

namespace Perceptron.Engine;

/// <summary>
/// Work that is shared out as it goes: the caller begins at once, and threads of the pool join in as they come, if they still
/// find something to do. None waits for one that has not come.
/// </summary>
internal sealed class WorkerPool : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private readonly Action<int> _work;
    private ExceptionDispatchInfo? _failure;
    private int _members = 1;
    private int _active;
    private bool _isClosed;

    private WorkerPool(Action<int> work) => _work = work;

    /// <summary>Does the work on the caller's thread, number 0, and on any number of others below <paramref name="most"/>; returns when all have ended.</summary>
    public static void Run(int most, Action<int> work)
    {
        var crew = new WorkerPool(work);
        for (var i = 1; i < most; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(crew, preferLocal: false);
        }

        crew.Work(0);
        lock (crew._gate)
        {
            crew._isClosed = true;
            while (crew._active > 0)
            {
                Monitor.Wait(crew._gate);
            }
        }

        crew._failure?.Throw();
    }

    /// <inheritdoc/>
    public void Execute()
    {
        int member;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            member = _members++;
            _active++;
        }

        Work(member);
        lock (_gate)
        {
            _active--;
            Monitor.Pulse(_gate);
        }
    }

    private void Work(int member)
    {
        try
        {
            _work(member);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }
}
