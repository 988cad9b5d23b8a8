using System.Runtime.ExceptionServices;

namespace Perceptron;

/// <summary>Work on several threads whose results are taken in order.</summary>
internal static class OrderedWork
{
    /// <summary>
    /// Does each of <paramref name="count"/> works on one of the threads, and takes their results in order on the thread of the caller. The
    /// first exception ends the work: that of a work, or that of <paramref name="take"/>, which reaches the caller as it is.
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

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (gate, results, next, failure) = (new object(), new TResult?[count], -1, (ExceptionDispatchInfo?)null);
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
                    results[i] = result;
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
                while (results[i] is null && failure is null && !cancellationToken.IsCancellationRequested)
                {
                    Monitor.Wait(gate);
                }

                cancellationToken.ThrowIfCancellationRequested();
                failure?.Throw();
                return results[i]!;
            }
        }
    }
}
