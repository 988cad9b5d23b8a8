using System.Numerics;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>The buffers that one thread needs for itself.</summary>
internal sealed class Workspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PackedLayout _layout;
    private readonly Aligned<T>?[] _transposed;

    public Workspace(PackedLayout layout, BlasProducts<T>? blas)
    {
        _layout = layout;
        Blas = blas;
        _transposed = new Aligned<T>?[layout.Layers.Length];
        Scratch = new double[RowLosses.ScratchLength(layout.Layers[^1].Stride)];
        NoBias = new T[layout.WidestStride];
    }

    /// <summary>Products by a provider, where the call asks for it and it is available.</summary>
    public BlasProducts<T>? Blas { get; }

    public double[] Scratch { get; }

    /// <summary>A bias of 0.</summary>
    public T[] NoBias { get; }

    /// <summary>Wᵀ of a layer behind the first, in panels over its inputs.</summary>
    public ReadOnlySpan<T> Transpose(int layer, ReadOnlySpan<T> parameters)
    {
        var place = _layout.Layers[layer];
        var transposed = _transposed[layer] ??= new Aligned<T>((long)Lanes.Pad<T>(place.InputCount) * place.OutputCount);
        DenseKernels.Transpose(parameters[place.Weights], place.InputCount, place.OutputCount, transposed);
        return transposed;
    }
}
