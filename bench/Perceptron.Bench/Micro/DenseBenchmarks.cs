using BenchmarkDotNet.Attributes;

namespace Perceptron.Bench.Micro;

/// <summary>Softmax regression on 60,000 × 784 non-zero values, ten classes.</summary>
[MemoryDiagnoser]
public class DenseBenchmarks : IDisposable
{
    private readonly Model<float> _model = Model.Softmax<float>(784, 10);
    private Dataset<float> _data = null!;
    private TrainingRun _miniBatches = null!;

    /// <summary>Makes the values.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _data = BenchData.Dense(BenchData.Uniform(60_000 * 784), 784, 10);
        _miniBatches = TrainingRun.Softmax(_data, rate: 0.01, batch: 128, threads: 1);
    }

    /// <summary>Mini-batches of 128, one thread.</summary>
    [Benchmark]
    public double MiniBatchEpoch() => _miniBatches.Next();

    /// <summary>The gradient over all rows, one thread.</summary>
    [Benchmark]
    public Gradient<float> FullBatchGradient() => _model.Gradient(_data);

    /// <summary>Ends the training.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _miniBatches.Dispose();
    }
}
