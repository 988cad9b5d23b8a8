using System.Numerics;
using BenchmarkDotNet.Attributes;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Bench.Micro;

/// <summary>Updates of the parameters of softmax regression on MNIST, padding included.</summary>
/// <typeparam name="T">The precision.</typeparam>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class UpdateKernelBenchmarks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Parameters = 785 * 16;
    private const int Batch = 128;

    private readonly Aligned<T> _parameters = KernelData.Uniform<T>(Parameters, 0.1);
    private readonly Aligned<T> _sum = KernelData.Uniform<T>(Parameters, 1e-3);
    private readonly Aligned<T> _gradient = KernelData.Uniform<T>(Parameters, 1e-3);
    private readonly Aligned<T> _first = new(Parameters);
    private readonly Aligned<T> _second = new(Parameters);

    private readonly AdamStep<T> _adam = new(
        T.One, T.CreateTruncating(0.9), T.CreateTruncating(0.1), T.CreateTruncating(0.999), T.CreateTruncating(0.001), T.CreateTruncating(1e-6), T.One, T.CreateTruncating(1e-8));

    /// <summary>p −= rate · (sum / divisor).</summary>
    [Benchmark]
    public void Descend() => UpdateKernels.Descend<T>(_parameters, _sum, Batch, T.CreateTruncating(1e-6));

    /// <summary>The mean of a sum of gradients, plus the gradient of an L2 penalty. The divisor is 1, so that repeated calls don't shrink the gradient.</summary>
    [Benchmark]
    public void Finish() => UpdateKernels.Finish<T>(_gradient, _parameters, 1, 1e-9);

    /// <summary>v = μ v + g, p −= rate · v.</summary>
    [Benchmark]
    public void DescendWithMomentum() =>
        UpdateKernels.DescendWithMomentum<T>(_parameters, _sum, _first, T.CreateTruncating(1e-6), T.CreateTruncating(0.9), nesterov: false);

    /// <summary>A step of Adam.</summary>
    [Benchmark]
    public void Adam() => AdamKernels.Step<T>(_parameters, _sum, _first, _second, _adam);

    /// <summary>Whether the training has diverged.</summary>
    [Benchmark]
    public bool AreFinite() => UpdateKernels.AreFinite<T>(_parameters);
}
