using FsCheck.Xunit;
using Perceptron;
using Perceptron.Support;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>The generator of random numbers, which every promise of equal bits stands on.</summary>
public class RandomNumberProperties
{
    // The outputs that are published with the algorithm for a counter that stands at 1234567.
    [Fact]
    public void The_plain_generator_gives_the_published_numbers()
    {
        var state = 1234567UL;
        ulong[] published =
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];

        Assert.Equal(published, published.Select(_ => SplitMix(ref state)));
    }

    [Property]
    public void A_seed_and_a_stream_name_the_sequence_that_is_written_down(long seed, long stream)
    {
        var random = new RandomNumbers(seed, stream);
        var state = Start(seed, stream);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(SplitMix(ref state), random.Next64());
        }
    }

    [Property]
    public void Each_purpose_and_each_epoch_has_a_stream_of_its_own(long seed)
    {
        long[] streams = [RandomNumbers.Start, RandomNumbers.Split, RandomNumbers.Folds, RandomNumbers.Observations, .. Enumerable.Range(1, 100)];
        Assert.Equal(streams.Length, streams.Distinct().Count());
        Assert.Equal(streams.Length, streams.Select(stream => new RandomNumbers(seed, stream).Next64()).Distinct().Count());
    }

    [Fact]
    public void Streams_of_one_seed_are_all_different()
    {
        var first = Enumerable.Range(0, 1000).SelectMany(seed => Enumerable.Range(0, 10), (seed, stream) => new RandomNumbers(seed, stream).Next64());

        Assert.Equal(10_000, first.Distinct().Count());
    }

    [Property]
    public void A_double_is_the_upper_53_bits(long seed)
    {
        var (random, state) = (new RandomNumbers(seed, 0), Start(seed, 0));
        for (var i = 0; i < 20; i++)
        {
            var value = random.NextDouble();
            Same.Bits((SplitMix(ref state) >> 11) * Math.Pow(2, -53), value);
            Assert.InRange(value, 0, Math.BitDecrement(1));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    public void Integers_below_a_bound_come_equally_often(int bound)
    {
        const int Draws = 50_000;
        var (random, counts) = (new RandomNumbers(bound, 0), new int[bound]);
        for (var i = 0; i < Draws; i++)
        {
            counts[random.NextInt(bound)]++;
        }

        // Six deviations of a binomial count.
        var (expected, chance) = ((double)Draws / bound, 1.0 / bound);
        Assert.All(counts, count => Same.Within(expected, count, 6 * Math.Sqrt(Draws * chance * (1 - chance))));
    }

    [Property]
    public void A_shuffle_is_a_permutation_that_the_seed_decides(long seed)
    {
        var random = new Random((int)seed);
        var length = random.Next(0, 60);
        var (values, again) = (Enumerable.Range(0, length).ToArray(), Enumerable.Range(0, length).ToArray());
        new RandomNumbers(seed, 3).Shuffle(values);
        new RandomNumbers(seed, 3).Shuffle(again);

        Assert.Equal(values, again);
        Assert.Equal(Enumerable.Range(0, length), values.Order());
    }

    // Fisher and Yates, from the end, with the multiply-and-shift of the documented construction.
    [Property]
    public void A_shuffle_is_the_one_that_is_written_down(long seed, long stream)
    {
        var values = Enumerable.Range(0, 50).ToArray();
        new RandomNumbers(seed, stream).Shuffle(values);

        Assert.Equal(Order(seed, stream, 50), values);
    }

    [Fact]
    public void Every_permutation_of_four_comes_equally_often()
    {
        const int Draws = 24_000;
        var random = new RandomNumbers(5, 0);
        var counts = Enumerable.Range(0, Draws).Select(_ =>
        {
            int[] values = [0, 1, 2, 3];
            random.Shuffle(values);
            return string.Concat(values);
        }).CountBy(order => order).ToArray();

        Assert.Equal(24, counts.Length);
        Assert.All(counts, count => Assert.InRange(count.Value, 1000 - 190, 1000 + 190));
    }

    /// <summary>The documented order of the rows in an epoch, written again.</summary>
    internal static int[] Order(long seed, long stream, int count)
    {
        var (state, values) = (Start(seed, stream), Enumerable.Range(0, count).ToArray());
        for (var i = count - 1; i > 0; i--)
        {
            // A draw is refused only with a probability of about i / 2^64.
            var j = (int)(((UInt128)SplitMix(ref state) * (ulong)(i + 1)) >> 64);
            (values[i], values[j]) = (values[j], values[i]);
        }

        return values;
    }

    private static ulong Start(long seed, long stream)
    {
        unchecked
        {
            // The first number of a counter that stands at the seed, and the mixer alone for the stream.
            var counter = (ulong)seed;
            return SplitMix(ref counter) + Mix((ulong)stream * 0xD1342543DE82EF95);
        }
    }

    private static ulong SplitMix(ref ulong state) => Mix(state = unchecked(state + 0x9E3779B97F4A7C15));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
