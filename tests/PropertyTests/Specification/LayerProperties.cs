using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>W and b of each layer: their order among the parameters, and their other forms.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class LayerProperties
{
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
