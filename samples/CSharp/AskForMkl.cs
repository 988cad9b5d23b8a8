using Perceptron;

namespace Samples.CSharp;

/// <summary>Intel's MKL is asked for, a wide network trained either way, and both ways agree.</summary>
internal static class AskForMkl
{
    public static void Run()
    {
        // <check>
        Console.WriteLine(Mkl.Check());     // MKL is …
        // </check>

        // <train>
        // Nothing throws where MKL is not there: all is then computed as if it had not been asked for.
        var random = new Random(1);
        var x = Rows.Of(Enumerable.Range(0, 64).Select(_ => Enumerable.Range(0, 256).Select(_ => random.NextSingle()).ToArray()));
        var data = Dataset.Of(x, [.. Enumerable.Range(0, 64).Select(row => row % 2)], classCount: 2);
        var start = Model.Glorot<float>(Architecture.Of(256).Hidden(256, Activation.Tanh).Softmax(2), seed: 1);
        var with = start.Train(data, new GradientDescent(0.1), epochs: 10, new TrainingOptions { UseMkl = true }).Last();
        var without = start.Train(data, new GradientDescent(0.1), epochs: 10).Last();
        Console.WriteLine(Math.Abs(with.Loss - without.Loss) < 1e-5);
        // </train>
    }
}
