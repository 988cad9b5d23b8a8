using System.Numerics;
using BenchmarkDotNet.Attributes;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Bench.Micro;

/// <summary>How rows are stored.</summary>
public enum RowForm
{
    /// <summary>Compressed, each value as a byte.</summary>
    Bytes,

    /// <summary>Compressed, each value as a number.</summary>
    Values,

    /// <summary>All values, including zeros.</summary>
    Dense,
}

/// <summary>
/// The products of MNIST's test images with the weights of a layer, value by value, in blocks of 128 consecutive rows; per row,
/// and on one thread.
/// </summary>
/// <typeparam name="T">The precision.</typeparam>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class RowKernelBenchmarks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _stride;
    private Rows<T> _rows = null!;
    private Aligned<T> _w = null!;
    private Aligned<T> _b = null!;
    private Aligned<T> _z = null!;
    private Aligned<T> _gradient = null!;

    /// <summary>How the rows are stored.</summary>
    [ParamsAllValues]
    public RowForm Form { get; set; }

    /// <summary>Neurons of the layer.</summary>
    [Params(10, 128)]
    public int Neurons { get; set; }

    /// <summary>Fills the memory.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var images = BenchData.Mnist().Test;
        var inputs = images.Height * images.Width;
        var builder = new RowsBuilder<T>(inputs, sparse: Form != RowForm.Dense, KernelData.Rows);
        for (var r = 0; r < KernelData.Rows; r++)
        {
            var pixels = images.Pixels(r);
            _ = Form == RowForm.Bytes
                ? builder.AddBytes(Array.ConvertAll(pixels, pixel => (byte)MathF.Round(pixel * 255)))
                : builder.Add(Array.ConvertAll(pixels, T.CreateTruncating));
        }

        _rows = builder.Build();
        _stride = Lanes.Pad<T>(Neurons);
        _w = KernelData.Uniform<T>(inputs * _stride, 0.1);
        _b = KernelData.Uniform<T>(_stride, 0.1);
        _z = KernelData.Uniform<T>(KernelData.Block * _stride, 0.1);
        _gradient = new(inputs * _stride);
    }

    /// <summary>Z = XW + b.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Rows)]
    public void Forward()
    {
        for (var start = 0; start < KernelData.Rows; start += KernelData.Block)
        {
            _rows.Forward(new RowBlock(null, start, KernelData.Block), 0, KernelData.Block, _w, _b, _z, _stride);
        }
    }

    /// <summary>G += Xᵀδ.</summary>
    [Benchmark(OperationsPerInvoke = KernelData.Rows)]
    public void AddGradient()
    {
        for (var start = 0; start < KernelData.Rows; start += KernelData.Block)
        {
            _rows.AddGradient(new RowBlock(null, start, KernelData.Block), _z, _stride, _gradient, _stride / Lanes.Count<T>());
        }
    }
}
