using Perceptron;
using Xunit;

namespace MnistTests;

public class DigitsTests
{
    [Fact]
    public void The_embedded_digits_are_those_of_UCI()
    {
        var digits = Digits.Embedded();
        var labels = Enumerable.Range(0, digits.Count).Select(digits.Label).ToArray();

        Assert.Equal((1797, 8, 8, 10), (digits.Count, digits.Height, digits.Width, digits.ClassCount));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1], labels[..12]);
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], digits.ClassNames);
        Assert.True(digits.Data.Rows.IsSparse);

        // The first line of the original: 0, 0, 5, 13, 9, 1, 0, 0 of 16.
        double[] first = [0, 0, 5, 13, 9, 1, 0, 0];
        Assert.Equal(first.Select(value => (float)(Math.Round(value * 255 / 16) / 255)), digits.Pixels(0)[..8]);
        Assert.Equal(1, digits.Data.Rows.MaxAbs);
        Assert.Contains("10.24432/C50P49", Digits.License(), StringComparison.Ordinal);
        Assert.Contains("CC BY 4.0", Digits.License(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Softmax_regression_learns_the_embedded_digits(int seed)
    {
        var split = Digits.Embedded().SplitByFraction(0.2, seed, stratified: true);

        var model = Model.Softmax<float>(64, 10)
            .Train(split.Training.Data, new GradientDescent(0.5), 40, new TrainingOptions { BatchSize = 32, Seed = seed })
            .Last().Model;

        Assert.Equal(359, split.HeldOut.Count);
        Assert.InRange(model.Accuracy(split.HeldOut.Data), 0.93, 1);
    }
}
