using BenchmarkDotNet.Attributes;

namespace Perceptron.Bench.Micro;

/// <summary>From the .gz files to datasets.</summary>
public class LoadingBenchmarks : MnistBenchmarks
{
    /// <summary>All four files.</summary>
    [Benchmark]
    public MnistData Load() => Perceptron.Mnist.Load(Mnist.Folder);
}
