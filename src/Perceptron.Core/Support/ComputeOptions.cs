using Perceptron.Support;

namespace Perceptron;

/// <summary>How to compute, where that does not change what is computed.</summary>
public class ComputeOptions
{
    private readonly int _threads = 1;

    /// <summary>
    /// How many threads may work at the same time, at least 1 (which is the default, and starts no thread at all). The
    /// results are the same to the last bit on any number. Many rows are shared out in blocks of 512; a training's mini-batch
    /// is shared out by its rows and then by the parameters, or stays on one thread where that turns out to be faster.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = Guard.AtLeast(1, value, nameof(Threads));
    }

    /// <summary>
    /// Whether the products of wide dense layers go through Intel's MKL, where that is available; false by default. What it
    /// computes agrees within rounding, but is outside the promise of equal bits. Where it is not available, all is computed
    /// as if it had not been asked for: <see cref="Mkl.Check"/> tells.
    /// </summary>
    public bool UseMkl { get; init; }

    /// <summary>One thread.</summary>
    internal static ComputeOptions Default { get; } = new();

    /// <summary>The options in one line.</summary>
    /// <returns>As "1 thread" or "2 threads, MKL".</returns>
    public override string ToString() => $"{Guard.Count(Threads, "thread")}{(UseMkl ? ", MKL" : "")}";
}
