using FsCheck;
using FsCheck.Xunit;
using Perceptron.Playground.Lab;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

public sealed class PlaneDataProperties
{
    [Property]
    public void A_seed_gives_the_same_points_half_of_them_ones(PlaneSet set, byte noise, NonNegativeInt seed)
    {
        var data = PlaneData.Make(set, noise / 510.0, seed.Get);
        Assert.Equal(PlaneData.Count, data.Count);
        Assert.Equal(PlaneData.Count / 2, Enumerable.Range(0, data.Count).Count(row => data.Targets[row, 0] == 1));
        Assert.Equal(data.Rows.ToArray(), PlaneData.Make(set, noise / 510.0, seed.Get).Rows.ToArray());
        if (set == PlaneSet.Spiral && noise == 0)
        {
            // Two arms without noise leave nothing to chance.
            return;
        }

        Assert.NotEqual(data.Rows.ToArray(), PlaneData.Make(set, noise / 510.0, seed.Get + 1).Rows.ToArray());
    }

    [Property]
    public void Without_noise_a_rule_tells_the_classes_apart(NonNegativeInt seed)
    {
        Assert.Equal(0, Wrong(PlaneSet.Circle, 0, seed.Get, (x, y) => Math.Sqrt((x * x) + (y * y)) < 3));
        Assert.Equal(0, Wrong(PlaneSet.Exclusive, 0, seed.Get, (x, y) => x * y > 0));
        Assert.Equal(0, Wrong(PlaneSet.Spiral, 0, seed.Get, OnFirstArm));
        Assert.InRange(Wrong(PlaneSet.Gauss, 0, seed.Get, (x, y) => x + y > 0), 0, 2);
    }

    [Property(MaxTest = 20)]
    public void Noise_mixes_the_classes(NonNegativeInt seed)
    {
        Assert.InRange(Wrong(PlaneSet.Circle, 0.5, seed.Get, (x, y) => Math.Sqrt((x * x) + (y * y)) < 3), 10, 110);
        Assert.InRange(Wrong(PlaneSet.Exclusive, 0.5, seed.Get, (x, y) => x * y > 0), 10, 110);
        Assert.InRange(Wrong(PlaneSet.Gauss, 0.5, seed.Get, (x, y) => x + y > 0), 1, 110);
        Assert.InRange(Wrong(PlaneSet.Spiral, 0.5, seed.Get, OnFirstArm), 10, 110);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(0.51)]
    [InlineData(double.NaN)]
    public void Other_noise_is_refused(double noise) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaneData.Make(PlaneSet.Gauss, noise, 1));

    private static int Wrong(PlaneSet set, double noise, long seed, Func<double, double, bool> isOne)
    {
        var data = PlaneData.Make(set, noise, seed);
        return Enumerable.Range(0, data.Count).Count(row => isOne(data.Rows[row, 0], data.Rows[row, 1]) != (data.Targets[row, 0] == 1));
    }

    /// <summary>Which arm is nearer, of the points as far from the middle.</summary>
    private static bool OnFirstArm(double x, double y)
    {
        var radius = Math.Sqrt((x * x) + (y * y));
        var angle = 1.75 * 2 * Math.PI * radius / 5;
        double Distance(double turn) => Math.Pow(x - (radius * Math.Sin(angle + turn)), 2) + Math.Pow(y - (radius * Math.Cos(angle + turn)), 2);

        return Distance(0) < Distance(Math.PI);
    }
}
