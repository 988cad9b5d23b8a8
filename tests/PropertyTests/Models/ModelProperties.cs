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
            var mean = values.Average();
            var variance = values.Average(value => Math.Pow(value - mean, 2));
            Same.Within(width * width / 12, variance, width * width / 12 * 0.03);
        }
    }
}
