using Perceptron.Support;

namespace Perceptron;

/// <summary>How to compute, where that does not change what is computed.</summary>
public class ComputeOptions
{
    private readonly int _threads = 1;

    /// <summary>
    /// How many threads may work at the same time; at least 1. The default is 1, which starts no thread. The results are the
    /// same bits on any number of threads. Threads share many rows in leaves of 512 or more. They share a mini-batch of up to 512
    /// by its rows, and then by the parameters, if it is so much work that waking a thread pays: some 250 microseconds a thread.
    /// More than 1,024 are as good as 1,024.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = Guard.AtLeast(1, value, nameof(Threads));
    }

    /// <summary>
    /// The provider of large products, where it is available; null by default. Its results agree within rounding, but are outside the
    /// promise of equal bits. Where it is not available, the library's own kernels compute everything: <see cref="BlasProvider.Check"/>
    /// tells. They also compute all products that are too small for it.
    /// </summary>
    public BlasProvider? Blas { get; init; }

    /// <summary>Whether <see cref="Blas"/> is <see cref="BlasProvider.Mkl"/>, Intel's MKL; false by default.</summary>
    public bool UseMkl
    {
        get => Blas == BlasProvider.Mkl;
        init => Blas = value ? BlasProvider.Mkl : UseMkl ? null : Blas;
    }

    /// <summary>For tests: whether the threads share every mini-batch, however little work it is. No result depends on it.</summary>
    internal bool SharesEveryBatch { get; init; }

    /// <summary>How many threads there can be: more would only wait for each other.</summary>
    internal int Workers => Math.Min(Threads, 1024);

    /// <summary>One thread.</summary>
    internal static ComputeOptions Default { get; } = new();

    /// <summary>The options in one line.</summary>
    /// <returns>As "1 thread" or "2 threads, MKL".</returns>
    public override string ToString() => $"{Guard.Count(Threads, "thread")}{(Blas is null ? "" : $", {Blas}")}";
}
