using System.Numerics;
using BenchmarkDotNet.Attributes;
using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Bench.Micro;

/// <summary>From logits to predictions, and to losses with their gradients, for a block of 128 rows; per row, including the copy of its logits.</summary>
/// <typeparam name="T">The precision.</typeparam>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class OutputKernelBenchmarks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _losses = new double[KernelData.Block];
    private readonly int[] _targets = new int[KernelData.Block];
    private int _stride;
    private double[] _scratch = [];
    private double[] _y = [];
    private Aligned<T> _logits = null!;
    private Aligned<T> _z = null!;

    /// <summary>The number of classes.</summary>
    [Params(10, 100)]
    public int Classes { get; set; }

    /// <summary>Fills the memory.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _stride = Lanes.Pad<T>(Classes);
        _scratch = new double[RowLosses.ScratchLength(_stride)];
        _y = new double[RowLosses.ScratchLength(_stride)];
        _y[3] = 1;
        _logits = KernelData.Uniform<T>(KernelData.Block * _stride, 5);
        _z = new(KernelData.Block * _stride);
        for (var r = 0; r < KernelData.Block; r++)
        {
            _targets[r] = r % Classes;
        }
    }

    /// <summary>f(x) = softmax(z).</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Block)]
    public void Softmax()
    {
        _logits.Span.CopyTo(_z);
        OutputKernels.Softmax<T>(_z, Classes, _stride, _scratch);
    }

    /// <summary>log Σ e^z − z_y, and f(x) − y.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Block)]
    public void SoftmaxLosses()
    {
        _logits.Span.CopyTo(_z);
        OutputKernels.SoftmaxLosses<T>(_z, Classes, _stride, _targets, new RowBlock(null, 0, KernelData.Block), _losses, _scratch, differentiate: true);
    }

    /// <summary>f(x) = σ(z).</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Block)]
    public void Sigmoid()
    {
        _logits.Span.CopyTo(_z);
        OutputKernels.Sigmoid<T>(_z);
    }

    /// <summary>Binary cross entropy of each output, and f(x) − y.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Block)]
    public void SigmoidLosses()
    {
        _logits.Span.CopyTo(_z);
        for (var r = 0; r < KernelData.Block; r++)
        {
            _losses[r] = OutputKernels.SigmoidLoss(_z.AsSpan(r * _stride, _stride), Classes, _y, differentiate: true);
        }
    }
}
