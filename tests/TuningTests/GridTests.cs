using System.Reflection;
using Perceptron;
using Xunit;

namespace TuningTests;

/// <summary>Candidates from values.</summary>
public class GridTests
{
    [Fact]
    public void A_product_with_names_and_what_is_added_last_changes_first()
    {
        var grid = Grid.Of(new() { Seed = 9 }).WithL2(0.01, 0.1).WithHidden([], [16, 8]).WithBatchSizes(32).WithOptimizers(new Adam(0.01), new GradientDescent(0.5));
        var candidates = grid.ToCandidates();

        Assert.Equal((8, 8L), (candidates.Count, grid.Count));
        Assert.Equal($"l2=0.01 hidden=0 batch=32 optimizer={new Adam(0.01)}", candidates[0].Name);
        Assert.Equal($"l2=0.01 hidden=0 batch=32 optimizer={new GradientDescent(0.5)}", candidates[1].Name);
        Assert.Equal($"l2=0.1 hidden=16-8 batch=32 optimizer={new GradientDescent(0.5)}", candidates[7].Name);
        var options = candidates[6].Options;
        Assert.Equal((0.1, 32, 9L), (options.L2, options.BatchSize, options.Seed));
        Assert.Equal([16, 8], options.Hidden);
        Assert.IsType<Adam>(options.Optimizer);
        Assert.Equal(8, candidates.Select(candidate => candidate.Name).Distinct().Count());
        Assert.Equal("L2 1/n, L-BFGS", Assert.Single(Grid.Of().ToCandidates()).Name);
    }

    [Fact]
    public void Logarithmic_values_have_equal_ratios_and_few_digits()
    {
        Assert.Equal([0.001, 0.00316227766017, 0.01, 0.0316227766017, 0.1, 0.316227766017, 1], Grid.Logarithmic(0.001, 1, 7));
        Assert.Equal([8, 4, 2, 1], Grid.Logarithmic(8, 1, 4));
        Assert.Equal([5, 5], Grid.Logarithmic(5, 5, 2));
    }

    [Fact]
    public void Values_that_differ_in_late_digits_have_different_names() =>
        Assert.Equal(["l2=0.1", "l2=0.1000000001"], Grid.Of().WithL2(0.1, 0.1000000001).ToCandidates().Select(candidate => candidate.Name));

    [Fact]
    public void All_other_options_are_those_of_the_grid()
    {
        var given = new ClassifierOptions
        {
            L2 = 0.25,
            Hidden = [3],
            Activation = Activation.Tanh,
            Optimizer = new Adam(0.1),
            Lbfgs = new() { MaxIterations = 7 },
            Epochs = 8,
            BatchSize = 9,
            Patience = 10,
            ValidationFraction = 0.3,
            BalancedClasses = true,
            WeightColumn = "w",
            Positive = "p",
            From = Classifier.Fit(Samples.Noisy(20), "answer"),
            Seed = 11,
            Compute = new() { Threads = 2 },
            Progress = new Progress<Iterate>(),
        };
        var changed = Grid.Of(given).WithL2(0.5).ToCandidates()[0].Options;
        var usual = new ClassifierOptions();
        foreach (var property in typeof(ClassifierOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.NotEqual(property.GetValue(usual), property.GetValue(given));
            Assert.Equal(property.Name == "L2" ? 0.5 : property.GetValue(given), property.GetValue(changed));
        }
    }
}
