using Perceptron;

namespace Samples.CSharp;

/// <summary>A model saved and loaded, and a training that goes on from a checkpoint to the same bits.</summary>
internal static class Checkpoints
{
    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = Path.Combine(folder, "xor.safetensors");

        // <save>
        var xor = LogicGate.Xor.Textbook;
        ModelFile.Save(xor, path, new ModelFileMetadata { Entries = new Dictionary<string, string> { ["note"] = "by hand" } });

        var saved = ModelFile.Load<double>(path);
        Console.WriteLine(saved);
        Console.WriteLine(saved.Model.Equals(xor));
        Console.WriteLine(saved.Metadata.Entries["note"]);
        // </save>

        // <damaged>
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^8]);
        try
        {
            ModelFile.Load<double>(path);
        }
        catch (InvalidDataException exception)
        {
            Console.WriteLine(exception.Message.Replace(path, "xor.safetensors", StringComparison.Ordinal));
        }
        // </damaged>

        // <checkpoint>
        var data = Digits.Embedded().Data;
        var start = Model.He<float>(Architecture.Of(64).Hidden(32, Activation.ReLU).Softmax(10), seed: 1);
        var adam = new Adam(0.01);
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };

        // After three epochs: the model, and beside it what Adam remembers, two numbers a parameter.
        var third = start.Train(data, adam, epochs: 3, options).Last();
        var checkpoint = Path.Combine(folder, "checkpoint.safetensors");
        ModelFile.Save(third.Model, checkpoint, new ModelFileMetadata
        {
            Entries = new Dictionary<string, string> { ["epoch"] = $"{third.Number}", ["steps"] = $"{third.Steps}" },
        });
        File.WriteAllBytes(checkpoint + ".slots", [.. third.GetSlots().SelectMany(BitConverter.GetBytes)]);
        // </checkpoint>

        // <resume>
        // Perhaps in another process, on another day:
        var loaded = ModelFile.Load<float>(checkpoint);
        float[] slots = [.. File.ReadAllBytes(checkpoint + ".slots").Chunk(4).Select(bytes => BitConverter.ToSingle(bytes))];
        var epoch = Epoch.Of(
            int.Parse(loaded.Metadata.Entries["epoch"], null), loaded.Model, long.Parse(loaded.Metadata.Entries["steps"], null), slots);
        var resumed = epoch.Resume(data, adam, epochs: 2, options).Last();
        var uninterrupted = start.Train(data, adam, epochs: 5, options).Last();
        Console.WriteLine(resumed);
        Console.WriteLine(resumed.Model.Equals(uninterrupted.Model));
        // </resume>

        Directory.Delete(folder, recursive: true);
    }
}
