using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Perceptron;
using Xunit;

namespace Tests;

/// <summary>What "the same" means: to the last bit, or within a bound for every entry.</summary>
internal static class Same
{
    public static void Bits(double expected, double actual)
    {
        if (BitConverter.DoubleToInt64Bits(expected) != BitConverter.DoubleToInt64Bits(actual))
        {
            Assert.Fail($"{expected:R} and {actual:R} differ in their bits.");
        }
    }

    public static void Bits<T>(T[] expected, T[] actual)
        where T : unmanaged
    {
        Assert.Equal(expected.Length, actual.Length);
        var same = MemoryMarshal.AsBytes<T>(expected).CommonPrefixLength(MemoryMarshal.AsBytes<T>(actual)) / Unsafe.SizeOf<T>();
        if (same < expected.Length)
        {
            Assert.Fail($"Entry {same}: {expected[same]} and {actual[same]} differ in their bits.");
        }
    }

    public static void Bits<T>(T[,] expected, T[,] actual)
        where T : unmanaged
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
        Bits(Flat(expected), Flat(actual));
    }

    public static void Bits(Epoch<double> expected, Epoch<double> actual)
    {
        Assert.Equal(expected.Number, actual.Number);
        Assert.Equal(expected.Steps, actual.Steps);
        Bits(expected.Loss, actual.Loss);
        Assert.Equal(expected.IsMeanBatchLoss, actual.IsMeanBatchLoss);
        Bits(expected.GetOptimizerState(), actual.GetOptimizerState());
        Bits(expected.Model.GetParameters(), actual.Model.GetParameters());
    }

    public static void Within(double expected, double actual, double bound)
    {
        if (!(Math.Abs(expected - actual) <= bound))
        {
            Assert.Fail($"{expected:R} and {actual:R} differ by more than {bound:R}.");
        }
    }

    public static void Within(double[] expected, double[] actual, Func<int, double> bound)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= bound(i)))
            {
                Assert.Fail($"Entry {i}: {expected[i]:R} and {actual[i]:R} differ by more than {bound(i):R}.");
            }
        }
    }

    public static void Within(double[] expected, double[] actual, double bound) => Within(expected, actual, _ => bound);

    /// <summary>NaN where NaN is expected.</summary>
    public static void Within(double[] expected, RocAuc actual)
    {
        Assert.Equal(expected.Length, actual.OutputCount);
        for (var c = 0; c < expected.Length; c++)
        {
            Assert.True(double.IsNaN(expected[c]) ? double.IsNaN(actual[c]) : Math.Abs(expected[c] - actual[c]) <= 1e-15, $"Class {c}: {expected[c]:R} and {actual[c]:R}.");
        }
    }

    public static T[] Flat<T>(T[,] array) => [.. array.Cast<T>()];

    public static double[] Doubles(float[] values) => [.. values.Select(value => (double)value)];
}
