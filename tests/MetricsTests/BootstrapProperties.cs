using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace MetricsTests;

/// <summary>Intervals by drawing rows with replacement.</summary>
[Properties(Arbitrary = [typeof(Cases)], QuietOnSuccess = true)]
public class BootstrapProperties
{
    [Property(MaxTest = 50)]
    public void A_replicate_draws_as_many_rows_as_there_are(byte rows, long seed)
    {
        var drawn = new List<double[]>();
        Bootstrap.Interval(rows + 1, weights => Keep(weights), replicates: 20, seed: seed);

        Assert.Equal(21, drawn.Count);
        Assert.All(drawn[0], weight => Assert.Equal(1, weight));
        Assert.All(drawn, weights =>
        {
            Assert.Equal((rows + 1, rows + 1.0), (weights.Length, weights.Sum()));
            Assert.All(weights, weight => Assert.True(weight >= 0 && weight == Math.Floor(weight)));
        });
        Assert.True(rows < 20 || drawn.Select(weights => string.Join(' ', weights)).Distinct().Count() == 21);

        double Keep(double[] weights)
        {
            drawn.Add([.. weights]);
            return 0;
        }
    }

    [Property(MaxTest = 50)]
    public void The_interval_lies_between_quantiles_of_the_replicates(ScoredRow[] rows, byte replicates, long seed)
    {
        var values = new List<double>();
        var level = 0.05 + (replicates / 300.0);
        var interval = Bootstrap.Interval(rows.Length, Keep, level, replicates + 1, seed);

        double[] defined = [.. values.Skip(1).Where(value => !double.IsNaN(value)).Order()];
        Assert.Equal((replicates + 1, replicates + 1 - defined.Length), (interval.Replicates, interval.Undefined));
        Assert.Equal(values[0], interval.Estimate);
        Assert.Equal(level, interval.Level);
        Near(Quantile((1 - level) / 2), interval.Lower);
        Near(Quantile((1 + level) / 2), interval.Upper);

        // A part q of the values lies at or below a quantile: those of neighbours are joined by lines.
        double Quantile(double q)
        {
            for (var i = 0; i + 1 < defined.Length; i++)
            {
                var (from, to) = ((double)i / (defined.Length - 1), (i + 1.0) / (defined.Length - 1));
                if (from <= q && q <= to)
                {
                    return defined[i] + ((q - from) / (to - from) * (defined[i + 1] - defined[i]));
                }
            }

            return defined is [var only] ? only : double.NaN;
        }

        double Keep(double[] weights)
        {
            values.Add(RocCurve.Compute([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.IsOfClass)], weights).Area);
            return values[^1];
        }
    }

    [Property(MaxTest = 20)]
    public void The_number_of_threads_changes_no_bit_and_the_seed_does(long seed)
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => Math.Sin(i * i))];
        double Mean(double[] weights) => weights.Zip(values, (weight, value) => weight * value).Sum() / 50;
        BootstrapInterval With(int threads, long from) => Bootstrap.Interval(50, Mean, 0.9, 200, from, new ComputeOptions { Threads = threads });

        Assert.All([2, 3, 300], threads => Assert.Equal(With(1, seed), With(threads, seed)));
        Same.Bits(With(1, seed).Lower, With(4, seed).Lower);
        Assert.NotEqual(With(1, seed).Lower, With(1, seed + 1).Lower);
        Assert.NotEqual(With(1, seed).Upper, With(1, seed + 1).Upper);
    }

    /// <summary>The part of a yes has the standard error √(p (1 − p) / n), and is nearly normal: 1.96 of them on both sides.</summary>
    [Fact]
    public void The_interval_of_a_mean_is_that_of_the_normal_distribution()
    {
        const int Rows = 1000;
        var interval = Bootstrap.Interval(Rows, weights => weights[..300].Sum() / Rows, replicates: 20_000, seed: 1);
        var error = Math.Sqrt(0.3 * 0.7 / Rows);

        Assert.Equal(0.3, interval.Estimate, 1e-15);
        Assert.InRange((0.3 - interval.Lower) / (1.96 * error), 0.95, 1.05);
        Assert.InRange((interval.Upper - 0.3) / (1.96 * error), 0.95, 1.05);
        Assert.Equal(0, interval.Undefined);
    }

    /// <summary>A row is left out by a part of (1 − 1/n)ⁿ of the replicates, and each has the mean weight 1 and the variance 1 − 1/n.</summary>
    [Fact]
    public void All_rows_are_drawn_alike()
    {
        const int Rows = 5, Replicates = 20_000;
        var (sums, squares, zeros) = (new double[Rows], new double[Rows], new double[Rows]);
        var isFirst = true;
        Bootstrap.Interval(Rows, Count, replicates: Replicates, seed: 3);

        Assert.All(sums, sum => Assert.InRange(sum / Replicates, 0.97, 1.03));
        Assert.All(squares, square => Assert.InRange((square / Replicates) - 1, 0.77, 0.83));
        Assert.All(zeros, zero => Assert.InRange(zero / Replicates, Math.Pow(0.8, 5) - 0.02, Math.Pow(0.8, 5) + 0.02));

        double Count(double[] weights)
        {
            for (var row = 0; row < Rows && !isFirst; row++)
            {
                sums[row] += weights[row];
                squares[row] += weights[row] * weights[row];
                zeros[row] += weights[row] == 0 ? 1 : 0;
            }

            isFirst = false;
            return 0;
        }
    }

    [Fact]
    public void Replicates_without_a_number_are_left_out_and_counted()
    {
        var calls = 0;
        var interval = Bootstrap.Interval(3, _ => calls++ % 4 == 0 ? double.NaN : calls, level: 0.5, replicates: 8);

        // The first call is the estimate; then 2, 3, 4, NaN, 6, 7, 8, NaN.
        Assert.Equal((2, double.NaN), (interval.Undefined, interval.Estimate));
        Assert.Equal((3.25, 6.75), (interval.Lower, interval.Upper));
        var nothing = Bootstrap.Interval(3, _ => double.NaN, replicates: 5);
        Assert.Equal((5, double.NaN, double.NaN), (nothing.Undefined, nothing.Lower, nothing.Upper));
        Assert.Equal("0.5000, from 0.2500 to 0.7500 at level 0.95", new BootstrapInterval(0.5, 0.25, 0.75, 0.95, 1000, 0).ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void It_can_be_cancelled_and_what_a_metric_throws_comes_out(int threads)
    {
        using var source = new CancellationTokenSource();
        var (compute, calls) = (new ComputeOptions { Threads = threads }, 0);
        Assert.Throws<OperationCanceledException>(() => Bootstrap.Interval(10, Cancel, replicates: 10_000, compute: compute, cancellationToken: source.Token));
        Assert.InRange(calls, 5, 5 + threads);
        Assert.Throws<OperationCanceledException>(() => Bootstrap.Interval(10, _ => throw new InvalidOperationException("The token was not looked at."), cancellationToken: source.Token));
        Assert.Throws<FormatException>(() => Bootstrap.Interval(10, weights => weights[0] == 1 && weights[1] == 1 ? 0 : throw new FormatException(), compute: compute));

        double Cancel(double[] weights)
        {
            if (Interlocked.Increment(ref calls) == 5)
            {
                source.Cancel();
            }

            return weights[0];
        }
    }

    private static void Near(double expected, double actual)
    {
        if (double.IsNaN(expected))
        {
            Assert.True(double.IsNaN(actual));
        }
        else
        {
            Same.Within(expected, actual, 1e-12);
        }
    }
}
