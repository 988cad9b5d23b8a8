using System.Runtime.ExceptionServices;
using Perceptron.Engine;

namespace Perceptron.Tables;

/// <summary>Pieces of work on several threads. What is complained of doesn't depend on how many.</summary>
internal static class InOrder
{
    /// <summary>Does all pieces, each alone; then throws what the first one that failed has thrown.</summary>
    public static void ForEach(ComputeOptions? compute, int pieces, Action<int> work)
    {
        var failures = new ExceptionDispatchInfo?[pieces];
        WorkerPool.ForEach(Math.Min(pieces, compute?.Workers ?? 1), pieces, (_, piece) =>
        {
            try
            {
                work(piece);
            }
            catch (ArgumentException exception)
            {
                failures[piece] = ExceptionDispatchInfo.Capture(exception);
            }
        });
        Array.Find(failures, failure => failure is not null)?.Throw();
    }
}
