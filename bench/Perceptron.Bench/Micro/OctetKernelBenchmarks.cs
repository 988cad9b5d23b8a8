using BenchmarkDotNet.Attributes;
using Perceptron.Data;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Bench.Micro;

/// <summary>
/// The products of MNIST's test images with the weights of ten neurons by octets of inputs, which are of single precision, in blocks of
/// 128 rows; per row, and on one thread.
/// </summary>
[MemoryDiagnoser]
public class OctetKernelBenchmarks
{
    private readonly int _stride = Lanes.Pad<float>(10);
    private int _units;
    private Octets _octets = null!;
    private Aligned<float> _w = null!;
    private Aligned<float> _b = null!;
    private Aligned<float> _z = null!;
    private Aligned<float> _gradient = null!;

    /// <summary>How the rows are kept.</summary>
    [Params(RowForm.Bytes, RowForm.Dense)]
    public RowForm Form { get; set; }

    /// <summary>Fills the memory.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var rows = BenchData.Mnist().Test.Data.Rows;
        _octets = (Form == RowForm.Dense ? rows.ToDense() : rows).Octets ?? throw new NotSupportedException("This processor has no vectors for octets.");
        _units = rows.Inputs / OctetKernels.Width;
        _w = KernelData.Uniform<float>(_units * OctetKernels.Length, 0.1);
        _b = KernelData.Uniform<float>(_stride, 0.1);
        _z = KernelData.Uniform<float>(KernelData.Block * _stride, 0.1);
        _gradient = new(_units * OctetKernels.Length);
    }

    /// <summary>Z = XW + b.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Rows)]
    public void Forward()
    {
        for (var start = 0; start < KernelData.Rows; start += KernelData.Block)
        {
            _octets.Forward(new RowBlock(null, start, KernelData.Block), 0, KernelData.Block, _w, _b, _z, _stride);
        }
    }

    /// <summary>G = Xᵀδ.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Rows)]
    public void Gradient()
    {
        for (var start = 0; start < KernelData.Rows; start += KernelData.Block)
        {
            _octets.Gradient(new RowBlock(null, start, KernelData.Block), _z, _stride, _gradient, 0, _units);
        }
    }
}
