using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>The gradient check with inputs of any size: it passes what is correct, and finds what is not.</summary>
[Properties(QuietOnSuccess = true, MaxTest = 40)]
public class InputSizeProperties
{
    [Property]
    public void Correct_gradients_pass_with_inputs_of_any_size(int seed)
    {
        var (model, data) = Case(seed);

        Assert.InRange(GradientCheck.Compare(model, data).RelativeError, 0, 1e-7);
    }

    [Property]
    public void Correct_gradients_of_ones_own_pass_with_inputs_of_any_size(int seed)
    {
        var (model, data) = Case(seed);
        var result = GradientCheck.Compare(p => Loss(model, data, p), p => Gradient(model, data, p), model.GetParameters());

        Assert.InRange(result.RelativeError, 0, 1e-7);
    }

    [Property]
    public void Wrong_gradients_are_found_with_inputs_of_any_size(int seed)
    {
        var (model, data) = Case(seed);
        var point = model.GetParameters();
        var gradient = Gradient(model, data, point);
        var largest = Array.FindIndex(gradient, slope => Math.Abs(slope) == gradient.Max(Math.Abs));
        Assert.InRange(Error(slopes => [.. slopes.Select(slope => -slope)]), 1.9, 2.1);
        Assert.InRange(Error(slopes => With(slopes, largest, -slopes[largest])), 0.5, 2.1);
        Assert.InRange(Error(slopes => With(slopes, largest, slopes[largest] * 1.0001)), 1e-5, 1.1e-4);

        double Error(Func<double[], double[]> fault) =>
            GradientCheck.Compare(p => Loss(model, data, p), p => fault(Gradient(model, data, p)), point).RelativeError;

        static double[] With(double[] slopes, int index, double value) => [.. slopes.Select((slope, i) => i == index ? value : slope)];
    }

    [Fact]
    public void Pixels_up_to_255_and_a_neuron_of_inputs_of_a_thousand_pass()
    {
        var far = Dataset.Binary(new double[,] { { 1000, -500 } }, [1]);
        Assert.InRange(GradientCheck.Compare(Model.Neuron([1e-3, 1e-3], 0.0), far).RelativeError, 0, 1e-7);
        var random = new Random(1);
        for (var n = 0; n < 30; n++)
        {
            var pixels = new double[5, 8];
            Fill(pixels, () => random.Next(256));
            var data = Dataset.Exclusive(pixels, [0, 1, 2, 1, 0], 3);
            Assert.InRange(GradientCheck.Compare(Model.Uniform<double>(Architecture.Of(8).Softmax(3), -0.05, 0.05, n), data).RelativeError, 0, 1e-7);
        }
    }

    [Fact]
    public void Functions_that_are_rounded_coarsely_or_infinite_nearby_pass()
    {
        foreach (var x in new[] { 1e-6, 1e-5, 1e-3, 1, -1e-6 })
        {
            Passes(p => Math.Log(1 + (p * p)), p => 2 * p / (1 + (p * p)), x);
            Passes(p => 1 / p, p => -1 / (p * p), x);
        }

        static void Passes(Func<double, double> loss, Func<double, double> slope, double x)
        {
            GradientCheckResult Check(double factor) => GradientCheck.Compare(p => loss(p[0]), p => [factor * slope(p[0])], [x]);
            Assert.InRange(Check(1).RelativeError, 0, 1e-7);
            Assert.InRange(Check(-1).RelativeError, 1.9, 2.1);
            Assert.InRange(Check(1.0001).RelativeError, 1e-5, 1.1e-4);
        }
    }

    private static double Loss(Model<double> model, Dataset<double> data, double[] p) => model.WithParameters(p).Loss(data);

    private static double[] Gradient(Model<double> model, Dataset<double> data, double[] p) => model.WithParameters(p).Gradient(data).ToArray();

    /// <summary>Inputs of one size from 1e-6 to 1e6, or of sizes that differ, and weights that leave the logits near 1.</summary>
    private static (Model<double> Model, Dataset<double> Data) Case(int seed)
    {
        var random = new Random(seed);
        var (rows, inputs, outputs) = (random.Next(1, 5), random.Next(1, 5), random.Next(2, 4));
        var size = Math.Pow(10, (12 * random.NextDouble()) - 6);
        double[] sizes = [.. Enumerable.Range(0, inputs).Select(_ => random.Next(3) > 0 ? size : Math.Pow(10, (12 * random.NextDouble()) - 6))];
        var x = new double[rows, inputs];
        for (var r = 0; r < rows; r++)
        {
            for (var i = 0; i < inputs; i++)
            {
                x[r, i] = sizes[i] * ((2 * random.NextDouble()) - 1);
            }
        }

        var builder = Architecture.Of(inputs);
        var hidden = random.Next(2) == 0;
        if (hidden)
        {
            builder = builder.Hidden(3, random.Next(2) == 0 ? Activation.Sigmoid : Activation.Tanh);
        }

        var model = Model.Uniform<double>(random.Next(2) == 0 ? builder.Softmax(outputs) : builder.Sigmoid(outputs), -1, 1, seed);
        var parameters = model.GetParameters();
        var width = hidden ? 3 : outputs;
        for (var i = 0; i < inputs; i++)
        {
            for (var j = 0; j < width; j++)
            {
                parameters[(i * width) + j] /= Math.Max(1, sizes[i]);
            }
        }

        model = model.WithParameters(parameters);
        int[] classes = [.. Enumerable.Range(0, rows).Select(_ => random.Next(outputs))];
        return model.Architecture.Output.IsSoftmax
            ? (model, Dataset.Exclusive(x, classes, outputs))
            : (model, Dataset.MultiLabel(x, OneHot(classes, outputs)));
    }

    private static double[,] OneHot(int[] classes, int count)
    {
        var y = new double[classes.Length, count];
        for (var r = 0; r < classes.Length; r++)
        {
            y[r, classes[r]] = 1;
        }

        return y;
    }

    private static void Fill(double[,] array, Func<double> next)
    {
        for (var r = 0; r < array.GetLength(0); r++)
        {
            for (var c = 0; c < array.GetLength(1); c++)
            {
                array[r, c] = next();
            }
        }
    }
}
