using Perceptron;

namespace Tests;

/// <summary>A small network, and five observations to train it on.</summary>
internal static class SmallNetwork
{
    public static (Model<double> Model, Dataset<double> Data) WithData() => (
        Model.Glorot<double>(Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(1), 5),
        Dataset.Binary(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 }, { 0.5, 0.2 } }, [0, 1, 1, 0, 1]));
}
