using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// The large products of dense layers by a linear-algebra provider of MathNet. It takes arrays in column-major order. Our row-major
/// arrays are the transposes there: Z = XW becomes Zᵀ = WᵀXᵀ. It refuses arrays that are longer than their matrix, so each length has
/// an array of its own, which is kept. One thread uses it at a time.
/// </summary>
internal sealed class BlasProducts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many lengths are kept. A training has few; predictions of ever other numbers of rows must not fill the memory.</summary>
    private const int MaxLengths = 16;

    private readonly BlasProvider _blas;
    private readonly ILinearAlgebraProvider<T> _provider;
    private readonly Dictionary<int, T[]> _a = [];
    private readonly Dictionary<int, T[]> _b = [];
    private readonly Dictionary<int, T[]> _c = [];

    public BlasProducts(BlasProvider blas)
    {
        _blas = blas;
        _provider = (ILinearAlgebraProvider<T>)blas.Provider!;
    }

    /// <summary>
    /// Whether the provider computes a layer's products of n dense rows. The weights are copied to its layout and back, which weighs
    /// more the fewer the rows are. With few outputs our kernels are faster, for any number of rows.
    /// </summary>
    public static bool Takes(LayerLayout layer, int rows) =>
        rows >= BlasProvider.MinRows
        && Math.Min(layer.InputCount, layer.OutputCount) >= BlasProvider.MinWidth
        && Math.Max((long)layer.InputCount * layer.OutputCount, (long)rows * Math.Max(layer.InputCount, layer.OutputCount)) <= Array.MaxLength;

    /// <summary>Counts a product that our kernels compute instead. Threads may share it; the one that has its beginning counts it.</summary>
    public void CountOwn(int from)
    {
        if (from == 0)
        {
            _blas.Count(isOwn: true);
        }
    }

    /// <summary>z = xW + b for some rows; false if that is left to our kernels.</summary>
    public bool TryForward(LayerLayout layer, ReadOnlySpan<T> parameters, Rows<T> rows, RowBlock block, int from, int to, Span<T> z)
    {
        if (rows.TryDense(block, out var x))
        {
            return TryForward(layer, parameters, x, from, to, z);
        }

        CountOwn(from);
        return false;
    }

    /// <inheritdoc cref="TryForward(LayerLayout, ReadOnlySpan{T}, Rows{T}, RowBlock, int, int, Span{T})"/>
    public bool TryForward(LayerLayout layer, ReadOnlySpan<T> parameters, DenseBlock<T> x, int from, int to, Span<T> z)
    {
        if (!TryTake(layer, to - from, from))
        {
            return false;
        }

        var (n, k, m) = (to - from, layer.InputCount, layer.OutputCount);
        var product = Multiply(
            Transpose.DontTranspose, Transpose.DontTranspose, GatherWeights(layer, parameters), m, k, Gather(_b, x, from, to), k, n);
        var bias = parameters.Slice(layer.BiasStart, m);
        for (var r = 0; r < n; r++)
        {
            var row = z.Slice((from + r) * layer.Stride, m);
            product.AsSpan(r * m, m).CopyTo(row);
            Lanes.Add(bias, row);
        }

        return true;
    }

    /// <summary>δWᵀ for some rows, as rows of the layer before; false if that is left to our kernels.</summary>
    public bool TryBackward(LayerLayout layer, ReadOnlySpan<T> parameters, ReadOnlySpan<T> delta, int from, int to, Span<T> target, int stride)
    {
        if (!TryTake(layer, to - from, from))
        {
            return false;
        }

        var (n, k, m) = (to - from, layer.InputCount, layer.OutputCount);
        var rows = Gather(_b, new DenseBlock<T>(delta, new RowBlock(null, 0, to), m, layer.Stride), from, to);
        var product = Multiply(Transpose.Transpose, Transpose.DontTranspose, GatherWeights(layer, parameters), m, k, rows, m, n);
        for (var r = 0; r < n; r++)
        {
            product.AsSpan(r * k, k).CopyTo(target[((from + r) * stride)..]);
        }

        return true;
    }

    /// <summary>
    /// G += xᵀδ over all rows, and all weights of a layer; false if that is left to our kernels. Threads share the weights only of batches that
    /// no provider takes.
    /// </summary>
    public bool TryAddGradient(LayerLayout layer, Rows<T> rows, RowBlock block, ReadOnlySpan<T> delta, int fromUnit, Span<T> gradient)
    {
        if (rows.TryDense(block, out var x))
        {
            return TryAddGradient(layer, x, delta, fromUnit, gradient);
        }

        CountOwn(fromUnit);
        return false;
    }

    /// <inheritdoc cref="TryAddGradient(LayerLayout, Rows{T}, RowBlock, ReadOnlySpan{T}, int, Span{T})"/>
    public bool TryAddGradient(LayerLayout layer, DenseBlock<T> x, ReadOnlySpan<T> delta, int fromUnit, Span<T> gradient)
    {
        if (!TryTake(layer, x.Count, fromUnit))
        {
            return false;
        }

        var (n, k, m) = (x.Count, layer.InputCount, layer.OutputCount);
        var rows = Gather(_a, new DenseBlock<T>(delta, new RowBlock(null, 0, n), m, layer.Stride), 0, n);
        var product = Multiply(Transpose.DontTranspose, Transpose.Transpose, rows, m, n, Gather(_b, x, 0, n), k, n);
        for (var panel = 0; panel < layer.Panels; panel++)
        {
            for (var i = 0; i < k; i++)
            {
                Lanes.Add<T>(product.AsSpan((i * m) + (panel * layer.Lanes), layer.LanesOf(panel)), gradient[layer.At(panel, i)..]);
            }
        }

        return true;
    }

    private bool TryTake(LayerLayout layer, int rows, int from)
    {
        if (Takes(layer, rows))
        {
            return true;
        }

        CountOwn(from);
        return false;
    }

    private static T[] OfLength(Dictionary<int, T[]> arrays, int length)
    {
        if (arrays.TryGetValue(length, out var array))
        {
            return array;
        }

        if (arrays.Count == MaxLengths)
        {
            arrays.Clear();
        }

        return arrays[length] = GC.AllocateUninitializedArray<T>(length);
    }

    private static T[] Gather(Dictionary<int, T[]> arrays, DenseBlock<T> x, int from, int to)
    {
        var rows = OfLength(arrays, (to - from) * x.Inputs);
        for (var r = from; r < to; r++)
        {
            x.Row(r).CopyTo(rows.AsSpan((r - from) * x.Inputs));
        }

        return rows;
    }

    /// <summary>W, row after row.</summary>
    private T[] GatherWeights(LayerLayout layer, ReadOnlySpan<T> parameters)
    {
        var weights = OfLength(_a, layer.InputCount * layer.OutputCount);
        for (var panel = 0; panel < layer.Panels; panel++)
        {
            for (var i = 0; i < layer.InputCount; i++)
            {
                parameters.Slice(layer.At(panel, i), layer.LanesOf(panel)).CopyTo(weights.AsSpan((i * layer.OutputCount) + (panel * layer.Lanes)));
            }
        }

        return weights;
    }

    private T[] Multiply(Transpose transposeA, Transpose transposeB, T[] a, int rowsA, int columnsA, T[] b, int rowsB, int columnsB)
    {
        var rows = transposeA == Transpose.DontTranspose ? rowsA : columnsA;
        var columns = transposeB == Transpose.DontTranspose ? columnsB : rowsB;
        var product = OfLength(_c, rows * columns);
        _provider.MatrixMultiplyWithUpdate(transposeA, transposeB, T.One, a, rowsA, columnsA, b, rowsB, columnsB, T.Zero, product);
        _blas.Count(isOwn: false);
        return product;
    }
}
