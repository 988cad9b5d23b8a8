using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Perceptron.Data;

namespace Perceptron.Kernels;

/// <summary>The products of compressed rows with one panel of weights.</summary>
/// <remarks>
/// They add the same products in the same order as the dense kernels, less those with 0, and so give the same sums (but for
/// the sign of a sum that is 0). The indices were checked when the rows were made.
/// </remarks>
internal static class SparseKernels
{
    /// <summary>Rows that go side by side.</summary>
    private const int Group = 8;

    /// <summary>
    /// z = xW + b for some rows of a block. Since a sum has to wait for the one before it, those of eight rows go side by side,
    /// and since these end together only if they are equally long, rows are taken by their length.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static void Forward<T, TIndex, TCode>(
        SparseBlock<T, TIndex, TCode> x, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        Span<ushort> order = stackalloc ushort[to - from];
        SortByLength(x.Starts, x.Rows, from, order);
        ref var codes = ref MemoryMarshal.GetArrayDataReference(x.Codes);
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var table = ref MemoryMarshal.GetArrayDataReference(x.Table);
        ref var weights = ref MemoryMarshal.GetReference(w);
        ref var bias = ref MemoryMarshal.GetReference(b);
        ref var target = ref MemoryMarshal.GetReference(z);
        Span<nint> places = stackalloc nint[2 * Group];
        var first = 0;
        for (; first <= order.Length - Group; first += Group)
        {
            nint steps = int.MaxValue;
            for (var k = 0; k < Group; k++)
            {
                var r = from + order[first + k];
                var row = x.Rows[r];
                places[k] = x.Starts[row];
                places[Group + k] = (nint)r * stride;
                steps = Math.Min(steps, x.Starts[row + 1] - x.Starts[row]);
                Prefetch(x, from + first + k + x.Rows.Count);
            }

            ForwardGroup(ref codes, ref indices, ref table, ref weights, ref bias, ref target, ref places[0], steps);
            for (var k = 0; k < Group; k++)
            {
                ref var sum = ref Unsafe.Add(ref target, places[Group + k]);
                var end = x.Starts[x.Rows[from + order[first + k]] + 1];
                ForwardRow(ref codes, ref indices, ref table, ref weights, ref sum, ref sum, places[k] + steps, end);
            }
        }

