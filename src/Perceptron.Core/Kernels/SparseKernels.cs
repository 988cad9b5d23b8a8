using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The products of compressed rows with panels of weights.</summary>
/// <remarks>
/// They add the same products in the same order as the dense kernels, without the zeros. So they give the same sums, except for
/// the sign of a sum that is 0. The indices were checked when the rows were built.
/// </remarks>
internal static class SparseKernels
{
    /// <summary>Rows computed together, so that their sums fit into registers. With vectors of 256 bits these are half as many.</summary>
    private static int Group => Vector512.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Panels that share each loaded value and index, and rows that are then computed together.</summary>
    private const int TileSize = 4;

    /// <summary>
    /// z = xW + b for some rows of a block and one or more panels; b and w hold the panels one after another. Each addition to a
    /// sum waits for the one before. Therefore eight rows are computed together, or four rows with four panels. These end together
    /// only if they are equally long, so the rows are sorted by length.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static void Forward<T, TIndex, TCode>(
        SparseBlock<T, TIndex, TCode> x, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var lanes = Vector512<T>.Count;
        Span<ushort> order = stackalloc ushort[to - from];
        SortByLength(x.Starts, x.Rows, from, order);
        var (panel, panels) = (0, b.Length / lanes);
        for (; panel <= panels - TileSize; panel += TileSize)
        {
            ForwardFourPanels(x, from, order, w[(panel * x.Inputs * lanes)..], b.Slice(panel * lanes, TileSize * lanes), z[(panel * lanes)..], stride, panel == 0);
        }

        for (; panel < panels; panel++)
        {
            ForwardPanel(x, from, order, w[(panel * x.Inputs * lanes)..], b.Slice(panel * lanes, lanes), z[(panel * lanes)..], stride, panel == 0);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void ForwardPanel<T, TIndex, TCode>(
        SparseBlock<T, TIndex, TCode> x, int from, ReadOnlySpan<ushort> order, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride, bool isFirst)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(x.Codes);
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var table = ref MemoryMarshal.GetArrayDataReference(x.Table);
        ref var weights = ref MemoryMarshal.GetReference(w);
        ref var bias = ref MemoryMarshal.GetReference(b);
        ref var target = ref MemoryMarshal.GetReference(z);
        var group = Group;
        Span<nint> positions = stackalloc nint[2 * group];
        var first = 0;
        for (; first <= order.Length - group; first += group)
        {
            nint steps = int.MaxValue;
            for (var k = 0; k < group; k++)
            {
                var r = from + order[first + k];
                var row = x.Rows[r];
                positions[k] = x.Starts[row];
                positions[group + k] = (nint)r * stride;
                steps = Math.Min(steps, x.Starts[row + 1] - x.Starts[row]);
                PrefetchAhead(x, from + first + k, isFirst);
            }

            if (Vector512.IsHardwareAccelerated)
            {
                EightRows(ref codes, ref indices, ref table, ref weights, ref bias, ref target, ref positions[0], steps);
            }
            else
            {
                FourRows256(ref codes, ref indices, ref table, ref weights, ref bias, ref target, ref positions[0], steps);
            }

            for (var k = 0; k < group; k++)
            {
                ref var sum = ref Unsafe.Add(ref target, positions[group + k]);
                var end = x.Starts[x.Rows[from + order[first + k]] + 1];
                ForwardRow(ref codes, ref indices, ref table, ref weights, ref sum, ref sum, positions[k] + steps, end);
            }
        }

        for (; first < order.Length; first++)
        {
            var r = from + order[first];
            var row = x.Rows[r];
            PrefetchAhead(x, from + first, isFirst);
            ForwardRow(
                ref codes, ref indices, ref table, ref weights, ref bias, ref Unsafe.Add(ref target, (nint)r * stride), x.Starts[row], x.Starts[row + 1]);
        }
    }

