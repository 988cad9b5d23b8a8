using System.Diagnostics;
using System.Globalization;

namespace Perceptron.Bench.Children;

/// <summary>The cold start: reads MNIST, and trains softmax regression by mini-batches until it reaches a test accuracy.</summary>
internal static class Cold
{
    /// <summary>FOLDER THREADS SEED ACCURACY</summary>
    public static int Run(string[] args)
    {
        var (folder, threads, seed) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        var wanted = double.Parse(args[3], CultureInfo.InvariantCulture);
        var data = Mnist.Load(folder);
        var (training, test) = (data.Training.Data, data.Test.Data);
        var options = new TrainingOptions { BatchSize = 128, Seed = seed, Compute = new ComputeOptions { Threads = threads } };
        var (epochs, accuracy) = (0, 0.0);
        foreach (var epoch in Model.Softmax<float>(training.InputCount, training.ClassCount).Train(training, new GradientDescent(0.5), epochs: 20, options))
        {
            if (epoch.Number == 0)
            {
                continue;
            }

            (epochs, accuracy) = (epoch.Number, epoch.Model.Accuracy(test, options.Compute));
            if (accuracy >= wanted)
            {
                break;
            }
        }

        // Written by hand: a JSON writer would be a large part of the time to start.
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $$"""{"epochs": {{epochs}}, "accuracy": {{accuracy:R}}, "peakBytes": {{process.PeakWorkingSet64}}}"""));
        return 0;
    }
}
