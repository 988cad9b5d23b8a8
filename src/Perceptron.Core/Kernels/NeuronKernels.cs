using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>
/// The products of rows with the weights of a single neuron, which stand one after another. Their vectors go along the inputs, so that no lane is
/// padding. The weights are padded with zeros to whole vectors.
/// </summary>
internal static class NeuronKernels
{
    /// <summary>Vectors of inputs whose sums are kept apart, since each addition to a sum waits for the one before.</summary>
    private const int Tile = 4;

    /// <summary>Rows that are prefetched before they are read. More would leave the cache again.</summary>
    private const int Ahead = 4;

    /// <summary>
    /// z = xw + b for some rows of a block. With v numbers in a vector of 512 bits, a row has 4 v sums: sum s adds the products of inputs s, s + 4 v, and so on.
    /// Inputs behind the last 4 v are added to the first v sums. Then the four vectors are added as (0 + 1) + (2 + 3), and the upper half of the lanes to the lower half until one is left.
    /// </summary>
    public static void Forward<T>(PaddedRows<T> x, int from, int to, ReadOnlySpan<T> w, T b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Forward<T, Register512<T>>(x, from, to, w, b, z);
        }
        else
        {
            Forward<T, RegisterPair<T>>(x, from, to, w, b, z);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void Forward<T, TVector>(PaddedRows<T> x, int from, int to, ReadOnlySpan<T> w, T b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, IWideRegister<TVector, T>
    {
        ref var weights = ref MemoryMarshal.GetReference(w);
        nint lanes = Vector512<T>.Count;
        for (var r = from; r < to; r++)
        {
            x.PrefetchAhead(r);
            ref var row = ref x[r];
            var (s0, s1, s2, s3) = (default(TVector), default(TVector), default(TVector), default(TVector));
            nint i = 0;
            for (; i <= w.Length - (Tile * lanes); i += Tile * lanes)
            {
                s0 = TVector.MultiplyAdd(TVector.Load(ref row, i), TVector.Load(ref weights, i), s0);
                s1 = TVector.MultiplyAdd(TVector.Load(ref row, i + lanes), TVector.Load(ref weights, i + lanes), s1);
                s2 = TVector.MultiplyAdd(TVector.Load(ref row, i + (2 * lanes)), TVector.Load(ref weights, i + (2 * lanes)), s2);
                s3 = TVector.MultiplyAdd(TVector.Load(ref row, i + (3 * lanes)), TVector.Load(ref weights, i + (3 * lanes)), s3);
            }

            for (; i < w.Length; i += lanes)
            {
                s0 = TVector.MultiplyAdd(TVector.Load(ref row, i), TVector.Load(ref weights, i), s0);
            }

            z[r] = TVector.Sum(s0, s1, s2, s3) + b;
        }
    }

    /// <summary>
    /// G += Xᵀδ for some of the inputs, from and up to whole vectors, and all rows of a block. Each entry adds the rows in their order.
    /// </summary>
    public static void AddGradient<T>(PaddedRows<T> x, ReadOnlySpan<T> delta, Span<T> gradient, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddGradient<T, Register512<T>>(x, delta, gradient, fromInput, toInput);
        }
        else
        {
            AddGradient<T, RegisterPair<T>>(x, delta, gradient, fromInput, toInput);
        }

        // What lies behind a row belongs to the next one.
        if (toInput > x.Inputs)
        {
            gradient[x.Inputs..toInput].Clear();
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void AddGradient<T, TVector>(PaddedRows<T> x, ReadOnlySpan<T> delta, Span<T> gradient, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, IWideRegister<TVector, T>
    {
        ref var target = ref MemoryMarshal.GetReference(gradient[..toInput]);
        ref var deltas = ref MemoryMarshal.GetReference(delta[..x.Count]);
        nint lanes = Vector512<T>.Count;
        for (nint i = fromInput; i < toInput; i += Tile * lanes)
        {
            // An incomplete tile computes its last vector more than once.
            var last = toInput - lanes;
            var (i1, i2, i3) = (nint.Min(i + lanes, last), nint.Min(i + (2 * lanes), last), nint.Min(i + (3 * lanes), last));
            var (s0, s1) = (TVector.Load(ref target, i), TVector.Load(ref target, i1));
            var (s2, s3) = (TVector.Load(ref target, i2), TVector.Load(ref target, i3));
            for (var r = 0; r < x.Count; r++)
            {
                ref var row = ref x[r];
                var d = TVector.Create(Unsafe.Add(ref deltas, r));
                s0 = TVector.MultiplyAdd(TVector.Load(ref row, i), d, s0);
                s1 = TVector.MultiplyAdd(TVector.Load(ref row, i1), d, s1);
                s2 = TVector.MultiplyAdd(TVector.Load(ref row, i2), d, s2);
                s3 = TVector.MultiplyAdd(TVector.Load(ref row, i3), d, s3);
            }

            s0.Store(ref target, i);
            s1.Store(ref target, i1);
            s2.Store(ref target, i2);
            s3.Store(ref target, i3);
        }
    }

    /// <summary>
    /// z = xw + b for some compressed rows of a block. A row has four sums: sum s adds the products of stored values s, s + 4, and so on; those
    /// behind the last four are added to the first. Then (0 + 1) + (2 + 3).
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static void Forward<T, TIndex, TCode>(SparseBlock<T, TIndex, TCode> x, int from, int to, ReadOnlySpan<T> w, T b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(x.Codes);
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var table = ref MemoryMarshal.GetArrayDataReference(x.Table);
        ref var weights = ref MemoryMarshal.GetReference(w[..x.Inputs]);
        for (var r = from; r < to; r++)
        {
            Prefetch.RowIntoL2(x, r + Ahead);
            var row = x.Rows[r];
            nint i = x.Starts[row], end = x.Starts[row + 1];
            var (s0, s1, s2, s3) = (T.Zero, T.Zero, T.Zero, T.Zero);
            for (; i <= end - Tile; i += Tile)
            {
                s0 = Product(i, s0, ref codes, ref indices, ref table, ref weights);
                s1 = Product(i + 1, s1, ref codes, ref indices, ref table, ref weights);
                s2 = Product(i + 2, s2, ref codes, ref indices, ref table, ref weights);
                s3 = Product(i + 3, s3, ref codes, ref indices, ref table, ref weights);
            }

            for (; i < end; i++)
            {
                s0 = Product(i, s0, ref codes, ref indices, ref table, ref weights);
            }

            z[r] = s0 + s1 + (s2 + s3) + b;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T Product(nint i, T sum, ref TCode codes, ref TIndex indices, ref T table, ref T weights) =>
            Lanes.MultiplyAdd(SparseKernels.Scalar(ref codes, i, ref table), Unsafe.Add(ref weights, SparseKernels.Input<T, TIndex>(ref indices, i)), sum);
    }

    /// <summary>G += Xᵀδ for some inputs and all rows of a block. Each entry adds the rows in their order.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void AddGradient<T, TIndex, TCode>(SparseBlock<T, TIndex, TCode> x, ReadOnlySpan<T> delta, Span<T> gradient, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(x.Codes);
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var table = ref MemoryMarshal.GetArrayDataReference(x.Table);
        ref var target = ref MemoryMarshal.GetReference(gradient);
        for (var r = 0; r < x.Rows.Count; r++)
        {
            var row = x.Rows[r];
            var (i, end) = SparseKernels.Range<T, TIndex>(ref indices, x.Starts[row], x.Starts[row + 1], fromInput, toInput, x.Inputs);
            var d = delta[r];
            for (; i < end; i++)
            {
                ref var sum = ref Unsafe.Add(ref target, SparseKernels.Input<T, TIndex>(ref indices, i));
                sum = Lanes.MultiplyAdd(SparseKernels.Scalar(ref codes, i, ref table), d, sum);
            }
        }
    }

    /// <summary>Σδ, in the order of the rows.</summary>
    [MethodImpl(Kernel.Loop)]
    public static T Sum<T>(ReadOnlySpan<T> delta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        foreach (var value in delta)
        {
            sum += value;
        }

        return sum;
    }
}

/// <summary>
/// Some dense rows, in any order, of which whole vectors may be read: behind a row stands the next one, and the last of all rows stands in a padded copy. So
/// a row has to fill a vector at least.
/// </summary>
/// <param name="values">All rows, one after another.</param>
/// <param name="last">The last row and padding.</param>
/// <param name="rows">Which rows these are.</param>
/// <param name="inputs">Values in a row.</param>
internal readonly ref struct PaddedRows<T>(ReadOnlySpan<T> values, ReadOnlySpan<T> last, RowBlock rows, int inputs)
    where T : unmanaged
{
    /// <summary>Rows from one that is read to one that is prefetched.</summary>
    private const int Ahead = 16;

    private readonly ReadOnlySpan<T> _values = values;
    private readonly ReadOnlySpan<T> _last = last;
    private readonly RowBlock _rows = rows;

    public int Count => _rows.Count;

    public int Inputs => inputs;

    /// <summary>Prefetches a row that comes later in a shuffled order, as the processor can't predict it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchAhead(int row)
    {
        if (_rows.IsOrdered && _rows.TryAhead(row + Ahead, 0, out var ahead))
        {
            Prefetch.RowIntoL2(ref Unsafe.Add(ref MemoryMarshal.GetReference(_values), ahead * inputs), inputs);
        }
    }

    /// <summary>The first value of a row.</summary>
    public ref T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var start = _rows[row] * inputs;
            return ref start + _last.Length <= _values.Length
                ? ref Unsafe.Add(ref MemoryMarshal.GetReference(_values), start)
                : ref MemoryMarshal.GetReference(_last);
        }
    }
}
