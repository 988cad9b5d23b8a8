using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>The activations and outputs, by their formulas.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class ActivationProperties
{
    [Property]
    public void The_sigmoid_of_the_negated_logit_is_the_complement(ModelWithData given, double any)
    {
        var z = double.IsFinite(any) ? any : 0;
        Same.Within(1, Activation.Sigmoid.Apply(z) + Activation.Sigmoid.Apply(-z), 2 * Unit.Double);

        // The exponential is our own, so that its bits are the same everywhere: not always those of this system's.
        // Each side rounds a sum and a quotient: four units. Of what the exponentials are off, two units each, the share 1 − σ comes on top.
        var (expected, large) = (Reference.Sigmoid(z), Reference.Sigmoid(Math.Abs(z)));
        Same.Within(expected, Activation.Sigmoid.Apply(z), (6 * Unit.Double * expected) + double.Epsilon);
        Same.Within(large, Activation.Sigmoid.Apply(Math.Abs(z)), (4 + (4 * (1 - large))) * Unit.Double * large);

        // Negating the last layer negates the logits.
        var last = given.Model.Layers[^1];
        var negated = given.Model.WithParameters(
            [.. given.Model.GetParameters().Select((p, i) => i < given.Model.ParameterCount - ((last.InputCount + 1) * last.OutputCount) ? p : -p)]);
        var logits = given.Model.Logits(given.X);
        Same.Bits([.. Same.Flat(logits).Select(value => -value)], Same.Flat(negated.Logits(given.X)));
        if (!given.IsSoftmax)
        {
            Same.Within(
                [.. Same.Flat(given.Model.Predict(given.X)).Select(f => 1 - f)], Same.Flat(negated.Predict(given.X)), 2 * Unit.Double);
        }
    }

    [Theory]
    [InlineData("sigmoid", 0, 0.5)]
    [InlineData("sigmoid", -1000, 0)]
    [InlineData("sigmoid", 1000, 1)]
    [InlineData("sigmoid", 1, 0.7310585786300049)]
    [InlineData("tanh", 0, 0)]
    [InlineData("tanh", 0.5, 0.46211715726000979)]
    [InlineData("ReLU", -2, 0)]
    [InlineData("ReLU", 0, 0)]
    [InlineData("ReLU", 3.5, 3.5)]
    public void An_activation_of_one_number(string name, double z, double h)
    {
        var activation = new[] { Activation.Sigmoid, Activation.Tanh, Activation.ReLU }.Single(activation => activation.Name == name);
        Same.Within(h, activation.Apply(z), 1e-15);

        // A hidden neuron that passes z on.
        var model = Model.Of(
            Architecture.Of(1).Hidden(1, activation).Sigmoid(1), Layer.Neuron([1.0], 0), Layer.Neuron([1.0], 0));
        Same.Within(h, model.Activations(z)[0][0], 1e-15);
        Same.Within(h, model.Logits(z)[0], 1e-15);
    }

    [Fact]
    public void The_slope_of_relu_at_zero_is_zero()
    {
        var model = Model.Of(
            Architecture.Of(1).Hidden(1, Activation.ReLU).Sigmoid(1), Layer.Neuron([1.0], 0), Layer.Neuron([1.0], 0));
        var gradient = model.Gradient([0.0], [1]);

        Assert.Equal([0.0, 0, 0, -0.5], gradient.ToArray());
    }
}
