using Perceptron;

namespace Samples.CSharp;

/// <summary>Asks for Intel's MKL, trains a wide network with it and without it, and compares the two.</summary>
internal static class AskForMkl
{
    public static void Run()
    {
        // <check>
        Console.WriteLine(BlasProvider.Mkl.Check());     // MKL is …
        // </check>

        // <train>
        // A batch of 300 rows and a layer of 256 inputs and outputs are large enough.
        // Without MKL nothing throws: the library computes as if you had not asked
        // for it.
        var random = new Random(1);
        float[] Row(int length) =>
            [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
        var x = Rows.Of(Enumerable.Range(0, 300).Select(_ => Row(256)));
        var data = Dataset.Exclusive(
            x, [.. Enumerable.Range(0, 300).Select(row => row % 2)], classCount: 2);
        var start = Model.Glorot<float>(
            Architecture.Of(256).Hidden(256, Activation.Tanh).Softmax(2), seed: 1);
        var descent = new GradientDescent(0.1);
        var compute = new ComputeOptions { UseMkl = true };
        var options = new TrainingOptions { Compute = compute };
        var with = start.Train(data, descent, epochs: 10, options).Last();
        var without = start.Train(data, descent, epochs: 10).Last();
        Console.WriteLine(Math.Abs(with.Loss - without.Loss) < 1e-5);
        // </train>
    }
}
