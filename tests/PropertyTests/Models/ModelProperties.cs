using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>A model and its numbers: out, back in, by value, and at random from a seed.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class ModelProperties
{
    [Property]
    public void Parameters_give_the_model_back(ModelWithData given)
    {
        var parameters = given.Model.GetParameters();
        Same.Bits(parameters, Model.FromParameters(given.Model.Architecture, parameters).GetParameters());
        Same.Bits(parameters, given.Model.WithParameters(parameters).GetParameters());
        Assert.Equal(given.Model, given.Model.WithParameters(parameters));
        Assert.Equal(parameters.Length, given.Model.ParameterCount);
        Assert.Equal(parameters.Length, given.Model.Architecture.ParameterCount);

        var single = given.Model.ConvertTo<float>();
        Same.Bits([.. parameters.Select(p => (float)p)], single.GetParameters());
        Assert.Equal(single, Model.FromParameters(single.Architecture, single.GetParameters()));
        Assert.Equal(single, single.ConvertTo<double>().ConvertTo<float>());
        Assert.Equal(given.Model, given.Model.ConvertTo<double>());
    }

    [Property]
    public void Parameters_are_each_layers_weights_row_after_row_and_then_its_bias(ModelWithData given)
    {
        var next = 0;
        var parameters = given.Model.GetParameters();
        foreach (var layer in given.Model.Layers)
        {
            for (var i = 0; i < layer.InputCount; i++)
            {
                for (var j = 0; j < layer.OutputCount; j++)
                {
                    Same.Bits(parameters[next++], layer.W[i, j]);
                    Same.Bits(layer.W[i, j], layer.W.Column(j)[i]);
                    Same.Bits(layer.W[i, j], layer.W.ToMatrix()[i, j]);
                }
            }

            for (var j = 0; j < layer.OutputCount; j++)
            {
                Same.Bits(parameters[next++], layer.B[j]);
                Same.Bits(layer.B[j], layer.B.ToVector()[j]);
            }
        }

        Assert.Equal(parameters.Length, next);
    }

    [Property]
    public void A_model_is_rebuilt_from_its_weights_and_biases(ModelWithData given)
    {
        var layers = given.Model.Layers;
        Assert.Equal(given.Model, Model.Of(given.Model.Architecture, [.. layers]));
        Assert.Equal(given.Model, Model.Of(given.Model.Architecture, [.. layers.Select(l => Layer.Of(l.W.ToArray(), l.B.ToArray()))]));
        Assert.Equal(given.Model, Model.Of(given.Model.Architecture, [.. layers.Select(l => Layer.Of(l.W.ToMatrix(), l.B.ToVector()))]));

        var rebuilt = Model.Zeros<double>(given.Model.Architecture);
        for (var l = 0; l < layers.Count; l++)
        {
            rebuilt = rebuilt.WithLayer(l, layers[l]);
        }

        Assert.Equal(given.Model, rebuilt);
        if (layers.Count == 1)
        {
            var (w, b) = (layers[0].W, layers[0].B);
            Assert.Equal(given.Model, given.IsSoftmax ? Model.Softmax(w.ToArray(), b.ToArray()) : Model.Sigmoid(w.ToArray(), b.ToArray()));
            Assert.Equal(given.Model, given.IsSoftmax ? Model.Softmax(w.ToMatrix(), b.ToVector()) : Model.Sigmoid(w.ToMatrix(), b.ToVector()));
        }
    }

    [Property]
    public void Equal_models_are_equal_in_everything_and_one_other_parameter_tells_them_apart(ModelWithData given)
    {
        var same = given.WithRows(given.Rows).Model;
        Assert.NotSame(given.Model, same);
        Assert.True(given.Model.Equals((object)same));
        Assert.Equal(given.Model.GetHashCode(), same.GetHashCode());
        Assert.Equal(given.Model.Architecture, same.Architecture);
        Assert.Equal(given.Model.Architecture.GetHashCode(), same.Architecture.GetHashCode());
        for (var l = 0; l < same.Layers.Count; l++)
        {
            var (left, right) = (given.Model.Layers[l], same.Layers[l]);
            Assert.Equal(left, right);
            Assert.Equal(left.GetHashCode(), right.GetHashCode());
            Assert.Equal(left.W, right.W);
            Assert.Equal(left.W.GetHashCode(), right.W.GetHashCode());
            Assert.Equal(left.B, right.B);
            Assert.Equal(left.B.GetHashCode(), right.B.GetHashCode());
        }

        var parameters = given.Model.GetParameters();
        var changed = given.Seed % parameters.Length;
        parameters[changed] = Math.BitIncrement(parameters[changed]);
        Assert.NotEqual(given.Model, given.Model.WithParameters(parameters));
        Assert.Single(
            given.Model.WithParameters(parameters).Layers.Zip(given.Model.Layers), pair => !pair.First.Equals(pair.Second));
        Assert.False(given.Model.Equals(null));
        Assert.False(given.Model.Equals("model"));
    }

    [Fact]
    public void Zero_and_minus_zero_are_equal_and_so_are_their_hashes()
    {
        var (plus, minus) = (Model.Neuron([0.0], 0), Model.Neuron([-0.0], -0.0));

        Assert.Equal(plus, minus);
        Assert.Equal(plus.GetHashCode(), minus.GetHashCode());
    }

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

    [Property]
    public void Equal_seeds_give_equal_bits_and_others_do_not(ModelWithData given, long seed)
    {
        var architecture = given.Model.Architecture;
        Same.Bits(Model.Uniform<double>(architecture, -1, 1, seed).GetParameters(), Model.Uniform<double>(architecture, -1, 1, seed).GetParameters());
        Assert.NotEqual(Model.Uniform<double>(architecture, -1, 1, seed), Model.Uniform<double>(architecture, -1, 1, seed + 1));
        Assert.Equal(Model.Glorot<double>(architecture, seed), Model.Glorot<double>(architecture, seed));
        Assert.NotEqual(Model.Glorot<double>(architecture, seed), Model.Glorot<double>(architecture, seed + 1));
        Assert.Equal(Model.He<float>(architecture, seed), Model.He<float>(architecture, seed));
        Assert.NotEqual(Model.He<float>(architecture, seed), Model.He<float>(architecture, seed + 1));
    }

    [Property]
    public void Random_models_stay_in_their_intervals(ModelWithData given, long seed)
    {
        var architecture = given.Model.Architecture;
        Assert.All(Model.Uniform<double>(architecture, -0.25, 3, seed).GetParameters(), p => Assert.InRange(p, -0.25, 3));
        RequireScaled(Model.Glorot<double>(architecture, seed), (inputs, outputs) => Math.Sqrt(6.0 / (inputs + outputs)));
        RequireScaled(Model.He<double>(architecture, seed), (inputs, _) => Math.Sqrt(6.0 / inputs));

        static void RequireScaled(Model<double> model, Func<int, int, double> limit)
        {
            foreach (var layer in model.Layers)
            {
                var bound = limit(layer.InputCount, layer.OutputCount);
                Assert.All(Same.Flat(layer.W.ToArray()), w => Assert.InRange(w, -bound, bound));
                Assert.All(layer.B.ToArray(), b => Assert.Equal(0, b));
            }
        }
    }

    [Fact]
    public void Random_models_fill_their_intervals_evenly()
    {
        // 40,000 numbers: the mean of a uniform one has a deviation of width / √12 / 200.
        var architecture = Architecture.Of(199).Sigmoid(200);
        Check(Model.Uniform<double>(architecture, 2, 6, 7).GetParameters(), 2, 6);
        var glorot = Math.Sqrt(6.0 / 399);
        Check(Same.Flat(Model.Glorot<double>(architecture, 7).Layers[0].W.ToArray()), -glorot, glorot);
        var he = Math.Sqrt(6.0 / 199);
        Check(Same.Flat(Model.He<double>(architecture, 7).Layers[0].W.ToArray()), -he, he);

        static void Check(double[] values, double low, double high)
        {
            var width = high - low;
            Same.Within((low + high) / 2, values.Average(), 5 * width / Math.Sqrt(12 * values.Length));
            Assert.InRange(values.Min(), low, low + (width / 1000));
            Assert.InRange(values.Max(), high - (width / 1000), high);
            var variance = values.Select(value => Math.Pow(value - values.Average(), 2)).Average();
            Same.Within(width * width / 12, variance, width * width / 12 * 0.03);
        }
    }

    [Property]
    public void Weights_go_to_mathnet_and_back(ModelWithData given)
    {
        foreach (var layer in given.Model.Layers)
        {
            Same.Bits(layer.W.ToArray(), layer.W.ToMatrix().ToArray());
            Assert.Equal(layer, Layer.Of(Matrix<double>.Build.SparseOfArray(layer.W.ToArray()), Vector<double>.Build.SparseOfArray(layer.B.ToArray())));
            Assert.Equal(layer, Layer.Of(layer.W.ToMatrix().Transpose().Transpose(), layer.B.ToVector()));
        }
    }
}
