using Perceptron;

namespace Samples.CSharp;

/// <summary>A neuron: its logit, its f(x), many rows at a time, and how it learns NOT.</summary>
internal static class NeuronSteps
{
    public static void Run()
    {
        // <neuron>
        var neuron = Model.Neuron([2.0, -1.0], 0.5);
        Console.WriteLine($"logit {neuron.Logits(1, 3)[0]}");
        Console.WriteLine($"f(x)  {neuron.Predict(1, 3)[0]:F4}");
        // </neuron>

        // <by-hand>
        static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
        Console.WriteLine($"by hand {Sigmoid((1 * 2) + (3 * -1) + 0.5):F4}");
        // </by-hand>

        // <rows>
        double[,] x = { { 0, 0 }, { 1, 3 }, { 3, 1 } };
        var f = neuron.Predict(x);
        for (var i = 0; i < 3; i++)
            Console.WriteLine($"f({x[i, 0]}, {x[i, 1]}) = {f[i, 0]:F4}");
        // </rows>

        // <not>
        var not = Dataset.Binary(new double[,] { { 0 }, { 1 } }, [1, 0]);
        var start = Model.Neuron<double>(inputCount: 1);
        foreach (var epoch in start.Train(not, new GradientDescent(5), epochs: 100))
        {
            if (epoch.Number is 0 or 1 or 2 or 10 or 100)
            {
                var layer = epoch.Model.Layers[0];
                Console.WriteLine(
                    $"{epoch.Number,3}  loss {epoch.Loss:F4}  "
                    + $"w {layer.W[0, 0]:F3}  b {layer.B[0]:F3}");
            }
        }
        // </not>

        // <gradient>
        var gradient = start.Gradient(not).ToArray();
        Console.WriteLine($"gradient at the start: {gradient[0]}, {gradient[1]}");
        var check = GradientCheck.Compare(neuron, LogicGate.Or.Dataset);
        Console.WriteLine($"agrees with differences: {check.RelativeError < 1e-9}");
        // </gradient>
    }
}
