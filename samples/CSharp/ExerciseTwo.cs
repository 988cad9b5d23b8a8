using Perceptron;

namespace Samples.CSharp;

/// <summary>An exercise of a course: NOT, NAND, XOR with and without success, and digits by softmax, each with its pictures.</summary>
internal static class ExerciseTwo
{
    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;

        // <not>
        var not = Dataset.Binary(new double[,] { { 0 }, { 1 } }, [1, 0]);
        var inverter = Model.Neuron<double>(inputCount: 1)
            .Train(not, new GradientDescent(5), epochs: 5000).Last().Model;
        Console.WriteLine($"NOT: {TruthTable.Compute(inverter, not)}");
        var notMap = HeatMap.Draw(inverter, not, labelled: true);
        notMap.SavePng(Path.Combine(folder, "not.png"));
        // </not>

        // <nand>
        double[,] x = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
        var nand = Dataset.Binary(x, [1, 1, 1, 0]);
        var neuron = Model.Neuron<double>(inputCount: 2)
            .Train(nand, new GradientDescent(5), epochs: 5000).Last().Model;
        Console.WriteLine($"NAND: {TruthTable.Compute(neuron, nand)}");
        var nandMap = HeatMap.Draw(neuron, nand, labelled: true);
        nandMap.SavePng(Path.Combine(folder, "nand.png"));
        // </nand>

        // <xor>
        var xor = Dataset.Binary(x, [0, 1, 1, 0]);
        var network = Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1);
        foreach (var seed in (long[])[7, 11])
        {
            var start = Model.Uniform<double>(network, -1, 1, seed);
            var trained = start.Train(xor, new GradientDescent(5), epochs: 5000)
                .Last().Model;
            var table = TruthTable.Compute(trained, xor);
            Console.WriteLine($"XOR, seed {seed}: {table}");
            var picture = HeatMap.Draw(trained, xor, labelled: true);
            picture.SavePng(Path.Combine(folder, $"xor-{seed}.png"));
        }
        // </xor>

        // <digits>
        var digits = Digits.Embedded();
        var parts = digits.SplitByFraction(0.2, seed: 1, stratified: true);
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };
        var model = Model.Softmax<float>(digits.Height * digits.Width, 10)
            .Train(parts.Training.Data, new GradientDescent(0.5), epochs: 20, options)
            .Last().Model;
        Console.WriteLine($"accuracy {model.Accuracy(parts.HeldOut.Data):F4}");

        var pictures = WeightImages.Of(model, digits.Height, digits.Width);
        for (var digit = 0; digit < 10; digit++)
        {
            var picture = pictures.Image(digit, labelled: true);
            picture.SavePng(Path.Combine(folder, $"W{digit}.png"));
        }
        // </digits>

        // <files>
        var names = new DirectoryInfo(folder).GetFiles().Select(file => file.Name);
        Console.WriteLine(string.Join(" ", names.Order(StringComparer.Ordinal)));
        // </files>

        Directory.Delete(folder, recursive: true);
    }
}
