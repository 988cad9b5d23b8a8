using System.Runtime.ExceptionServices;

namespace Perceptron;

/// <summary>Runs work items on several threads and delivers their results in order.</summary>
internal static class OrderedWork
{
    private const int MaximalThreads = 1024;

    /// <summary>
    /// Runs <paramref name="count"/> work items, each on one of the threads. <paramref name="take"/> receives the results in order on the
    /// caller's thread. The first exception, of a work item or of <paramref name="take"/>, ends the run and reaches the caller unchanged.
    /// </summary>
    public static void Run<TResult>(
        int count, int threads, Func<int, CancellationToken, TResult> work, Action<int, TResult> take, CancellationToken cancellationToken)
        where TResult : class
    {
        if (threads == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                take(i, work(i, cancellationToken));
            }

            return;
        }

        // More threads than that only wait for each other.
        threads = Math.Min(threads, MaximalThreads);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (gate, results, next, failure) = (new object(), new Dictionary<int, TResult>(), -1, (ExceptionDispatchInfo?)null);
        var workers = Enumerable.Range(0, Math.Min(threads, count)).Select(_ => Task.Run(Work, CancellationToken.None)).ToArray();
        try
        {
            for (var i = 0; i < count; i++)
            {
                take(i, Result(i));
            }
        }
        finally
        {
            stop.Cancel();
            Task.WaitAll(workers, CancellationToken.None);
        }

        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < count && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                TResult? result = null;
                ExceptionDispatchInfo? thrown = null;
                try
                {
                    result = work(i, stop.Token);
                }
                catch (Exception exception)
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }

                lock (gate)
                {
                    if (result is not null)
                    {
                        results[i] = result;
                    }

                    failure ??= thrown;
                    Monitor.PulseAll(gate);
                }

                if (thrown is not null)
                {
                    return;
                }
            }

            lock (gate)
            {
                Monitor.PulseAll(gate);
            }
        }

        TResult Result(int i)
        {
            lock (gate)
            {
                TResult? result;
                while (!results.Remove(i, out result) && failure is null && !cancellationToken.IsCancellationRequested)
                {
                    Monitor.Wait(gate);
                }

                cancellationToken.ThrowIfCancellationRequested();
                failure?.Throw();
                return result!;
            }
        }
    }
}
