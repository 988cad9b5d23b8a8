using Perceptron;

namespace Samples.CSharp;

/// <summary>A model of your own, Poisson regression of counts: its gradient checked, its loss minimised.</summary>
internal static class CountModel
{
    public static void Run()
    {
        // <model>
        // Invented for this example: the hour of the day divided by 24, and the
        // number of visitors.
        double[] x = [0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70];
        double[] y = [1, 0, 2, 3, 3, 5, 8, 11];

        // The expected number, the rate, is e^(w x + b). The loss is the mean of rate
        // − y (w x + b). It is smallest where the counts are most likely.
        double Loss(double[] p) =>
            x.Zip(y, (x, y) => (Z: (p[0] * x) + p[1], Y: y))
                .Average(row => Math.Exp(row.Z) - (row.Y * row.Z));

        // The derivatives of the loss by w and b: the means of (rate − y) x and of
        // rate − y.
        double[] Gradient(double[] p) =>
        [
            x.Zip(y, (x, y) => (Math.Exp((p[0] * x) + p[1]) - y) * x).Average(),
            x.Zip(y, (x, y) => Math.Exp((p[0] * x) + p[1]) - y).Average(),
        ];
        // </model>

        // <check>
        var check = GradientCheck.Compare(Loss, Gradient, [1, 0]);
        Console.WriteLine($"{check.RelativeError < 1e-9}");

        double[] Wrong(double[] p) => [Gradient(p)[0], 2 * Gradient(p)[1]];
        Console.WriteLine(GradientCheck.Compare(Loss, Wrong, [1, 0]).Where);
        // </check>

        // <minimize>
        var minimum = new Lbfgs().Minimize(Loss, Gradient, [1, 0]);
        Console.WriteLine(minimum.StopReason);
        Console.WriteLine(
            $"w {minimum.GetPoint()[0]:0.000}, b {minimum.GetPoint()[1]:0.000}, loss "
            + $"{minimum.Loss:0.0000}");

        var descent = new GradientDescent(0.1) { Momentum = 0.9 }
            .Minimize(Loss, Gradient, [1, 0], steps: 2000)
            .Last();
        Console.WriteLine(
            $"w {descent.GetPoint()[0]:0.000}, b {descent.GetPoint()[1]:0.000}, loss "
            + $"{descent.Loss:0.0000}");
        // </minimize>

        // <library>
        // The same check for a model of the library: a network, with a penalty.
        var network = Model.Glorot<double>(
            Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax(2), seed: 1);
        var data = Dataset.Exclusive(
            new double[,] { { 0, 1 }, { 1, 0 }, { 1, 1 } },
            [1, 1, 0],
            classCount: 2);
        var penalty = new LossOptions { L2 = 0.1 };
        var ofNetwork = GradientCheck.Compare(network, data, penalty);
        Console.WriteLine($"{ofNetwork.RelativeError < 1e-9}");
        // </library>
    }
}
