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
        ModelFile.Save(
            xor,
            path,
            new ModelFileMetadata
            {
                Entries = new Dictionary<string, string> { ["note"] = "by hand" },
            });

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
            Console.WriteLine(
                exception.Message.Replace(
                    path, "xor.safetensors", StringComparison.Ordinal));
        }
        // </damaged>

        // <checkpoint>
        var data = Digits.Embedded().Data;
        var start = Model.He<float>(
            Architecture.Of(64).Hidden(32, Activation.ReLU).Softmax(10), seed: 1);
        var adam = new Adam(0.01);
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };

        // After three epochs: weights, what Adam remembers, and the settings, in one
        // file.
        var checkpoint = Path.Combine(folder, "checkpoint.safetensors");
        start.Train(data, adam, epochs: 3, options).Last().Save(checkpoint);
        // </checkpoint>

        // <resume>
        // Perhaps in another process, on another day:
        var epoch = Epoch.Load<float>(checkpoint);
        Console.WriteLine(epoch.Settings);
        var resumed = epoch.Resume(data, adam, epochs: 2, options).Last();
        var uninterrupted = start.Train(data, adam, epochs: 5, options).Last();
        Console.WriteLine(resumed);
        Console.WriteLine(resumed.Model.Equals(uninterrupted.Model));
        // </resume>

        // <fit>
        // A training to a stop saves each epoch. If it is interrupted, the last file
        // has the early stopping too.
        var parts = data.SplitByFraction(0.2, seed: 1);
        var stopping = new StoppingOptions<float>
        {
            Validation = parts.HeldOut,
            Patience = 5,
        };
        var whole = start.Fit(
            parts.Training,
            adam,
            epochs: 12,
            options,
            stopping,
            new SynchronousProgress<FitProgress<float>>(progress =>
            {
                if (progress.Epoch.Number == 4)
                {
                    progress.Epoch.Save(checkpoint);
                }
            }));
        var further = Epoch.Load<float>(checkpoint)
            .ResumeFit(parts.Training, adam, epochs: 8, options, stopping);
        Console.WriteLine(
            further.Best.Number == whole.Best.Number
                && further.Best.Model.Equals(whole.Best.Model));
        Console.WriteLine(
            further.Losses.SequenceEqual(whole.Losses)
                && further.Scores.SequenceEqual(whole.Scores));
        // </fit>

        Directory.Delete(folder, recursive: true);
    }
}
