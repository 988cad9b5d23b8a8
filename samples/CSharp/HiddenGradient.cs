using Perceptron;

namespace Samples.CSharp;

/// <summary>The gradient of a hidden layer by the chain rule, beside the library's, and its check.</summary>
internal static class HiddenGradient
{
    public static void Run()
    {
        // <forward>
        var model = XorStart.Learns;
        var (w1, b1) = (model.Layers[0].W, model.Layers[0].B);
        var (w2, b2) = (model.Layers[1].W, model.Layers[1].B);
        double[] x = [1, 0];
        var y = 1.0;

        var h = new double[2];
        for (var j = 0; j < 2; j++)
            h[j] = Sigmoid((x[0] * w1[0, j]) + (x[1] * w1[1, j]) + b1[j]);
        var z = (h[0] * w2[0, 0]) + (h[1] * w2[1, 0]) + b2[0];
        var f = Sigmoid(z);
        Console.WriteLine($"h {h[0]:F4} {h[1]:F4}, z {z:F4}, f {f:F4}");
        Console.WriteLine($"loss {-Math.Log(f):F4}");

        static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
        // </forward>

        // <output>
        var delta2 = f - y;
        Console.WriteLine($"error at the output {delta2:F4}");
        Console.WriteLine(
            $"W2 {h[0] * delta2:F4} {h[1] * delta2:F4}, b2 {delta2:F4}");
        // </output>

        // <hidden>
        var delta1 = new double[2];
        for (var j = 0; j < 2; j++)
            delta1[j] = delta2 * w2[j, 0] * h[j] * (1 - h[j]);
        Console.WriteLine($"errors at h {delta1[0]:F4} {delta1[1]:F4}");
        for (var i = 0; i < 2; i++)
            Console.WriteLine(
                $"W1, row {i + 1}: {x[i] * delta1[0]:F4} {x[i] * delta1[1]:F4}");
        // </hidden>

        // <library>
        var row = Dataset.Binary(new double[,] { { 1, 0 } }, [1]);
        var gradient = model.Gradient(row);
        var (first, second) = (gradient.ForLayer(0), gradient.ForLayer(1));
        Console.WriteLine($"the library: {first.W[0, 0]:F4} {first.W[0, 1]:F4}");
        Console.WriteLine($"and for W2:  {second.W[0, 0]:F4} {second.W[1, 0]:F4}");
        // </library>

        // <check>
        var check = GradientCheck.Compare(model, LogicGate.Xor.Dataset);
        Console.WriteLine($"agrees with differences: {check.RelativeError < 1e-9}");
        // </check>

        // <own>
        // All nine parameters in one array: W1, b1, W2, b2.
        double[] p = [1, -1, 1, -1, 1, 1, -1, -1, -1];
        double Loss(double[] p) => -Math.Log(Forward(p).F);

        (double[] H, double F) Forward(double[] p)
        {
            double[] h = [Sigmoid(p[0] + p[4]), Sigmoid(p[1] + p[5])];
            return (h, Sigmoid((h[0] * p[6]) + (h[1] * p[7]) + p[8]));
        }

        double[] Gradient(double[] p, bool withSlope)
        {
            var (h, f) = Forward(p);
            var d2 = f - 1;
            double D1(int j) =>
                d2 * p[6 + j] * (withSlope ? h[j] * (1 - h[j]) : 1);
            return [D1(0), D1(1), 0, 0, D1(0), D1(1), d2 * h[0], d2 * h[1], d2];
        }

        var right = GradientCheck.Compare(Loss, p => Gradient(p, true), p);
        var wrong = GradientCheck.Compare(Loss, p => Gradient(p, false), p);
        Console.WriteLine($"with h(1 − h): {right.RelativeError < 1e-9}");
        Console.WriteLine($"without: {wrong.RelativeError < 1e-9}");
        Console.WriteLine(
            $"{wrong.Where}: {wrong.Analytic:F4} for {wrong.Numeric:F4}");
        // </own>

        // <deep>
        foreach (var layers in (int[])[1, 2, 4, 8])
        {
            var architecture = Architecture.Of(2);
            for (var layer = 0; layer < layers; layer++)
                architecture = architecture.Hidden(8, Activation.Sigmoid);
            var deep = Model.Glorot<double>(architecture.Sigmoid(1), seed: 1);
            var w = deep.Gradient(LogicGate.Xor.Dataset).ForLayer(0).W;
            var largest = w.ToArray().Cast<double>().Max(Math.Abs);
            Console.WriteLine($"{layers} hidden layers: {largest:E1}");
        }
        // </deep>
    }
}
