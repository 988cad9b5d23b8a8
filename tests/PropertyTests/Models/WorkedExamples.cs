using Perceptron;
using Xunit;

namespace PropertyTests;

/// <summary>The numbers that everybody must get.</summary>
public class WorkedExamples
{
    private static readonly Architecture TwoTwoOne = Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1);
    private static readonly Rows<double> Pairs = Rows.Of(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
    private static readonly Dataset<double> Or = Dataset.Of(Pairs, Targets.Binary([0.0, 1, 1, 1]));
    private static readonly Dataset<double> Xor = Dataset.Of(Pairs, Targets.Binary([0.0, 1, 1, 0]));

    [Fact]
    public void Or_by_hand()
    {
        var or = Model.Neuron([0.4, 0.4], -0.4);

        Assert.Equal([0.401312, 0.5, 0.5, 0.598688], Predictions(or), Close(1e-6));
        Assert.Equal([0, 1, 1, 1], or.Classify(Pairs));
        Assert.Equal(1.0, or.Accuracy(Or));
    }

    [Fact]
    public void And_by_hand()
    {
        var and = Model.Neuron([0.4, 0.4], -0.8);

        Assert.Equal([0.310026, 0.401312, 0.401312, 0.5], Predictions(and), Close(1e-6));
        Assert.Equal([0, 0, 0, 1], and.Classify(Pairs));
    }

    [Fact]
    public void Half_counts_as_one_in_float_too()
    {
        Assert.Equal(1, Model.Neuron([0.4f, 0.4f], -0.4f).Classify(0, 1));
        Assert.Equal(1, Model.Neuron([0.4f, 0.4f], -0.8f).Classify(1, 1));
    }

    [Fact]
    public void Xor_by_hand()
    {
        var xor = Model.Of(
            TwoTwoOne,
            Layer.Of(new double[,] { { 10, -10 }, { 10, -10 } }, [-5, 15]),
            Layer.Of(new double[,] { { 10 }, { 10 } }, [-15]));

        Assert.Equal([0, 1, 1, 0], Predictions(xor), Close(0.01));
        Assert.Equal([0, 1, 1, 0], xor.Classify(Pairs));

        var h = xor.Activations(0, 1)[0];
        Assert.Equal(1 / (1 + Math.Exp(-5)), h[0], 1e-12);
        Assert.Equal(1 / (1 + Math.Exp(-5)), h[1], 1e-12);
    }

    [Fact]
    public void Xor_learned_from_a_start_that_gets_there()
    {
        var start = Model.Of(
            TwoTwoOne,
            Layer.Of(new double[,] { { 1, -1 }, { 1, -1 } }, [1, 1]),
            Layer.Of(new double[,] { { -1 }, { -1 } }, [-1]));

        var epochs = start.Train(Xor, new GradientDescent(1), 5000).ToArray();

        Assert.Equal(0.0518, epochs[1000].Loss, 5e-5);
        Assert.Equal(0.00227, epochs[5000].Loss, 5e-6);
        Assert.Equal([0, 1, 1, 0], epochs[5000].Model.Classify(Pairs));
    }

    [Fact]
    public void Xor_from_a_start_that_gets_stuck()
    {
        var start = Model.Of(
            TwoTwoOne,
            Layer.Of(new double[,] { { 1, -1 }, { 1, 1 } }, [-1, -1]),
            Layer.Of(new double[,] { { -1 }, { -1 } }, [-1]));

        var epochs = start.Train(Xor, new GradientDescent(1), 5000).ToArray();

        Assert.Equal(0.3627, epochs[1000].Loss, 5e-5);
        Assert.Equal(0.3486, epochs[5000].Loss, 5e-5);
        Assert.True(epochs[5000].Loss > Math.Log(2) / 2);
        Assert.Equal([0.5, 1, 0.5, 0], Predictions(epochs[5000].Model), Close(0.02));
    }

    [Fact]
    public void Xor_is_learned_from_most_random_starts()
    {
        var learned = Enumerable.Range(1, 100).AsParallel().Count(seed =>
        {
            var last = Model.Uniform<double>(TwoTwoOne, -1, 1, seed)
                .Train(Xor, new GradientDescent(5), 5000)
                .Last();
            return last.Loss < 0.05 && last.Model.Accuracy(Xor) == 1;
        });

        Assert.InRange(learned, 75, 95);
    }

    [Theory]
    [InlineData(1, 0.99, 0.01005)]
    [InlineData(0, 0.01, 0.01005)]
    [InlineData(1, 0.01, 4.605)]
    [InlineData(0, 0.99, 4.605)]
    public void Binary_cross_entropy_of_one_entry(double target, double prediction, double loss)
    {
        var logit = Math.Log(prediction / (1 - prediction));

        Assert.Equal(loss, Losses.BinaryCrossEntropy(new[,] { { logit } }, new[,] { { target } }), loss * 1e-3);
    }

    [Theory]
    [InlineData(40, 1, 4.248354255291589e-18)]
    [InlineData(40, 0, 40)]
    [InlineData(-40, 0, 4.248354255291589e-18)]
    [InlineData(-700, 0, 9.859676543759770e-305)]
    [InlineData(700, 0, 700)]
    [InlineData(1e300, 0, 1e300)]
    [InlineData(1e300, 1, 0)]
    [InlineData(-1e300, 1, 1e300)]
    [InlineData(-1e300, 0, 0)]
    [InlineData(0, 0.5, 0.6931471805599453)]
    [InlineData(1e300, 0.25, 0.75e300)]
    public void Losses_at_the_far_ends(double logit, double target, double loss)
    {
        Assert.Equal(loss, Losses.BinaryCrossEntropy(new[,] { { logit } }, new[,] { { target } }), loss * 1e-15);

        // The softmax of (z, 0) is (σ(z), 1 − σ(z)).
        var soft = Losses.CrossEntropy(new[,] { { logit, 0 } }, new[,] { { target, 1 - target } });
        Assert.Equal(loss, soft, loss * 1e-15);

        var neuron = Model.Neuron([1.0], 0);
        var gradient = neuron.Gradient([logit], [target]);
        Assert.Equal(loss, gradient.Loss, loss * 1e-15);
        Assert.All(gradient.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.InRange(neuron.Predict(logit)[0], 0, 1);
    }

    [Fact]
    public void Losses_at_the_far_ends_in_float()
    {
        var far = new[,] { { 1e30f, -1e30f } };

        Assert.Equal(2e30, Losses.CrossEntropy(far, [1]), 1e24);
        Assert.Equal(0, Losses.CrossEntropy(far, [0]));
        Assert.Equal(1e30, Losses.BinaryCrossEntropy(far, new float[,] { { 0, 1 } }), 1e24);
        Assert.Equal(4.248354255291589e-18, Losses.CrossEntropy(new[,] { { 40f, 0f } }, [0]), 1e-24);
        Assert.Equal(3.720075976020836e-44, Losses.CrossEntropy(new[,] { { 100f, 0f } }, [0]), 1e-57);
    }

    [Fact]
    public void Three_classes_by_hand()
    {
        // log(e¹ + e² + e³) = 3.40760596…
        Assert.Equal(0.4076059644443804, Losses.CrossEntropy(new double[,] { { 1, 2, 3 } }, [2]), 1e-15);
        Assert.Equal(2.4076059644443806, Losses.CrossEntropy(new double[,] { { 1, 2, 3 } }, new double[,] { { 1, 0, 0 } }), 1e-15);

        var probabilities = Model.Softmax(new double[,] { { 1, 2, 3 } }, [0.0, 0, 0]).Predict(1);
        Assert.Equal([0.09003057317038046, 0.24472847105479764, 0.6652409557748218], probabilities, Close(1e-15));
    }

    private static double[] Predictions(Model<double> model) =>
        [.. model.Predict(Pairs).Cast<double>()];

    private static EqualityComparer<double> Close(double tolerance) =>
        EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) <= tolerance, _ => 0);
}
