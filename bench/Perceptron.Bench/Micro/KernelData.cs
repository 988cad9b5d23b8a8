using System.Numerics;
using Perceptron.Support;

namespace Perceptron.Bench.Micro;

/// <summary>What the benchmarks of kernels share.</summary>
internal static class KernelData
{
    /// <summary>Rows in a block.</summary>
    public const int Block = 128;

    /// <summary>The rows of whole blocks in MNIST's 10,000 test images.</summary>
    public const int Rows = 78 * Block;

    /// <summary>Uniform numbers of either sign, up to a magnitude.</summary>
    public static Aligned<T> Uniform<T>(int count, double magnitude)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = new Aligned<T>(count);
        foreach (var (i, value) in BenchData.Uniform(count).Index())
        {
            numbers.Span[i] = T.CreateTruncating(((2 * value) - 1) * magnitude);
        }

        return numbers;
    }
}
