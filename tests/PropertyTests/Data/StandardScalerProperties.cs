using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>The standard scaler: fitted on some rows, it transforms these and others.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class StandardScalerProperties
{
    [Property]
    public Property Standardised_inputs_have_mean_zero_and_deviation_one(ModelWithData given)
    {
        return Prop.When(
            () =>
            {
                var rows = Enumerable.Range(0, given.Rows).ToArray();
                var (training, other) = (Dense(given.Data.Select(rows[..^1])), Dense(given.Data.Select(rows[^1])));
                var statistics = StandardScaler.Fit(training);
                var standardised = statistics.Transform(training);
                Assert.Same(training.Targets, standardised.Targets);
                for (var i = 0; i < given.Inputs; i++)
                {
                    var before = Column(training.Rows, i);
                    var (mean, isConstant) = (before.Average(), before.All(value => value == before[0]));
                    var deviation = isConstant ? 1 : Math.Sqrt(before.Average(value => (value - mean) * (value - mean)));
                    Same.Within(mean, statistics.Mean(i), 1e-14);
                    Same.Within(deviation, statistics.StandardDeviation(i), 1e-13);

                    var after = Column(standardised.Rows, i);
                    if (isConstant)
                    {
                        Assert.All(after, value => Assert.Equal(0, value));
                    }
                    else
                    {
                        Same.Within(0, after.Average(), 1e-12 / deviation);
                        Same.Within(1, Math.Sqrt(after.Average(value => value * value)), 1e-12 / deviation);
                    }

                    Same.Within((given.X[given.Rows - 1, i] - mean) / deviation, statistics.Transform(other).Rows[0, i], 1e-12 / deviation);
                }
            },
            given.Rows > 2);
    }

    [Fact]
    public void Constant_and_far_inputs_are_standardised_too()
    {
        var rows = Rows.Of(new[,] { { 0.1, 1e150, 1e9 }, { 0.1, -1e150, 1e9 + 1 }, { 0.1, 0, 1e9 + 2 } });
        var standardised = StandardScaler.Fit(Dataset.Exclusive(rows, [0, 1, 0], 2)).Transform(rows);
        var edge = Math.Sqrt(1.5);

        Assert.Equal([0.0, 0, 0], Column(standardised, 0));
        Same.Within([edge, -edge, 0], Column(standardised, 1), 1e-14);
        Same.Within([-edge, 0, edge], Column(standardised, 2), 1e-6);
    }

    [Fact]
    public void The_deviation_of_far_inputs_keeps_its_digits()
    {
        foreach (var far in new[] { 1e15, -1e15, 1e12 + 0.5, 0 })
        {
            var data = Numbers([.. Enumerable.Range(0, 5001).Select(i => far + (i % 2))]);
            var scaler = StandardScaler.Fit(data);
            var exact = far + (2500 / 5001.0);
            Assert.Equal(exact, scaler.Mean(0));
            Same.Within(Math.Sqrt(2500.0 * 2501) / 5001, scaler.StandardDeviation(0), 1e-13);
            var standardised = Column(scaler.Transform(data.Rows), 0);
            Same.Within(0, standardised.Average(), 1e-15);
            Same.Within(1, standardised.Average(value => value * value), 1e-13);
        }
    }

    [Fact]
    public void Inputs_that_differ_by_rounding_alone_count_as_constant()
    {
        var random = new Random(1);
        double[] ratios = [.. Enumerable.Range(0, 5000).Select(_ => 1 + (99 * random.NextDouble())).Select(a => a * 1.1 / a)];
        float[] singles = [.. Enumerable.Range(0, 5000).Select(_ => (float)(1 + (99 * random.NextDouble()))).Select(a => a * 1.1f / a)];
        Assert.True(ratios.Distinct().Count() > 1 && singles.Distinct().Count() > 1);

        var scaler = StandardScaler.Fit(Numbers(ratios));
        Assert.Equal(1, scaler.StandardDeviation(0));
        Same.Within(0, Column(scaler.Transform(Numbers(ratios).Rows), 0).Average(), 1e-17);
        Same.Within(0.0001, scaler.Transform(Numbers([1.1001]).Rows)[0, 0], 1e-15);
        var single = StandardScaler.Fit(Dataset.Exclusive(Rows.Of(singles, 1), new int[singles.Length], 2));
        Assert.Equal(1, single.StandardDeviation(0));
        Same.Within(1.1f, single.Mean(0), 1e-7);

        // Whole numbers are exact, in float too, and what differs by more is no rounding.
        Assert.Equal(0.5, StandardScaler.Fit(Dataset.Exclusive(Rows.Of([1e7f, 1e7f + 1], 1), [0, 1], 2)).StandardDeviation(0));
        Same.Within(5e-15, StandardScaler.Fit(Numbers([1.1, 1.1 + 1e-14])).StandardDeviation(0), 2e-16);
    }

    [Fact]
    public void Inputs_that_differ_by_the_rounding_of_a_difference_count_as_constant_too()
    {
        var random = new Random(1);
        double[] sums = [.. Enumerable.Range(0, 5000).Select(_ => 1 + (99 * random.NextDouble())).Select(a => a + 0.1 - a)];
        Assert.True(sums.Max() - sums.Min() > 1e-15);

        var scaler = StandardScaler.Fit(Numbers(sums));
        Assert.Equal(1, scaler.StandardDeviation(0));
        Same.Within(0, Column(scaler.Transform(Numbers(sums).Rows), 0).Average(), 1e-17);
        Same.Within(0.0001, scaler.Transform(Numbers([0.1001]).Rows)[0, 0], 1e-13);

        // What is far from 0 may differ by as little, and mean it.
        foreach (var (far, step) in new[] { (1e12, 0.1), (1e14, 0.25), (1.7e9, 1e-3), (1.7e18, 1000) })
        {
            double[] values = [.. Enumerable.Range(0, 5000).Select(i => far + (step * (i % 2)))];
            Same.Within((values[1] - values[0]) / 2, StandardScaler.Fit(Numbers(values)).StandardDeviation(0), 1e-13 * step);
        }
    }

    [Fact]
    public void Numbers_at_the_ends_of_the_doubles_are_standardised()
    {
        foreach (var unit in new[] { 1.7e308, 1, 1e-300, 5e-324 })
        {
            var scaler = StandardScaler.Fit(Numbers([unit, -unit, unit, -unit]));
            Assert.Equal((0, unit), (scaler.Mean(0), scaler.StandardDeviation(0)));
            Same.Within([1, -1, 0], Column(scaler.Transform(Numbers([unit, -unit, 0]).Rows), 0), 1e-15);
        }

        Same.Within([-1, 1], Column(StandardScaler.Fit(Numbers([1.6e308, 1.7e308])).Transform(Numbers([1.6e308, 1.7e308]).Rows), 0), 1e-14);
    }

    [Fact]
    public void A_value_that_becomes_too_large_is_named_as_it_was_given()
    {
        var scaler = StandardScaler.Fit(Numbers([1e-300, 3e-300]));
        var refusal = Assert.Throws<ArgumentException>(() => scaler.Transform(Numbers([0, 1e300])));
        Assert.Equal("data", refusal.ParamName);
        Assert.Contains("row 1, column 0 is 1E+300. Divided by the standard deviation 1", refusal.Message, StringComparison.Ordinal);
    }

    [Property]
    public void Without_centring_sparse_rows_stay_sparse(ModelWithData given)
    {
        var scaler = StandardScaler.Fit(given.Data, center: false);
        var sparse = scaler.Transform(given.Data.Rows.ToSparse());
        Assert.False(scaler.IsCentered);
        Assert.True(sparse.IsSparse);
        Assert.Equal(given.Data.Rows.ToSparse().StoredValueCount, sparse.StoredValueCount);
        Assert.Equal(scaler.Transform(given.Data.Rows.ToDense()).ToArray(), sparse.ToArray());
        for (var i = 0; i < given.Inputs; i++)
        {
            Assert.Equal(StandardScaler.Fit(given.Data).StandardDeviation(i), scaler.StandardDeviation(i));
            Same.Within(given.X[0, i] / scaler.StandardDeviation(i), sparse[0, i], 1e-13);
        }

        var centred = StandardScaler.Fit(given.Data);
        Assert.True(centred.IsCentered);
        var refusal = Assert.Throws<ArgumentException>(() => centred.Transform(given.Data.Rows.ToSparse()));
        Assert.Contains("center: false", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{given.Rows * given.Inputs} values", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("data", Assert.Throws<ArgumentException>(() => centred.Transform(Dataset.Of(given.Data.Rows.ToSparse(), given.Data.Targets))).ParamName);
    }

    private static Dataset<double> Dense(Dataset<double> data) => Dataset.Of(data.Rows.ToDense(), data.Targets);

    private static Dataset<double> Numbers(double[] values) => Dataset.Exclusive(Rows.Of(values, 1), new int[values.Length], 2);

    private static double[] Column(Rows<double> rows, int input) => [.. Enumerable.Range(0, rows.Count).Select(r => rows[r, input])];
}
