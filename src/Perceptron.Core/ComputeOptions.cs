namespace Perceptron;

/// <summary>How to compute, where that does not change what is computed.</summary>
public class ComputeOptions
{
    private readonly int _threads = 1;

    /// <summary>
    /// How many threads may work at the same time, at least 1 (which is the default, and starts no thread at all). The
    /// results are the same to the last bit on any number. Work is shared out in blocks of 512 rows, so that mini-batches of up
    /// to that many stay on one thread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = Guard.AtLeast(1, value, nameof(Threads));
    }

    /// <summary>One thread.</summary>
    internal static ComputeOptions Default { get; } = new();

    /// <summary>The options in one line.</summary>
    /// <returns>As "1 thread".</returns>
    public override string ToString() => Guard.Count(Threads, "thread");
}
