using Perceptron;

namespace Samples.CSharp;

/// <summary>XOR learned by two hidden neurons, its losses, and the gradient checked.</summary>
internal static class Xor
{
    public static void Run()
    {
        // <xor>
        var xor = LogicGate.Xor.Dataset;
        var network = Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1);
        var start = Model.Uniform<double>(network, -1, 1, seed: 7);
        var learned = start.Train(xor, new GradientDescent(5), epochs: 5000)
            .First(epoch => epoch.Loss < 0.01);
        Console.WriteLine(learned); // epoch 375, loss 0.00997667
        var classes = learned.Model.Classify(xor.Rows);
        Console.WriteLine(string.Join(", ", classes)); // 0, 1, 1, 0
        // </xor>

        // <losses>
        foreach (var epoch in start.Train(xor, new GradientDescent(5), epochs: 400))
            if (epoch.Number % 100 == 0)
                Console.WriteLine($"{epoch.Number,3}  {epoch.Loss:F4}");
        // </losses>

        // <gradient>
        var check = GradientCheck.Compare(start, xor);
        Console.WriteLine(check.RelativeError < 1e-9); // True
        // </gradient>
    }
}
