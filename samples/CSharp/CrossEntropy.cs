using Perceptron;

namespace Samples.CSharp;

/// <summary>Cross entropy, a race against squared errors, and the losses of large logits.</summary>
internal static class CrossEntropy
{
    public static void Run()
    {
        // <terms>
        (double, double)[] answers =
            [(1, 0.99), (0, 0.01), (1, 0.5), (1, 0.01), (0, 0.99)];
        foreach (var (y, f) in answers)
        {
            var byFormula = -((y * Math.Log(f)) + ((1 - y) * Math.Log(1 - f)));
            var z = Math.Log(f / (1 - f));
            var fromLogit = Losses.BinaryCrossEntropy(
                new[,] { { z } }, new[,] { { y } });
            Console.WriteLine(
                $"y {y}  f {f:F2}  loss {byFormula:F5}  "
                + $"from the logit {fromLogit:F5}");
        }
        // </terms>

        // <slopes>
        foreach (var z in (double[])[0, -2, -5, -10])
        {
            var f = 1 / (1 + Math.Exp(-z));
            var ofSquare = 2 * (f - 1) * f * (1 - f);
            Console.WriteLine(
                $"y 1  z {z,3}  f {f:F5}  slope of cross entropy {f - 1:F5}, "
                + $"of square {ofSquare:F5}");
        }
        // </slopes>

        // <race>
        // NOT, from a neuron that is sure of the wrong answers: f(0) = 0.007 and
        // f(1) = 0.993.
        var entropy = Updates((f, y) => f - y);
        var square = Updates((f, y) => 2 * (f - y) * f * (1 - f));
        Console.WriteLine($"cross entropy: all correct after {entropy} updates");
        Console.WriteLine($"squared error: all correct after {square} updates");

        // Gradient descent on w and b with rate 1. The slope is the derivative by z
        // of the loss of one row.
        static int Updates(Func<double, double, double> slope)
        {
            var (w, b) = (10.0, -5.0);
            for (var update = 0; ; update++)
            {
                var model = Model.Neuron([w], b);
                if (model.Accuracy(LogicGate.Not.Dataset) == 1)
                    return update;
                var at0 = slope(model.Predict(0)[0], 1);
                var at1 = slope(model.Predict(1)[0], 0);
                w -= at1 / 2;
                b -= (at0 + at1) / 2;
            }
        }
        // </race>

        // <far>
        foreach (var (z, y) in new[] { (10.0, 1.0), (40.0, 1.0), (40.0, 0.0) })
        {
            var f = 1 / (1 + Math.Exp(-z));
            var naive = Math.Log(1 / (y == 1 ? f : 1 - f));
            var exact = Losses.BinaryCrossEntropy(
                new[,] { { z } }, new[,] { { y } });
            Console.WriteLine(
                $"z {z}  y {y}  from f(x) {naive:G6}  from the logit {exact:G6}");
        }
        // </far>

        // <start>
        var knowsNothing = Model.Neuron<double>(inputCount: 2);
        Console.WriteLine(
            $"knows nothing: {knowsNothing.Loss(LogicGate.Or.Dataset):F6}, "
            + $"ln 2 = {Math.Log(2):F6}");
        // </start>
    }
}
