using BenchmarkDotNet.Attributes;
using Perceptron.Data;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Bench.Micro;

/// <summary>
/// The products of MNIST's test images with the weights of ten neurons by input blocks, in single precision, in blocks of 128 rows; per row,
/// and on one thread.
/// </summary>
[MemoryDiagnoser]
public class BlockKernelBenchmarks
{
    private readonly int _stride = Lanes.Pad<float>(10);
    private int _blockCount;
    private InputBlocks _blocks = null!;
    private Aligned<float> _w = null!;
    private Aligned<float> _b = null!;
    private Aligned<float> _z = null!;
    private Aligned<float> _gradient = null!;

    /// <summary>How the rows are stored.</summary>
    [Params(RowForm.Bytes, RowForm.Dense)]
    public RowForm Form { get; set; }

    /// <summary>Fills the memory.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var rows = BenchData.Mnist().Test.Data.Rows;
        _blocks = (Form == RowForm.Dense ? rows.ToDense() : rows).Blocks ?? throw new NotSupportedException("This processor lacks the vector instructions for input blocks.");
        _blockCount = rows.InputCount / BlockKernels.Width;
        _w = KernelData.Uniform<float>(_blockCount * BlockKernels.Length, 0.1);
        _b = KernelData.Uniform<float>(_stride, 0.1);
        _z = KernelData.Uniform<float>(KernelData.Block * _stride, 0.1);
        _gradient = new(_blockCount * BlockKernels.Length);
    }

    /// <summary>Z = XW + b.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Rows)]
    public void Forward()
    {
        for (var start = 0; start < KernelData.Rows; start += KernelData.Block)
        {
            _blocks.Forward(new RowBlock(null, start, KernelData.Block), 0, KernelData.Block, _w, _b, _z, _stride);
        }
    }

    /// <summary>G = Xᵀδ.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Rows)]
    public void Gradient()
    {
        for (var start = 0; start < KernelData.Rows; start += KernelData.Block)
        {
            _blocks.Gradient(new RowBlock(null, start, KernelData.Block), _z, _stride, _gradient, 0, _blockCount);
        }
    }
}
