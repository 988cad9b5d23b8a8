using Perceptron;

namespace Samples.CSharp;

/// <summary>XOR: why one neuron can't, that two hidden ones can, and from how many starts they learn it.</summary>
internal static class XorLearning
{
    public static void Run()
    {
        // <one>
        var xor = LogicGate.Xor.Dataset;
        var alone = Model
            .Uniform<double>(Architecture.Of(2).Sigmoid(1), -1, 1, seed: 1)
            .Train(xor, new GradientDescent(1), epochs: 5000)
            .Last();
        var best = alone.Model.Predict(xor.Rows);
        Console.WriteLine(
            $"one neuron: loss {alone.Loss:F6}, f(x) {best[0, 0]:F3} "
            + $"{best[1, 0]:F3} {best[2, 0]:F3} {best[3, 0]:F3}");
        // </one>

        // <by-hand>
        var byHand = Model.Of(
            Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1),
            // h1 is OR, h2 is NAND, and f is AND of them.
            Layer.Of(new double[,] { { 10, -10 }, { 10, -10 } }, [-5, 15]),
            Layer.Of(new double[,] { { 10 }, { 10 } }, [-15]));
        double[][] rows = [[0, 0], [0, 1], [1, 0], [1, 1]];
        foreach (var x in rows)
        {
            var activations = byHand.Activations(x);
            var (h, f) = (activations[0], activations[1]);
            Console.WriteLine($"{x[0]} {x[1]}  h {h[0]:F3} {h[1]:F3}  f {f[0]:F3}");
        }
        // </by-hand>

        // <two>
        foreach (var seed in (long[])[7, 11])
        {
            var run = GateRun.Run(LogicGate.Xor, new GateOptions { Seed = seed });
            Console.WriteLine($"seed {seed}: {run}");
            foreach (var row in run.Table.Rows)
                Console.WriteLine($"  {row}");
        }
        // </two>

        // <starts>
        Show("learns", XorStart.Learns);
        Show("gets stuck", XorStart.GetsStuck);

        void Show(string name, Model<double> start)
        {
            foreach (var epoch in start.Train(xor, new GradientDescent(1), 5000))
                if (epoch.Number is 0 or 1000 or 5000)
                    Console.WriteLine(
                        $"{name,-10}  epoch {epoch.Number,4}  loss {epoch.Loss:F4}");
        }

        Console.WriteLine($"half of ln 2 is {Math.Log(2) / 2:F4}");
        var faster = XorStart.GetsStuck
            .Train(xor, new GradientDescent(10), epochs: 5000)
            .Last();
        Console.WriteLine($"gets stuck, but with rate 10: loss {faster.Loss:F4}");
        // </starts>

        // <survey>
        Console.WriteLine(GateSurvey.Run(LogicGate.Xor, firstSeed: 1, count: 100));
        foreach (var hidden in (int[])[1, 2, 3, 4, 8])
        {
            var options = new GateOptions { HiddenNeurons = hidden, Epochs = 2000 };
            var survey = GateSurvey.Run(LogicGate.Xor, 1, 100, options);
            Console.WriteLine($"{hidden} hidden, 2000 epochs: {survey}");
        }
        // </survey>
    }
}
