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
                var (training, other) = (given.Data.Select(rows[..^1]), given.Data.Select(rows[^1]));
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

    private static double[] Column(Rows<double> rows, int input) => [.. Enumerable.Range(0, rows.Count).Select(r => rows[r, input])];
}
