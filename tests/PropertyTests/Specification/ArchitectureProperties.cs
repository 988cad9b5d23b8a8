using Perceptron;
using Xunit;

namespace PropertyTests;

/// <summary>Architectures as values, and what they tell of the classes.</summary>
public class ArchitectureProperties
{
    [Fact]
    public void Architectures_differ_by_any_part_of_them()
    {
        var architecture = Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(2);
        Assert.Equal(architecture, Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(2).WithClassNames("0", "1"));
        Assert.All(
            [
                Architecture.Of(1).Hidden(3, Activation.Tanh).Sigmoid(2),
                Architecture.Of(2).Hidden(4, Activation.Tanh).Sigmoid(2),
                Architecture.Of(2).Hidden(3, Activation.ReLU).Sigmoid(2),
                Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(3),
                Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax(2),
                Architecture.Of(2).Sigmoid(2),
                architecture.WithClassNames("dog", "elephant"),
                architecture.WithThreshold(0.25),
                architecture.WithThresholds(0.5, 0.25),
            ],
            other => Assert.NotEqual(architecture, other));
        Assert.Equal(architecture, architecture.WithThreshold(0.25).WithThresholds(0.5, 0.5));
        Assert.Equal("2 → 3 tanh → 2 sigmoid", architecture.ToString());
    }

    [Fact]
    public void Class_names_travel_with_the_model()
    {
        var model = Model.Softmax<double>(2, 2).WithClassNames("cat", "dog");
        Assert.Equal(["cat", "dog"], model.ClassNames);
        Assert.Equal(["cat", "dog"], model.WithParameters(model.GetParameters()).ClassNames);
        Assert.Equal(["cat", "dog"], model.WithLayer(0, model.Layers[0]).ClassNames);
        Assert.Equal(["cat", "dog"], model.ConvertTo<float>().ClassNames);
        var data = Dataset.Exclusive(new double[,] { { 1, 0 }, { 0, 1 } }, [0, 1], 2);
        Assert.Equal(["cat", "dog"], model.Train(data, new GradientDescent(1), 1).Last().Model.ClassNames);
        Assert.Equal(["cat", "dog"], ConfusionMatrix.Compute(model, data).ClassNames);
        Assert.NotEqual(model, Model.Softmax<double>(2, 2));
        Assert.Equal(["0", "1"], Model.Softmax<double>(2, 2).ClassNames);
        Assert.Equal(model, Model.Softmax<double>(2, 2).WithClassNames(model.ClassNames));
    }

    [Fact]
    public void A_single_sigmoid_output_has_two_names_and_other_outputs_one_each()
    {
        var neuron = Model.Neuron<double>(2);
        Assert.Equal((1, 2), (neuron.OutputCount, neuron.ClassCount));
        Assert.Equal(["0", "1"], neuron.ClassNames);
        Assert.Equal(["1"], neuron.OutputNames);
        Assert.Equal(["spam"], neuron.WithClassNames("ham", "spam").OutputNames);
        Assert.Equal((3, 3), (Model.Sigmoid<double>(2, 3).ClassCount, Model.Softmax<double>(2, 3).ClassCount));
        Assert.Equal(["0", "1", "2"], Model.Sigmoid<double>(2, 3).OutputNames);
        Assert.Equal(["a", "b", "c"], Model.Softmax<double>(2, 3).WithClassNames("a", "b", "c").OutputNames);
    }

    [Fact]
    public void Thresholds_travel_with_the_model()
    {
        var model = Model.Sigmoid<double>(2, 2).WithThresholds(0.25, 0.75).WithClassNames("cat", "dog");
        Assert.All(
            [
                model,
                model.WithParameters(model.GetParameters()),
                model.WithLayer(0, model.Layers[0]),
                model.ConvertTo<float>().ConvertTo<double>(),
                model.WithClassNames("a", "b").WithClassNames("cat", "dog"),
                Model.Zeros<double>(model.Architecture),
                model.Train(Dataset.MultiLabel(new double[,] { { 1, 0 } }, new double[,] { { 1, 0 } }), new GradientDescent(1), 1).Last().Model,
            ],
            other => Assert.Equal([0.25, 0.75], other.Thresholds));
        Assert.Equal(["cat", "dog"], model.WithThreshold(0.1).ClassNames);
        Assert.Equal([0.1, 0.1], model.WithThreshold(0.1).Thresholds);
        Assert.NotEqual(model, model.WithThresholds(0.25, 0.5));
        Assert.Equal([0.5], Model.Neuron<double>(2).Thresholds);
        Assert.Empty(Model.Softmax<double>(2, 2).Thresholds);
    }
}
