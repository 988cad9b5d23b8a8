using System.Globalization;
using Perceptron;

namespace Samples.CSharp;

/// <summary>A perceptron of two layers learns XOR, as a class in PyTorch does.</summary>
internal static class SigmoidModel
{
    public static void Run()
    {
        // <model>
        // Model variables
        var start = Model.Of(
            Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1),
            Layer.Of(new double[,] { { 1, -1 }, { 1, -1 } }, [1, 1]),     // W1, b1
            Layer.Of(new double[,] { { -1 }, { -1 } }, [-1]));            // W2, b2

        // Its members: Activations(x)[0] is h, Logits(x), Predict(x) is f,
        // Loss(data), Gradient(data).
        // </model>

        // <data>
        var data = Dataset.Binary(
            new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } },
            [0, 1, 1, 0]);
        // </data>

        // <start>
        Print($"gradient {start.Gradient(data).ForLayer(0).W[0, 0]:F10}");
        // </start>

        // <train>
        var model = start;
        var descent = new GradientDescent(learningRate: 1);
        foreach (var epoch in start.Train(data, descent, epochs: 5000))
        {
            model = epoch.Model;
            if (epoch.Number % 1000 == 0)
            {
                Print($"{epoch.Number} {epoch.Loss:F10}");
            }
        }
        // </train>

        // <result>
        for (var i = 0; i < 4; i++)
        {
            Print($"f {model.Predict(data.Rows)[i, 0]:F10}");
        }

        var (w1, b1) = (model.Layers[0].W[0, 0], model.Layers[0].B[0]);
        var (w2, b2) = (model.Layers[1].W[0, 0], model.Layers[1].B[0]);
        Print($"W1 {w1:F10} b1 {b1:F10} W2 {w2:F10} b2 {b2:F10}");
        Print($"accuracy {model.Accuracy(data):F2}");
        // </result>
    }

    /// <summary>With a decimal point, whatever the language of the system.</summary>
    private static void Print(FormattableString line) =>
        Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
