using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// The products of wide dense layers by a linear-algebra provider of MathNet. It takes arrays in column-major order. Our row-major
/// arrays are the transposes there: Z = XW becomes Zᵀ = WᵀXᵀ.
/// </summary>
internal sealed class BlasProducts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// From this width on the provider computes. With ten outputs MKL runs at a third of its speed, and our kernels are faster for any
    /// number of inputs. Weights and gradients are copied to its layout and back, which weighs more the fewer the outputs are.
    /// </summary>
    private const int MinWidth = 256;

    private readonly ILinearAlgebraProvider<T> _provider;
    private T[] _x = [];
    private T[] _w = [];
    private T[] _z = [];

    public BlasProducts(ILinearAlgebraProvider provider) => _provider = (ILinearAlgebraProvider<T>)provider;

    public static bool IsWide(LayerLayout layer) => layer.InputCount >= MinWidth && layer.OutputCount >= MinWidth;

    /// <summary>z = xW + b for some rows.</summary>
    public void Forward(LayerLayout layer, ReadOnlySpan<T> parameters, DenseBlock<T> x, int from, int to, Span<T> z)
    {
        var (n, k, m) = (to - from, layer.InputCount, layer.OutputCount);
        Gather(x, from, to);
        GatherWeights(layer, parameters);
        Multiply(Transpose.DontTranspose, Transpose.DontTranspose, _w, m, k, _x, k, n, ref _z);
        var bias = parameters.Slice(layer.BiasStart, m);
        for (var r = 0; r < n; r++)
        {
            var row = z.Slice((from + r) * layer.Stride, m);
            _z.AsSpan(r * m, m).CopyTo(row);
            Lanes.Add(bias, row);
        }
    }

    /// <summary>δWᵀ for some rows, as rows of the layer before.</summary>
    public void Backward(LayerLayout layer, ReadOnlySpan<T> parameters, ReadOnlySpan<T> delta, int from, int to, Span<T> target, int stride)
    {
        var (n, k, m) = (to - from, layer.InputCount, layer.OutputCount);
        Gather(new DenseBlock<T>(delta, new RowBlock(null, 0, to), m, layer.Stride), from, to);
        GatherWeights(layer, parameters);
        Multiply(Transpose.Transpose, Transpose.DontTranspose, _w, m, k, _x, m, n, ref _z);
        for (var r = 0; r < n; r++)
        {
            _z.AsSpan(r * k, k).CopyTo(target[((from + r) * stride)..]);
        }
    }

    /// <summary>G += xᵀδ over all rows.</summary>
    public void AddGradient(LayerLayout layer, DenseBlock<T> x, ReadOnlySpan<T> delta, Span<T> gradient)
    {
        var (n, k, m) = (x.Count, layer.InputCount, layer.OutputCount);
        Gather(x, 0, n);
        _w = EnsureCapacity(_w, (long)n * m);
        for (var r = 0; r < n; r++)
        {
            delta.Slice(r * layer.Stride, m).CopyTo(_w.AsSpan(r * m));
        }

        Multiply(Transpose.DontTranspose, Transpose.Transpose, _w, m, n, _x, k, n, ref _z);
        for (var panel = 0; panel < layer.Panels; panel++)
        {
            for (var i = 0; i < k; i++)
            {
                Lanes.Add<T>(_z.AsSpan((i * m) + (panel * layer.Lanes), layer.LanesOf(panel)), gradient[layer.At(panel, i)..]);
            }
        }
    }

    private static T[] EnsureCapacity(T[] array, long length) => array.Length >= length ? array : new T[length];

    private void Gather(DenseBlock<T> x, int from, int to)
    {
        _x = EnsureCapacity(_x, (long)(to - from) * x.Inputs);
        for (var r = from; r < to; r++)
        {
            x.Row(r).CopyTo(_x.AsSpan((r - from) * x.Inputs));
        }
    }

    /// <summary>W, row after row.</summary>
    private void GatherWeights(LayerLayout layer, ReadOnlySpan<T> parameters)
    {
        _w = EnsureCapacity(_w, (long)layer.InputCount * layer.OutputCount);
        for (var panel = 0; panel < layer.Panels; panel++)
        {
            for (var i = 0; i < layer.InputCount; i++)
            {
                parameters.Slice(layer.At(panel, i), layer.LanesOf(panel)).CopyTo(_w.AsSpan((i * layer.OutputCount) + (panel * layer.Lanes)));
            }
        }
    }

    private void Multiply(
        Transpose transposeA, Transpose transposeB, T[] a, int rowsA, int columnsA, T[] b, int rowsB, int columnsB, ref T[] c)
    {
        var (rows, inner) = transposeA == Transpose.DontTranspose ? (rowsA, columnsA) : (columnsA, rowsA);
        var (sameInner, columns) = transposeB == Transpose.DontTranspose ? (rowsB, columnsB) : (columnsB, rowsB);
        c = EnsureCapacity(c, (long)rows * columns);
        if (inner != sameInner || a.Length < (long)rowsA * columnsA || b.Length < (long)rowsB * columnsB)
        {
            throw new InvalidOperationException(
                $"{rowsA} × {columnsA} in {a.Length} numbers and {rowsB} × {columnsB} in {b.Length} can't be multiplied ({transposeA}, {transposeB}).");
        }

        _provider.MatrixMultiplyWithUpdate(transposeA, transposeB, T.One, a, rowsA, columnsA, b, rowsB, columnsB, T.Zero, c);
    }
}
