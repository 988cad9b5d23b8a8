using System.Numerics;

namespace Perceptron.Engine;

/// <summary>The buffers that one thread needs for itself, and what it shares with others.</summary>
internal sealed class Workspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Workspace(PackedLayout layout, TransposedWeights<T> transposed, BlasProducts<T>? blas)
    {
        Transposed = transposed;
        Blas = blas;
        Scratch = new double[RowLosses.ScratchLength(layout.Layers[^1].Stride)];
        NoBias = new T[layout.WidestStride];
    }

    /// <summary>Weights for the backward pass, which all threads share.</summary>
    public TransposedWeights<T> Transposed { get; }

    /// <summary>Products by a provider, where the call asks for it and it is available.</summary>
    public BlasProducts<T>? Blas { get; }

    public double[] Scratch { get; }

    /// <summary>A bias of 0.</summary>
    public T[] NoBias { get; }
}
