using System.Runtime.CompilerServices;
using Perceptron.Kernels;
using Perceptron.Metrics;

namespace Perceptron.Tables;

/// <summary>Exact sums of many terms at a time.</summary>
internal static class ExactSums
{
    /// <summary>Powers of two that are summed side by side.</summary>
    private const int Powers = 32;

    /// <summary>Adds terms, and their squares to another sum: what <see cref="ExactSum.Add(double)"/> and <see cref="ExactSum.AddProduct"/> give one at a time.</summary>
    /// <remarks>
    /// A double is a whole number below 2^53 times a power of two, and its square one below 2^106. Those of one power are summed as whole numbers
    /// (R. M. Neal, "Fast exact summation using small and large superaccumulators", 2015).
    /// </remarks>
    [MethodImpl(Kernel.Loop)]
    public static void Add(ReadOnlySpan<double> terms, ExactSum sum, ExactSum squares)
    {
        // Beyond these a square, or a part of it, may not be a double.
        const int Least = 1023 - 400;
        const int Most = 1023 + 400;

        // A part of a square has 53 bits at most, so that 512 of them fit in 63.
        const int Run = 512;
        const long Low = (1L << 32) - 1;

        Span<long> sums = stackalloc long[4 * Powers];
        while (terms.Length > 0)
        {
            var run = terms[..Math.Min(Run, terms.Length)];
            terms = terms[run.Length..];
            var first = Least;
            foreach (var term in run)
            {
                var power = (int)(BitConverter.DoubleToUInt64Bits(term) >> 52) & 0x7FF;
                first = power is >= Least and <= Most ? Math.Max(first, power - Powers + 1) : first;
            }

            sums.Clear();
            foreach (var term in run)
            {
                var bits = BitConverter.DoubleToUInt64Bits(term);
                var power = (int)(bits >> 52) & 0x7FF;
                if (power < first || power > Most)
                {
                    if (term != 0)
                    {
                        sum.Add(term);
                        squares.AddProduct(term, term);
                    }

                    continue;
                }

                var whole = (long)((bits & ((1UL << 52) - 1)) | (1UL << 52));
                var high = Math.BigMul((ulong)whole, (ulong)whole, out var low);
                var place = sums.Slice(4 * (power - first), 4);
                place[0] += (long)bits < 0 ? -whole : whole;
                place[1] += (long)low & Low;
                place[2] += (long)(low >> 32);
                place[3] += (long)high;
            }

            for (var i = 0; i < Powers; i++)
            {
                var place = sums.Slice(4 * i, 4);
                if (place[3] == 0)
                {
                    continue;
                }

                var power = first + i - 1075;
                sum.Add((place[0] >> 32) * PowerOfTwo(power + 32));
                sum.Add((place[0] & Low) * PowerOfTwo(power));
                squares.Add(place[1] * PowerOfTwo(2 * power));
                squares.Add(place[2] * PowerOfTwo((2 * power) + 32));
                squares.Add(place[3] * PowerOfTwo((2 * power) + 64));
            }
        }
    }

    private static double PowerOfTwo(int exponent) => BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);
}
