using System.Diagnostics;

namespace Perceptron.Bench;

/// <summary>A training that has computed its first epoch, and computes one more on each call.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly IEnumerator<Epoch<float>> _epochs;

    public TrainingRun(Model<float> start, Dataset<float> data, double rate, TrainingOptions options)
    {
        _epochs = start.Train(data, new GradientDescent(rate), epochs: 1_000_000, options).GetEnumerator();
        _epochs.MoveNext();
    }

    /// <summary>Softmax regression from zeros.</summary>
    public static TrainingRun Softmax(Dataset<float> data, double rate, int batch, int threads) => new(
        Model.Softmax<float>(data.InputCount, data.ClassCount), data, rate, new TrainingOptions { BatchSize = batch == 0 ? null : batch, Seed = 1, Compute = new ComputeOptions { Threads = threads } });

    public Epoch<float> Last => _epochs.Current;

    /// <summary>Trains one more epoch.</summary>
    /// <returns>Its seconds.</returns>
    public double Next()
    {
        var start = Stopwatch.GetTimestamp();
        _epochs.MoveNext();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => _epochs.Dispose();
}