        for (; first < order.Length; first++)
        {
            var r = from + order[first];
            var row = x.Rows[r];
            Prefetch(x, from + first + x.Rows.Count);
            ForwardRow(
                ref codes, ref indices, ref table, ref weights, ref bias, ref Unsafe.Add(ref target, (nint)r * stride), x.Starts[row], x.Starts[row + 1]);
        }
    }

    /// <summary>So many steps of eight rows, of which it is told where they begin and where their sums go.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void ForwardGroup<T, TIndex, TCode>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, ref T bias, ref T target, ref nint places, nint steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var b = Vector512.LoadUnsafe(ref bias);
        var (s0, s1, s2, s3, s4, s5, s6, s7) = (b, b, b, b, b, b, b, b);
        var (i0, i1, i2, i3) = (places, Unsafe.Add(ref places, 1), Unsafe.Add(ref places, 2), Unsafe.Add(ref places, 3));
        var (i4, i5, i6, i7) = (Unsafe.Add(ref places, 4), Unsafe.Add(ref places, 5), Unsafe.Add(ref places, 6), Unsafe.Add(ref places, 7));
        for (var end = i0 + steps; i0 < end;)
        {
            s0 = Lanes.MultiplyAdd(Value(ref codes, i0, ref table), Weight(ref weights, ref indices, i0), s0);
            s1 = Lanes.MultiplyAdd(Value(ref codes, i1, ref table), Weight(ref weights, ref indices, i1), s1);
            s2 = Lanes.MultiplyAdd(Value(ref codes, i2, ref table), Weight(ref weights, ref indices, i2), s2);
            s3 = Lanes.MultiplyAdd(Value(ref codes, i3, ref table), Weight(ref weights, ref indices, i3), s3);
            s4 = Lanes.MultiplyAdd(Value(ref codes, i4, ref table), Weight(ref weights, ref indices, i4), s4);
            s5 = Lanes.MultiplyAdd(Value(ref codes, i5, ref table), Weight(ref weights, ref indices, i5), s5);
            s6 = Lanes.MultiplyAdd(Value(ref codes, i6, ref table), Weight(ref weights, ref indices, i6), s6);
            s7 = Lanes.MultiplyAdd(Value(ref codes, i7, ref table), Weight(ref weights, ref indices, i7), s7);
            i0++;
            i1++;
            i2++;
            i3++;
            i4++;
            i5++;
            i6++;
            i7++;
        }

        s0.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group));
        s1.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group + 1));
        s2.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group + 2));
        s3.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group + 3));
        s4.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group + 4));
        s5.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group + 5));
        s6.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group + 6));
        s7.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref places, Group + 7));
    }

    /// <summary>The rest of one row, to what its sum is so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardRow<T, TIndex, TCode>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, ref T sofar, ref T target, nint i, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var sum = Vector512.LoadUnsafe(ref sofar);
        for (; i < end; i++)
        {
            sum = Lanes.MultiplyAdd(Value(ref codes, i, ref table), Weight(ref weights, ref indices, i), sum);
        }

        sum.StoreUnsafe(ref target);
    }

    /// <summary>The places of some rows of a block, the shorter ones before the longer ones, roughly: by counting.</summary>
    private static void SortByLength(int[] starts, RowBlock rows, int from, Span<ushort> order)
    {
        const int Buckets = 256, Width = 4;
        Span<ushort> ends = stackalloc ushort[Buckets + 1];
        ends.Clear();
        for (var r = 0; r < order.Length; r++)
        {
            ends[Bucket(starts, rows[from + r]) + 1]++;
        }

        for (var i = 1; i <= Buckets; i++)
        {
            ends[i] += ends[i - 1];
        }

        for (var r = 0; r < order.Length; r++)
        {
            order[ends[Bucket(starts, rows[from + r])]++] = (ushort)r;
        }

        static int Bucket(int[] starts, int row) => Math.Min((starts[row + 1] - starts[row]) / Width, Buckets - 1);
    }

    /// <summary>G += Xᵀδ for some inputs and all rows of a block, each entry adding them in their order.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void AddGradient<T, TIndex, TCode>(
        SparseBlock<T, TIndex, TCode> x, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(x.Codes);
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var table = ref MemoryMarshal.GetArrayDataReference(x.Table);
        ref var target = ref MemoryMarshal.GetReference(gradient);
        ref var deltas = ref MemoryMarshal.GetReference(delta);
        for (var r = 0; r < x.Rows.Count; r++)
        {
            var row = x.Rows[r];
            nint i = x.Starts[row], end = x.Starts[row + 1];
            if (fromInput > 0)
            {
                i = FirstNotBelow(ref indices, i, end, fromInput * SparseIndex.Scale<T, TIndex>());
            }

            if (toInput < x.Inputs)
            {
                end = FirstNotBelow(ref indices, i, end, toInput * SparseIndex.Scale<T, TIndex>());
            }

            AddRow(ref codes, i, end, ref table, ref indices, ref Unsafe.Add(ref deltas, (nint)r * stride), ref target);
        }
    }

    /// <summary>One row's part; by itself, so that all that it takes stays in registers.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void AddRow<T, TIndex, TCode>(
        ref TCode codes, nint i, nint end, ref T table, ref TIndex indices, ref T delta, ref T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var d = Vector512.LoadUnsafe(ref delta);
        for (; i < end - 3; i += 4)
        {
            Add(ref codes, i, ref table, ref indices, d, ref target);
            Add(ref codes, i + 1, ref table, ref indices, d, ref target);
            Add(ref codes, i + 2, ref table, ref indices, d, ref target);
            Add(ref codes, i + 3, ref table, ref indices, d, ref target);
        }

        for (; i < end; i++)
        {
            Add(ref codes, i, ref table, ref indices, d, ref target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TIndex, TCode>(
        ref TCode codes, nint i, ref T table, ref TIndex indices, Vector512<T> delta, ref T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var at = Offset<T, TIndex>(ref indices, i);
        Lanes.MultiplyAdd(Value(ref codes, i, ref table), delta, Vector512.LoadUnsafe(ref target, at)).StoreUnsafe(ref target, at);
    }

    /// <summary>The value at a place, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Value<T, TCode>(ref TCode codes, nint i, ref T table)
        where T : unmanaged
        where TCode : unmanaged =>
        typeof(TCode) == typeof(byte)
            ? Vector512.Create(Unsafe.Add(ref table, (nint)Unsafe.As<TCode, byte>(ref Unsafe.Add(ref codes, i))))
            : Vector512.Create(Unsafe.As<TCode, T>(ref Unsafe.Add(ref codes, i)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Weight<T, TIndex>(ref T weights, ref TIndex indices, nint i)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex> => Vector512.LoadUnsafe(ref weights, Offset<T, TIndex>(ref indices, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Offset<T, TIndex>(ref TIndex indices, nint i)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        (nuint)(uint)int.CreateTruncating(Unsafe.Add(ref indices, i)) * (nuint)(Vector512<T>.Count / SparseIndex.Scale<T, TIndex>());

    private static nint FirstNotBelow<TIndex>(ref TIndex indices, nint from, nint to, int index)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (var count = to - from; count > 0;)
        {
            var half = count >> 1;
            var isBelow = int.CreateTruncating(Unsafe.Add(ref indices, from + half)) < index;
            from = isBelow ? from + half + 1 : from;
            count = isBelow ? count - half - 1 : half;
        }

        return from;
    }

    /// <summary>Asks for the memory of a row of the block, or of one that follows it in the order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch<T, TIndex, TCode>(SparseBlock<T, TIndex, TCode> x, int r)
        where T : unmanaged
        where TIndex : unmanaged
        where TCode : unmanaged
    {
        const int Line = 64;
        if (!Sse.IsSupported || !x.Rows.TryAhead(r, x.Starts.Length - 1, out var row))
        {
            return;
        }

        // A pointer that moved asks for the wrong memory, which is of no consequence.
        var (first, end) = (x.Starts[row], x.Starts[row + 1]);
        var code = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(x.Codes), first));
        var index = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(x.Indices), first));
        for (var offset = 0; offset < (end - first) * sizeof(TCode); offset += Line)
        {
            Sse.Prefetch1(code + offset);
        }

        for (var offset = 0; offset < (end - first) * sizeof(TIndex); offset += Line)
        {
            Sse.Prefetch1(index + offset);
        }
    }
}

/// <summary>
/// Some compressed rows. A value is what its code says: the value itself, or a byte that stands for a place in a table.
/// </summary>
internal readonly ref struct SparseBlock<T, TIndex, TCode>(
    TCode[] codes, T[] table, TIndex[] indices, int[] starts, int inputs, RowBlock rows)
{
    public TCode[] Codes => codes;

    public T[] Table => table;

    public TIndex[] Indices => indices;

    public int[] Starts => starts;

    public int Inputs => inputs;

    public RowBlock Rows => rows;
}

/// <summary>
/// What an index of a compressed row says: with 16 bits the place of the input's lanes in a panel, which spares the hot loops a
/// multiplication, with 32 bits the input itself.
/// </summary>
internal static class SparseIndex
{
    /// <summary>Whether places in a panel of so many inputs fit into 16 bits.</summary>
    public static bool IsNarrow<T>(int inputs)
        where T : unmanaged => inputs <= (ushort.MaxValue + 1) / Lanes.Count<T>();

    /// <summary>The index of an input is the input times this.</summary>
    public static int Scale<T, TIndex>()
        where T : unmanaged => typeof(TIndex) == typeof(ushort) ? Lanes.Count<T>() : 1;
}
