using BenchmarkDotNet.Attributes;

namespace Perceptron.Bench.Micro;

/// <summary>What the benchmarks on MNIST share. The data are in the folder that <c>PERCEPTRON_DATA</c> names, or in the cache.</summary>
[MemoryDiagnoser]
public abstract class MnistBenchmarks
{
    /// <summary>Both parts.</summary>
    protected MnistData Mnist { get; private set; } = null!;

    /// <summary>The images to train on.</summary>
    protected Dataset<float> Training => Mnist.Training.Data;

    /// <summary>The images to predict.</summary>
    protected Dataset<float> Test => Mnist.Test.Data;

    /// <summary>Loads them.</summary>
    [GlobalSetup]
    public virtual void SetUp() => Mnist = BenchData.Mnist();
}
