using FsCheck.Xunit;
using Perceptron;
using Perceptron.Metrics;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Sums that are rounded once, so that their order changes nothing.</summary>
public class ExactSumProperties
{
    [Property]
    public void A_sum_is_rounded_once(double[] terms, int seed)
    {
        // Of large and small terms, near cancellation and at halves, against whole numbers without end.
        double[] all = [.. terms.Where(term => double.IsFinite(term) && Math.Abs(term) < 1e300), .. terms.Where(double.IsFinite).Select((_, i) => Math.ScaleB(i % 2 == 0 ? 1 : -1, (i * 27 % 110) - 55))];
        var random = new Random(seed);
        var (sum, left, right) = (new ExactSum(), new ExactSum(), new ExactSum());
        foreach (var term in all)
        {
            sum.Add(term);
        }

        random.Shuffle(all);
        foreach (var term in all)
        {
            (random.Next(2) == 0 ? left : right).Add(term);
        }

        left.Add(right);
        Same.Bits(sum.Round(), left.Round());

        // The nearest double: no neighbour is nearer to the exact sum, counted in units of 2^-1074.
        static System.Numerics.BigInteger Whole(double value)
        {
            var bits = BitConverter.DoubleToInt64Bits(value);
            var exponent = (int)((bits >> 52) & 0x7FF);
            var digits = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
            return new System.Numerics.BigInteger(value < 0 ? -digits : digits) << Math.Max(0, exponent - 1);
        }

        var exact = all.Aggregate(System.Numerics.BigInteger.Zero, (total, term) => total + Whole(term));
        System.Numerics.BigInteger Miss(double value) => System.Numerics.BigInteger.Abs(Whole(value) - exact);
        var rounded = sum.Round();
        Assert.True(Miss(rounded) <= Miss(Math.BitIncrement(rounded)), $"{rounded:R} is too small.");
        Assert.True(Miss(rounded) <= Miss(Math.BitDecrement(rounded)), $"{rounded:R} is too large.");
    }

    [Fact]
    public void Half_way_a_sum_is_rounded_by_what_is_left_below()
    {
        // 1 and its neighbours, 2^-52 above and 2^-53 below.
        foreach (var (half, neighbour) in new[] { (Math.ScaleB(1, -53), Math.BitIncrement(1)), (-Math.ScaleB(1, -54), Math.BitDecrement(1)) })
        {
            Assert.Equal(1, Sum(1, half));
            Assert.Equal(1, Sum(1, half, -half * Math.ScaleB(1, -70)));
            Assert.Equal(neighbour, Sum(1, half, half * Math.ScaleB(1, -70)));
            Assert.Equal(-neighbour, Sum(-1, -half, -half * Math.ScaleB(1, -70)));
            Assert.Equal(half * Math.ScaleB(1, -70), Sum(1, -1, half * Math.ScaleB(1, -70)));
        }

        Assert.Equal(double.PositiveInfinity, Sum(double.MaxValue, double.MaxValue, 1));

        static double Sum(params double[] terms)
        {
            var sum = new ExactSum();
            foreach (var term in terms)
            {
                sum.Add(term);
            }

            return sum.Round();
        }
    }

    [Property]
    public void A_sum_times_a_factor_is_the_sum_of_the_exact_products(long[] terms, long factor)
    {
        var (sum, scaled, products, expected) = (new ExactSum(), new ExactSum(), new ExactSum(), System.Numerics.BigInteger.Zero);
        foreach (var term in terms)
        {
            sum.Add(term);
            products.AddProduct(term, factor);
            expected += new System.Numerics.BigInteger((double)term) * new System.Numerics.BigInteger((double)factor);
        }

        scaled.AddScaled(sum, factor);
        Same.Bits(products.Round(), scaled.Round());

        // What is left of the exact sum, once the double is taken away, is less than half of its last digit.
        var rest = new System.Numerics.BigInteger(products.Round()) - expected;
        Assert.True(System.Numerics.BigInteger.Abs(rest) <= new System.Numerics.BigInteger(Math.BitIncrement(Math.Abs(products.Round())) - Math.Abs(products.Round())) / 2 + 1);
    }
}
