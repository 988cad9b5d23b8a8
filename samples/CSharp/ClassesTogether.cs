using Perceptron;

namespace Samples.CSharp;

/// <summary>Independent classes by a sigmoid, exclusive ones by a softmax, and the error where the targets don't fit.</summary>
internal static class ClassesTogether
{
    public static void Run()
    {
        // <independent>
        double[,] x = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
        var data = Dataset.MultiLabel(
            x,
            new double[,] { { 0, 0 }, { 1, 0 }, { 1, 0 }, { 1, 1 } });
        var independent = Model.Sigmoid<double>(inputCount: 2, outputCount: 2)
            .WithClassNames("OR", "AND")
            .Train(data, new GradientDescent(5), epochs: 5000)
            .Last().Model;
        double[][] rows = [[0, 0], [0, 1], [1, 0], [1, 1]];
        foreach (var row in rows)
        {
            var f = independent.Predict(row);
            var holds = independent.ClassifyMultiLabel(row);
            Console.WriteLine(
                $"{row[0]} {row[1]}  OR {f[0]:F3} {holds[0]}  "
                + $"AND {f[1]:F3} {holds[1]}");
        }
        // </independent>

        // <refused>
        try
        {
            Model.Softmax<double>(inputCount: 2, outputCount: 2).Loss(data);
        }
        catch (ArgumentException exception)
        {
            Console.WriteLine(exception.Message);
        }
        // </refused>

        // <softmax>
        var scores = Model.Softmax(
            new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
            [0, 0, 0]);
        Print(scores.Predict(2, 1, 0));
        Print(scores.Predict(102, 101, 100));
        Print(scores.Predict(20, 10, 0));

        static void Print(double[] f) =>
            Console.WriteLine(
                $"{string.Join(" ", f.Select(p => $"{p:F5}"))}  sum {f.Sum():F5}");
        // </softmax>

        // <two-classes>
        var two = Model.Softmax(
            new double[,] { { 0.0, 0.4 }, { 0.0, 0.4 } },
            [0.0, -0.4]);
        var neuron = Model.Neuron([0.4, 0.4], -0.4);
        Console.WriteLine($"{two.Predict(1, 1)[1]:F6} {neuron.Predict(1, 1)[0]:F6}");
        // </two-classes>

        // <losses>
        double[,] logits = { { 2, 1, 0 } };
        var exclusive = Losses.CrossEntropy(logits, [0]);
        var byHand = -Math.Log(scores.Predict(2, 1, 0)[0]);
        var independently = Losses.BinaryCrossEntropy(
            logits, new double[,] { { 1, 0, 0 } });
        Console.WriteLine($"exclusive, class 0:     {exclusive:F6}");
        Console.WriteLine($"−ln f₀ =                {byHand:F6}");
        Console.WriteLine($"independent, 1 0 0:     {independently:F6}");
        // </losses>
    }
}
