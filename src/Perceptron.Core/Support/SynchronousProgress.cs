using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// Progress that is handed on at once, on the thread that reports it. <see cref="Progress{T}"/> of .NET posts it to another thread, so that
/// reports can come late and in any order.
/// </summary>
/// <typeparam name="T">What is reported.</typeparam>
public sealed class SynchronousProgress<T> : IProgress<T>
{
    private readonly Action<T> _report;

    /// <summary>Takes what to do with a report.</summary>
    /// <param name="report">Called with each report. What it throws reaches the caller of what reports.</param>
    public SynchronousProgress(Action<T> report)
    {
        Guard.NotNull(report, nameof(report));
        _report = report;
    }

    /// <summary>Hands a report on.</summary>
    /// <param name="value">The report.</param>
    public void Report(T value) => _report(value);

    /// <summary>What it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"synchronous progress of {typeof(T).Name}";
}
