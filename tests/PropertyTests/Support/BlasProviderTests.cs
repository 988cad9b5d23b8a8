using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>What is asked of a provider where the application does not bring it along, as these tests don't.</summary>
public class BlasProviderTests
{
    [Fact]
    public void Where_it_is_missing_it_says_what_to_add()
    {
        Assert.Equal(
            "MKL is not available: the application lacks the package MathNet.Numerics.Providers.MKL", BlasProvider.Mkl.Check().ToString());
        Assert.Equal(
            "OpenBLAS is not available: the application lacks the package MathNet.Numerics.Providers.OpenBLAS", BlasProvider.OpenBlas.Check().ToString());
        Assert.False(BlasProvider.Mkl.Check().IsAvailable);
    }

    [Fact]
    public void Where_it_is_missing_all_is_computed_as_if_it_had_not_been_asked_for()
    {
        var random = new Random(1);
        var rows = Rows.Of([.. Enumerable.Range(0, 300 * 256).Select(_ => random.NextSingle())], 256);
        var data = Dataset.Exclusive(rows, [.. Enumerable.Range(0, 300).Select(_ => random.Next(2))], 2);
        var model = Model.Glorot<float>(Architecture.Of(256).Hidden(256, Activation.ReLU).Softmax(2), 1);
        var asked = new TrainingOptions { BatchSize = 256, Compute = new ComputeOptions { UseMkl = true } };
        var unasked = new TrainingOptions { BatchSize = 256 };

        Same.Bits(model.Gradient(data, compute: unasked.Compute).ToArray(), model.Gradient(data, compute: asked.Compute).ToArray());
        Same.Bits(model.Predict(rows, unasked.Compute), model.Predict(rows, asked.Compute));
        Same.Bits(
            model.Train(data, new GradientDescent(0.1), 2, unasked).Last().Model.GetParameters(),
            model.Train(data, new GradientDescent(0.1), 2, asked).Last().Model.GetParameters());
    }
}
