using BenchmarkDotNet.Attributes;

namespace Perceptron.Bench.Micro;

/// <summary>Epochs of softmax regression and of a small network on MNIST, and its full-batch gradient.</summary>
public class TrainingBenchmarks : MnistBenchmarks, IDisposable
{
    private readonly Model<float> _softmax = Model.Softmax<float>(784, 10);
    private ComputeOptions _options = new();
    private TrainingRun _miniBatches = null!;
    private TrainingRun _fullBatches = null!;
    private TrainingRun _network = null!;

    /// <summary>The number of threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <inheritdoc/>
    public override void SetUp()
    {
        base.SetUp();
        _options = new ComputeOptions { Threads = Threads };
        _miniBatches = TrainingRun.Softmax(Training, rate: 0.5, batch: 128, Threads);
        _fullBatches = TrainingRun.Softmax(Training, rate: 0.5, batch: 0, Threads);
        var start = Model.He<float>(Architecture.Of(784).Hidden(128, Activation.ReLU).Softmax(10), seed: 1);
        _network = new(start, Training, rate: 0.1, new TrainingOptions { BatchSize = 128, Seed = 1, Compute = new ComputeOptions { Threads = Threads } });
    }

    /// <summary>Softmax regression, mini-batches of 128; allocates the model that the epoch returns.</summary>
    [Benchmark]
    public double MiniBatchEpoch() => _miniBatches.Next();

    /// <summary>Softmax regression, all rows in one step.</summary>
    [Benchmark]
    public double FullBatchStep() => _fullBatches.Next();

    /// <summary>The gradient of softmax regression over all rows.</summary>
    [Benchmark]
    public Gradient<float> FullBatchGradient() => _softmax.Gradient(Training, compute: _options);

    /// <summary>784–128–10 with ReLU, mini-batches of 128.</summary>
    [Benchmark]
    public double NetworkEpoch() => _network.Next();

    /// <summary>Ends the trainings.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _miniBatches.Dispose();
        _fullBatches.Dispose();
        _network.Dispose();
    }
}