    /// <summary>The same for four panels, four rows at a time.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void ForwardFourPanels<T, TIndex, TCode>(
        SparseBlock<T, TIndex, TCode> x, int from, ReadOnlySpan<ushort> order, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride, bool isFirst)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(x.Codes);
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var table = ref MemoryMarshal.GetArrayDataReference(x.Table);
        ref var weights = ref MemoryMarshal.GetReference(w);
        ref var bias = ref MemoryMarshal.GetReference(b);
        ref var target = ref MemoryMarshal.GetReference(z);
        var panel = (nint)x.Inputs * Vector512<T>.Count;
        Span<nint> positions = stackalloc nint[2 * TileSize];
        var first = 0;
        for (; Vector512.IsHardwareAccelerated && first <= order.Length - TileSize; first += TileSize)
        {
            nint steps = int.MaxValue;
            for (var k = 0; k < TileSize; k++)
            {
                var r = from + order[first + k];
                var row = x.Rows[r];
                positions[k] = x.Starts[row];
                positions[TileSize + k] = (nint)r * stride;
                steps = Math.Min(steps, x.Starts[row + 1] - x.Starts[row]);
                PrefetchAhead(x, from + first + k, isFirst);
            }

            FourRows(ref codes, ref indices, ref table, ref weights, panel, ref bias, ref target, ref positions[0], steps);
            for (var k = 0; k < TileSize; k++)
            {
                ref var sums = ref Unsafe.Add(ref target, positions[TileSize + k]);
                var end = x.Starts[x.Rows[from + order[first + k]] + 1];
                OneRow(ref codes, ref indices, ref table, ref weights, panel, ref sums, ref sums, positions[k] + steps, end);
            }
        }

        for (; first < order.Length; first++)
        {
            var r = from + order[first];
            var row = x.Rows[r];
            PrefetchAhead(x, from + first, isFirst);
            OneRow(
                ref codes, ref indices, ref table, ref weights, panel, ref bias, ref Unsafe.Add(ref target, (nint)r * stride), x.Starts[row], x.Starts[row + 1]);
        }
    }

    /// <summary><paramref name="steps"/> products of each of four rows with four panels. <paramref name="positions"/> holds where the rows begin, then where their sums go.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void FourRows<T, TIndex, TCode>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, nint panel, ref T bias, ref T target, ref nint positions, nint steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        ref var w1 = ref Unsafe.Add(ref weights, panel);
        ref var w2 = ref Unsafe.Add(ref w1, panel);
        ref var w3 = ref Unsafe.Add(ref w2, panel);
        var lanes = (nuint)Vector512<T>.Count;
        var (a0, a1) = (Vector512.LoadUnsafe(ref bias), Vector512.LoadUnsafe(ref bias, lanes));
        var (a2, a3) = (Vector512.LoadUnsafe(ref bias, 2 * lanes), Vector512.LoadUnsafe(ref bias, 3 * lanes));
        var (b0, b1, b2, b3) = (a0, a1, a2, a3);
        var (c0, c1, c2, c3) = (a0, a1, a2, a3);
        var (d0, d1, d2, d3) = (a0, a1, a2, a3);
        var (ia, ib, ic, id) = (positions, Unsafe.Add(ref positions, 1), Unsafe.Add(ref positions, 2), Unsafe.Add(ref positions, 3));
        for (var end = ia + steps; ia < end;)
        {
            var value = Value(ref codes, ia, ref table);
            var at = Offset<T, TIndex>(ref indices, ia++);
            a0 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref weights, at), a0);
            a1 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w1, at), a1);
            a2 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w2, at), a2);
            a3 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w3, at), a3);
            value = Value(ref codes, ib, ref table);
            at = Offset<T, TIndex>(ref indices, ib++);
            b0 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref weights, at), b0);
            b1 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w1, at), b1);
            b2 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w2, at), b2);
            b3 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w3, at), b3);
            value = Value(ref codes, ic, ref table);
            at = Offset<T, TIndex>(ref indices, ic++);
            c0 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref weights, at), c0);
            c1 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w1, at), c1);
            c2 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w2, at), c2);
            c3 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w3, at), c3);
            value = Value(ref codes, id, ref table);
            at = Offset<T, TIndex>(ref indices, id++);
            d0 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref weights, at), d0);
            d1 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w1, at), d1);
            d2 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w2, at), d2);
            d3 = Lanes.MultiplyAdd(value, Vector512.LoadUnsafe(ref w3, at), d3);
        }

        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize)), a0, a1, a2, a3);
        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize + 1)), b0, b1, b2, b3);
        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize + 2)), c0, c1, c2, c3);
        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize + 3)), d0, d1, d2, d3);
    }

    /// <summary>The remaining products of one row with four panels, added to its sums so far, which stand in <paramref name="initial"/>.</summary>
    private static void OneRow<T, TIndex, TCode>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, nint panel, ref T initial, ref T target, nint i, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
        {
            OneRow<T, TIndex, TCode, Register512<T>>(ref codes, ref indices, ref table, ref weights, panel, ref initial, ref target, i, end);
        }
        else
        {
            OneRow<T, TIndex, TCode, RegisterPair<T>>(ref codes, ref indices, ref table, ref weights, panel, ref initial, ref target, i, end);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void OneRow<T, TIndex, TCode, TVector>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, nint panel, ref T initial, ref T target, nint i, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
        where TVector : struct, IWideRegister<TVector, T>
    {
        ref var w1 = ref Unsafe.Add(ref weights, panel);
        ref var w2 = ref Unsafe.Add(ref w1, panel);
        ref var w3 = ref Unsafe.Add(ref w2, panel);
        nint lanes = Vector512<T>.Count;
        var (a0, a1) = (TVector.Load(ref initial, 0), TVector.Load(ref initial, lanes));
        var (a2, a3) = (TVector.Load(ref initial, 2 * lanes), TVector.Load(ref initial, 3 * lanes));
        for (; i < end; i++)
        {
            var value = TVector.Create(Scalar(ref codes, i, ref table));
            var at = (nint)Offset<T, TIndex>(ref indices, i);
            a0 = TVector.MultiplyAdd(value, TVector.Load(ref weights, at), a0);
            a1 = TVector.MultiplyAdd(value, TVector.Load(ref w1, at), a1);
            a2 = TVector.MultiplyAdd(value, TVector.Load(ref w2, at), a2);
            a3 = TVector.MultiplyAdd(value, TVector.Load(ref w3, at), a3);
        }

        a0.Store(ref target, 0);
        a1.Store(ref target, lanes);
        a2.Store(ref target, 2 * lanes);
        a3.Store(ref target, 3 * lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(ref T target, Vector512<T> s0, Vector512<T> s1, Vector512<T> s2, Vector512<T> s3)
    {
        var lanes = (nuint)Vector512<T>.Count;
        s0.StoreUnsafe(ref target);
        s1.StoreUnsafe(ref target, lanes);
        s2.StoreUnsafe(ref target, 2 * lanes);
        s3.StoreUnsafe(ref target, 3 * lanes);
    }

    /// <summary><paramref name="steps"/> products of each of eight rows. <paramref name="positions"/> holds where the rows begin, then where their sums go.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void EightRows<T, TIndex, TCode>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, ref T bias, ref T target, ref nint positions, nint steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var b = Vector512.LoadUnsafe(ref bias);
        var (s0, s1, s2, s3, s4, s5, s6, s7) = (b, b, b, b, b, b, b, b);
        var (i0, i1, i2, i3) = (positions, Unsafe.Add(ref positions, 1), Unsafe.Add(ref positions, 2), Unsafe.Add(ref positions, 3));
        var (i4, i5, i6, i7) = (Unsafe.Add(ref positions, 4), Unsafe.Add(ref positions, 5), Unsafe.Add(ref positions, 6), Unsafe.Add(ref positions, 7));
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

        s0.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group));
        s1.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group + 1));
        s2.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group + 2));
        s3.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group + 3));
        s4.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group + 4));
        s5.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group + 5));
        s6.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group + 6));
        s7.StoreUnsafe(ref target, (nuint)Unsafe.Add(ref positions, Group + 7));
    }

    /// <summary>
    /// The same for four rows, with vectors of 256 bits. A vector of 512 bits would be a pair of these, but the runtime would keep that
    /// pair in memory.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    private static void FourRows256<T, TIndex, TCode>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, ref T bias, ref T target, ref nint positions, nint steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var half = (nuint)Vector256<T>.Count;
        var (a0, a1) = (Vector256.LoadUnsafe(ref bias), Vector256.LoadUnsafe(ref bias, half));
        var (b0, b1, c0, c1, d0, d1) = (a0, a1, a0, a1, a0, a1);
        var (ia, ib, ic, id) = (positions, Unsafe.Add(ref positions, 1), Unsafe.Add(ref positions, 2), Unsafe.Add(ref positions, 3));
        ref var upper = ref Unsafe.Add(ref weights, half);
        for (var end = ia + steps; ia < end; ia++, ib++, ic++, id++)
        {
            var at = Offset<T, TIndex>(ref indices, ia);
            var value = Vector256.Create(Scalar(ref codes, ia, ref table));
            a0 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref weights, at), a0);
            a1 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref upper, at), a1);
            at = Offset<T, TIndex>(ref indices, ib);
            value = Vector256.Create(Scalar(ref codes, ib, ref table));
            b0 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref weights, at), b0);
            b1 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref upper, at), b1);
            at = Offset<T, TIndex>(ref indices, ic);
            value = Vector256.Create(Scalar(ref codes, ic, ref table));
            c0 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref weights, at), c0);
            c1 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref upper, at), c1);
            at = Offset<T, TIndex>(ref indices, id);
            value = Vector256.Create(Scalar(ref codes, id, ref table));
            d0 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref weights, at), d0);
            d1 = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref upper, at), d1);
        }

        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize)), a0, a1);
        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize + 1)), b0, b1);
        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize + 2)), c0, c1);
        Store(ref Unsafe.Add(ref target, Unsafe.Add(ref positions, TileSize + 3)), d0, d1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(ref T target, Vector256<T> lower, Vector256<T> upper)
    {
        lower.StoreUnsafe(ref target);
        upper.StoreUnsafe(ref target, (nuint)Vector256<T>.Count);
    }

    /// <summary>The remaining products of one row, added to its sum so far, which stands in <paramref name="initial"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardRow<T, TIndex, TCode>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, ref T initial, ref T target, nint i, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ForwardRow<T, TIndex, TCode, Register512<T>>(ref codes, ref indices, ref table, ref weights, ref initial, ref target, i, end);
        }
        else
        {
            ForwardRow<T, TIndex, TCode, RegisterPair<T>>(ref codes, ref indices, ref table, ref weights, ref initial, ref target, i, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardRow<T, TIndex, TCode, TVector>(
        ref TCode codes, ref TIndex indices, ref T table, ref T weights, ref T initial, ref T target, nint i, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
        where TVector : struct, IWideRegister<TVector, T>
    {
        var sum = TVector.Load(ref initial, 0);
        for (; i < end; i++)
        {
            sum = TVector.MultiplyAdd(TVector.Create(Scalar(ref codes, i, ref table)), TVector.Load(ref weights, (nint)Offset<T, TIndex>(ref indices, i)), sum);
        }

        sum.Store(ref target, 0);
    }

    /// <summary>Sorts some rows of a block by length, the shortest first, by counting. Long rows are sorted only roughly.</summary>
    private static void SortByLength(int[] starts, RowBlock rows, int from, Span<ushort> order)
    {
        const int BucketBits = 9;
        Span<ushort> ends = stackalloc ushort[(1 << BucketBits) + 1];
        ends.Clear();
        var longest = 0;
        for (var r = 0; r < order.Length; r++)
        {
            longest = Math.Max(longest, Length(starts, rows[from + r]));
        }

        var shift = Math.Max(0, BitOperations.Log2((uint)longest) + 1 - BucketBits);
        for (var r = 0; r < order.Length; r++)
        {
            ends[(Length(starts, rows[from + r]) >> shift) + 1]++;
        }

        for (var i = 1; i < ends.Length; i++)
        {
            ends[i] += ends[i - 1];
        }

        for (var r = 0; r < order.Length; r++)
        {
            order[ends[Length(starts, rows[from + r]) >> shift]++] = (ushort)r;
        }

        static int Length(int[] starts, int row) => starts[row + 1] - starts[row];
    }

    /// <summary>G += Xᵀδ for some inputs and all rows of a block. Each entry adds the rows in their order.</summary>
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
            var (i, end) = Range<T, TIndex>(ref indices, x.Starts[row], x.Starts[row + 1], fromInput, toInput, x.Inputs);
            AddRow(ref codes, i, end, ref table, ref indices, ref Unsafe.Add(ref deltas, (nint)r * stride), ref target);
        }
    }

    /// <summary>
    /// p −= rate · (g / divisor), and g = 0, for those of some inputs that a block of rows has. Each input has one weight, or a vector of
    /// them. An input that comes again finds its g at 0.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static void Descend<T, TIndex, TCode>(
        SparseBlock<T, TIndex, TCode> x, Span<T> parameters, Span<T> gradient, int width, int fromInput, int toInput, double divisor, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var p = ref MemoryMarshal.GetReference(parameters);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        var by = T.CreateTruncating(divisor);
        for (var r = 0; r < x.Rows.Count; r++)
        {
            var row = x.Rows[r];
            var (i, end) = Range<T, TIndex>(ref indices, x.Starts[row], x.Starts[row + 1], fromInput, toInput, x.Inputs);
            for (; i < end; i++)
            {
                var input = Input<T, TIndex>(ref indices, i);
                if (width > 1)
                {
                    var at = (int)input * width;
                    UpdateKernels.Descend(parameters.Slice(at, width), gradient.Slice(at, width), divisor, rate);
                    gradient.Slice(at, width).Clear();
                }
                else
                {
                    ref var sum = ref Unsafe.Add(ref g, input);
                    Unsafe.Add(ref p, input) -= rate * (sum / by);
                    sum = T.Zero;
                }
            }
        }
    }

    /// <summary>
    /// The same for all inputs of several panels, which the gradient holds one after another. With four panels at a time, all rows
    /// add a part of their inputs before the next part, so that the part of the gradient stays in the L1 cache.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static void AddGradient<T, TIndex, TCode>(
        SparseBlock<T, TIndex, TCode> x, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        const int Part = 196;
        var lanes = Vector512<T>.Count;
        var length = x.Inputs * lanes;
        Span<int> positions = stackalloc int[x.Rows.Count];
        ref var codes = ref MemoryMarshal.GetArrayDataReference(x.Codes);
        ref var indices = ref MemoryMarshal.GetArrayDataReference(x.Indices);
        ref var table = ref MemoryMarshal.GetArrayDataReference(x.Table);
        var panel = 0;
        for (; panel <= panels - TileSize; panel += TileSize)
        {
            ref var target = ref MemoryMarshal.GetReference(gradient.Slice(panel * length, TileSize * length));
            ref var deltas = ref MemoryMarshal.GetReference(delta[(panel * lanes)..]);
            for (var r = 0; r < positions.Length; r++)
            {
                positions[r] = x.Starts[x.Rows[r]];
            }

            for (var limit = Math.Min(Part, x.Inputs); ; limit = Math.Min(limit + Part, x.Inputs))
            {
                for (var r = 0; r < positions.Length; r++)
                {
                    positions[r] = (int)AddRowPart(
                        ref codes, positions[r], x.Starts[x.Rows[r] + 1], limit * SparseIndex.Scale<T, TIndex>(),
                        ref table, ref indices, ref Unsafe.Add(ref deltas, (nint)r * stride), ref target, length);
                }

                if (limit == x.Inputs)
                {
                    break;
                }
            }
        }

        for (; panel < panels; panel++)
        {
            AddGradient(x, delta[(panel * lanes)..], stride, gradient.Slice(panel * length, length), 0, x.Inputs);
        }
    }

    /// <summary>Adds one row's products to four panels, for inputs whose index is below a limit. Returns where the row goes on.</summary>
    private static nint AddRowPart<T, TIndex, TCode>(
        ref TCode codes, nint i, nint end, int limit, ref T table, ref TIndex indices, ref T delta, ref T target, nint panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged => Vector512.IsHardwareAccelerated
        ? AddRowPart<T, TIndex, TCode, Register512<T>>(ref codes, i, end, limit, ref table, ref indices, ref delta, ref target, panel)
        : AddRowPart<T, TIndex, TCode, RegisterPair<T>>(ref codes, i, end, limit, ref table, ref indices, ref delta, ref target, panel);

    [MethodImpl(Kernel.Loop)]
    private static nint AddRowPart<T, TIndex, TCode, TVector>(
        ref TCode codes, nint i, nint end, int limit, ref T table, ref TIndex indices, ref T delta, ref T target, nint panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
        where TVector : struct, IWideRegister<TVector, T>
    {
        ref var t1 = ref Unsafe.Add(ref target, panel);
        ref var t2 = ref Unsafe.Add(ref t1, panel);
        ref var t3 = ref Unsafe.Add(ref t2, panel);
        nint lanes = Vector512<T>.Count;
        var (d0, d1) = (TVector.Load(ref delta, 0), TVector.Load(ref delta, lanes));
        var (d2, d3) = (TVector.Load(ref delta, 2 * lanes), TVector.Load(ref delta, 3 * lanes));
        for (; i < end && int.CreateTruncating(Unsafe.Add(ref indices, i)) < limit; i++)
        {
            var value = TVector.Create(Scalar(ref codes, i, ref table));
            var at = (nint)Offset<T, TIndex>(ref indices, i);
            Add(value, d0, ref target, at);
            Add(value, d1, ref t1, at);
            Add(value, d2, ref t2, at);
            Add(value, d3, ref t3, at);
        }

        return i;
    }

    /// <summary>Adds one row's products. It is a method of its own so that all of its variables stay in registers.</summary>
    private static void AddRow<T, TIndex, TCode>(
        ref TCode codes, nint i, nint end, ref T table, ref TIndex indices, ref T delta, ref T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddRow<T, TIndex, TCode, Register512<T>>(ref codes, i, end, ref table, ref indices, ref delta, ref target);
        }
        else
        {
            AddRow<T, TIndex, TCode, RegisterPair<T>>(ref codes, i, end, ref table, ref indices, ref delta, ref target);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void AddRow<T, TIndex, TCode, TVector>(
        ref TCode codes, nint i, nint end, ref T table, ref TIndex indices, ref T delta, ref T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
        where TVector : struct, IWideRegister<TVector, T>
    {
        var d = TVector.Load(ref delta, 0);
        for (; i < end; i++)
        {
            Add(TVector.Create(Scalar(ref codes, i, ref table)), d, ref target, (nint)Offset<T, TIndex>(ref indices, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TVector>(TVector value, TVector delta, ref T target, nint at)
        where T : unmanaged
        where TVector : struct, IWideRegister<TVector, T> =>
        TVector.MultiplyAdd(value, delta, TVector.Load(ref target, at)).Store(ref target, at);

    /// <summary>The value at a position, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Value<T, TCode>(ref TCode codes, nint i, ref T table)
        where T : unmanaged
        where TCode : unmanaged => Vector512.Create(Scalar(ref codes, i, ref table));

    /// <summary>A stored value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scalar<T, TCode>(ref TCode codes, nint i, ref T table)
        where T : unmanaged
        where TCode : unmanaged =>
        typeof(TCode) == typeof(byte)
            ? Unsafe.Add(ref table, (nint)Unsafe.As<TCode, byte>(ref Unsafe.Add(ref codes, i)))
            : Unsafe.As<TCode, T>(ref Unsafe.Add(ref codes, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Weight<T, TIndex>(ref T weights, ref TIndex indices, nint i)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex> => Vector512.LoadUnsafe(ref weights, Offset<T, TIndex>(ref indices, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Offset<T, TIndex>(ref TIndex indices, nint i)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        (nuint)(uint)int.CreateTruncating(Unsafe.Add(ref indices, i)) * (nuint)(Vector512<T>.Count / SparseIndex.Scale<T, TIndex>());

    /// <summary>The stored values of a row that belong to some of the inputs.</summary>
    public static (nint First, nint End) Range<T, TIndex>(ref TIndex indices, nint first, nint end, int fromInput, int toInput, int inputs)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        if (fromInput > 0)
        {
            first = FirstNotBelow(ref indices, first, end, fromInput * SparseIndex.Scale<T, TIndex>());
        }

        return (first, toInput < inputs ? FirstNotBelow(ref indices, first, end, toInput * SparseIndex.Scale<T, TIndex>()) : end);
    }

    /// <summary>The input that a stored value belongs to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Input<T, TIndex>(ref TIndex indices, nint i)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        (nint)((uint)int.CreateTruncating(Unsafe.Add(ref indices, i)) / (uint)SparseIndex.Scale<T, TIndex>());

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

    /// <summary>Prefetches the row that comes one block later, only in the first pass over a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchAhead<T, TIndex, TCode>(SparseBlock<T, TIndex, TCode> x, int r, bool isFirst)
        where T : unmanaged
        where TIndex : unmanaged
        where TCode : unmanaged
    {
        if (isFirst)
        {
            Prefetch.RowIntoL2(x, r + x.Rows.Count);
        }
    }
}

/// <summary>
/// Some compressed rows. A code is the value itself, or a byte: the index of the value in a table.
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
/// The meaning of an index of a compressed row. With 16 bits it is the offset of the input's lanes in a panel, which saves the hot loops
/// a multiplication. With 32 bits it is the input itself.
/// </summary>
internal static class SparseIndex
{
    /// <summary>Whether offsets in a panel with this number of inputs fit into 16 bits.</summary>
    public static bool IsNarrow<T>(int inputs)
        where T : unmanaged => inputs <= (ushort.MaxValue + 1) / Lanes.Count<T>();

    /// <summary>The factor from an input to its index.</summary>
    public static int Scale<T, TIndex>()
        where T : unmanaged => typeof(TIndex) == typeof(ushort) ? Lanes.Count<T>() : 1;
}
