using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Metrics;

/// <summary>
/// A sum of doubles that is rounded once, when it is read: any order of the terms and any split of them into parts gives the
/// same bits. It is kept as partial sums whose digits don't overlap (J. R. Shewchuk, "Adaptive precision floating-point
/// arithmetic and fast robust geometric predicates", 1997), as in Python's <c>math.fsum</c>.
/// </summary>
internal sealed class ExactSum
{
    /// <summary>Powers of two that are summed side by side.</summary>
    private const int Powers = 32;

    private double[] _partials = new double[4];
    private int _count;
    private double _beyond;

    public void Add(double term)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var (large, small) = Math.Abs(term) < Math.Abs(_partials[i]) ? (_partials[i], term) : (term, _partials[i]);
            term = large + small;
            var rest = small - (term - large);
            if (rest != 0)
            {
                _partials[kept++] = rest;
            }
        }

        if (!double.IsFinite(term))
        {
            _beyond += term;
            _count = 0;
            return;
        }

        if (kept == _partials.Length)
        {
            Array.Resize(ref _partials, 2 * kept);
        }

        _partials[kept] = term;
        _count = kept + 1;
    }

    /// <summary>Adds terms, and their squares to another sum: what <see cref="Add(double)"/> and <see cref="AddProduct"/> give one at a time.</summary>
    /// <remarks>
    /// A double is a whole number below 2^53 times a power of two, and its square one below 2^106. Those of one power are summed as whole numbers
    /// (R. M. Neal, "Fast exact summation using small and large superaccumulators", 2015).
    /// </remarks>
    [MethodImpl(Kernel.Loop)]
    public static void AddAll(ReadOnlySpan<double> terms, ExactSum sum, ExactSum squares)
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

    public void Add(ExactSum other)
    {
        _beyond += other._beyond;
        foreach (var partial in other._partials.AsSpan(0, other._count))
        {
            Add(partial);
        }
    }

    /// <summary>Adds another sum times a factor. Nothing is rounded, unless a product has digits below the smallest doubles.</summary>
    public void AddScaled(ExactSum other, double factor)
    {
        _beyond += other._beyond == 0 ? 0 : other._beyond * factor;
        foreach (var partial in other._partials.AsSpan(0, other._count))
        {
            AddProduct(partial, factor);
        }
    }

    /// <summary>Adds a product by both of its halves: the nearest double, and what that lacks.</summary>
    public void AddProduct(double left, double right)
    {
        var product = left * right;
        Add(product);
        if (double.IsFinite(product) && Math.FusedMultiplyAdd(left, right, -product) is not 0 and var rest)
        {
            Add(rest);
        }
    }

    /// <summary>The double nearest to the sum; infinite where a term was, or where the doubles end.</summary>
    public double Round()
    {
        if (_beyond != 0)
        {
            return _beyond;
        }

        var (sum, rest, next) = (0.0, 0.0, _count);
        while (next > 0 && rest == 0)
        {
            var partial = _partials[--next];
            var rounded = sum + partial;
            rest = partial - (rounded - sum);
            sum = rounded;
        }

        // Halfway between two doubles, what is left below decides.
        if (next > 0 && Math.Sign(rest) == Math.Sign(_partials[next - 1]))
        {
            var further = sum + (2 * rest);
            sum = further - sum == 2 * rest ? further : sum;
        }

        return sum;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);
}
