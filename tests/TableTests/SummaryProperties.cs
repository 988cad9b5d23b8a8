using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron.Metrics;
using Perceptron.Tables;
using Xunit;

namespace TableTests;

/// <summary>Exact sums and medians, over doubles of any size.</summary>
public class SummaryProperties
{
    [Property]
    public bool The_median_is_that_of_the_sorted_numbers(NonEmptyArray<NormalFloat> numbers, PositiveInt parts)
    {
        var values = Array.ConvertAll(numbers.Get, number => number.Get);
        var search = new MedianSearch();
        while (!search.IsDone)
        {
            foreach (var chunk in values.Chunk(1 + (parts.Get % values.Length)))
            {
                var fork = search.Fork();
                Array.ForEach(chunk, fork.Add);
                search.Merge(fork);
            }

            search.EndPass();
        }

        var sorted = values.Order().ToArray();
        var (low, high) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return search.Median.Equals((double.IsFinite(low + high) ? (low + high) / 2 : (low / 2) + (high / 2)) + 0.0);
    }

    [Fact]
    public void A_median_of_more_numbers_than_are_kept_takes_more_passes_and_is_exact()
    {
        // All of them share their upper bits, so that a bucket has more than are kept.
        var random = new Random(7);
        var values = Enumerable.Range(0, 1_500_000).Select(_ => 1 + (random.NextDouble() / 64)).ToArray();
        var (search, passes) = (new MedianSearch(), 0);
        for (; !search.IsDone; passes++)
        {
            Array.ForEach(values, search.Add);
            search.EndPass();
        }

        Array.Sort(values);
        Assert.Equal((values[749_999] + values[750_000]) / 2, search.Median);
        Assert.InRange(passes, 3, 4);
    }

    [Property]
    public bool Mean_and_deviation_are_those_of_decimal_numbers(NonEmptyArray<int> numbers, short fill, byte gaps)
    {
        var summary = new NumberSummary();
        summary.Add(Array.ConvertAll(numbers.Get, number => (double)number));

        var all = numbers.Get.Select(number => (decimal)number).Concat(Enumerable.Repeat((decimal)fill, gaps)).ToArray();
        var mean = all.Average();
        var variance = all.Sum(x => (x - mean) * (x - mean)) / all.Length;
        var (found, deviation) = summary.With(fill, gaps);
        return Math.Abs(found - (double)mean) <= 1e-13 * (1 + Math.Abs((double)mean)) && Math.Abs(deviation - Math.Sqrt((double)variance)) <= 1e-12 * (1 + Math.Sqrt((double)variance));
    }

    [Property]
    public void Many_terms_are_summed_as_one_at_a_time(double[] terms, short[] small, int seed)
    {
        // Of all magnitudes, and of few, which are the usual case.
        var random = new Random(seed);
        double[] all = [.. terms.Where(double.IsFinite), .. small.Select(term => term / 100.0), .. Enumerable.Range(0, 700).Select(_ => random.NextDouble() - 0.5), double.MaxValue, -double.MaxValue, double.Epsilon, 0, -0.0];
        random.Shuffle(all);
        foreach (var few in (double[][])[all, [.. all.Where(term => Math.Abs(term) is > 1e-3 and < 1e3)], []])
        {
            var (sum, squares, expectedSum, expectedSquares) = (new ExactSum(), new ExactSum(), new ExactSum(), new ExactSum());
            ExactSums.Add(few, sum, squares);
            foreach (var term in few)
            {
                expectedSum.Add(term);
                expectedSquares.AddProduct(term, term);
            }

            Assert.Equal(expectedSum.Round(), sum.Round());
            Assert.Equal(expectedSquares.Round(), squares.Round());
        }
    }

    [Property]
    public Property Levels_are_too_many_from_one_more_on(PositiveInt most, PositiveInt different, byte gaps, PositiveInt times)
    {
        var column = new CellColumnBuilder('.');
        for (var i = 0; i < different.Get * times.Get; i++)
        {
            column.Add(((i % different.Get) - 2) * 0.25);
        }

        for (var i = 0; i < gaps; i++)
        {
            column.AddGap();
        }

        var levels = new LevelSummary(most.Get);
        levels.Add(column.Build(), null);
        var expected = different.Get > most.Get ? 0 : different.Get;
        return (levels.AreTooMany == different.Get > most.Get && levels.Count == expected && levels.Texts.All(text => levels.CountOf(text) == times.Get))
            .Label($"{levels.Count} of {different.Get}, {most.Get} at most");
    }

    [Fact]
    public void A_deviation_far_from_0_keeps_its_digits()
    {
        var summary = new NumberSummary();
        summary.Add([1e15 + 1, 1e15 + 2, 1e15 + 3]);

        Assert.Equal((1e15 + 2, Math.Sqrt(2.0 / 3)), summary.With(0, 0));
    }

    [Property]
    public bool A_number_that_is_there_several_times_counts_as_often(NormalFloat number, PositiveInt times)
    {
        var (one, other) = (new NumberSummary(), new NumberSummary());
        var value = Math.Clamp(number.Get, -1e100, 1e100);
        one.Add(value, times.Get);
        for (var i = 0; i < times.Get; i++)
        {
            other.Add([value]);
        }

        return one.With(1.5, 3).Equals(other.With(1.5, 3)) && (one.Hash == other.Hash || !one.AreWhole);
    }
}
