using System.Runtime.CompilerServices;
using Perceptron.Kernels;
using Perceptron.Metrics;

namespace Perceptron.Tables;

/// <summary>What is counted of numbers. All sums are exact, so that no order and no split into parts changes a bit.</summary>
internal sealed class NumberSummary
{
    private readonly ExactSum _sum = new();
    private readonly ExactSum _squares = new();

    public long Count { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether all of them are whole numbers.</summary>
    public bool AreWhole { get; private set; } = true;

    /// <summary>A sum of hashes, which tells the whole numbers from 1 to n, once each and in any order, from all others.</summary>
    public ulong Hash { get; private set; }

    [MethodImpl(Kernel.Loop)]
    public void Add(ReadOnlySpan<double> values)
    {
        Count += values.Length;
        ExactSums.Add(values, _sum, _squares);
        var (min, max, hash) = (Min, Max, Hash);
        foreach (var value in values)
        {
            min = value < min ? value : min;
            max = value > max ? value : max;
        }

        for (var i = 0; AreWhole && i < values.Length; i++)
        {
            AreWhole = Math.Truncate(values[i]) == values[i];
            hash += HashOf(values[i]);
        }

        (Min, Max, Hash) = (min, max, hash);
    }

    /// <summary>Adds a number that is there several times.</summary>
    public void Add(double value, long times)
    {
        var one = new NumberSummary();
        one.Add([value]);
        Count += times;
        _sum.AddProduct(value, times);
        _squares.AddScaled(one._squares, times);
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        AreWhole &= one.AreWhole;
        Hash += (ulong)times * one.Hash;
    }

    public void Merge(NumberSummary other)
    {
        Count += other.Count;
        _sum.Add(other._sum);
        _squares.Add(other._squares);
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
        AreWhole &= other.AreWhole;
        Hash += other.Hash;
    }

    public double Mean => _sum.Round() / Count;

    /// <summary>Mean and standard deviation (over n) of these numbers and of a number of equal ones beside them.</summary>
    public (double Mean, double Deviation) With(double value, long times)
    {
        var n = Count + times;
        var sum = new ExactSum();
        sum.Add(_sum);
        sum.AddProduct(value, times);
        var mean = sum.Round() / n;

        // Σ(x − m)² = Σx² − 2mΣx + nm², exactly.
        var squares = new ExactSum();
        squares.Add(_squares);
        squares.AddScaled(_sum, -2 * mean);
        AddSquare(squares, mean, Count);
        AddSquare(squares, value - mean, times);
        return (mean, Math.Sqrt(Math.Max(0, squares.Round()) / n));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HashOf(double value)
    {
        var bits = (ulong)BitConverter.DoubleToInt64Bits(value + 0.0);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        return bits ^ (bits >> 31);
    }

    private static void AddSquare(ExactSum sum, double value, long times)
    {
        var square = new ExactSum();
        square.AddProduct(value, value);
        sum.AddScaled(square, times);
    }
}
