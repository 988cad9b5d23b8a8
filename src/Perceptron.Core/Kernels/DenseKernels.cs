using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>
/// The products of dense rows with panels of weights. They are computed in register tiles: six rows, or six inputs, times two vectors, whose
/// twelve sums stay in registers. With vectors of 512 bits the two are of neighbouring panels, with vectors of 256 bits the halves of one panel.
/// </summary>
internal static class DenseKernels
{
    /// <summary>Rows, or inputs, of a tile. Twelve sums, two vectors and a value fit into the sixteen registers of processors with 256 bits.</summary>
    private const int Tile = 6;

    /// <summary>Rows that are added to the gradient together: enough that the tile's loads and stores cost little, and few enough to stay in the L2 cache.</summary>
    private const int GradientRows = 128;

    /// <summary>
    /// Z = XW + b for some rows of a block and one or more panels, which W and b hold one after another. Each lane adds its products in
    /// the order of the inputs. An incomplete tile computes its last row more than once.
    /// </summary>
    public static void Forward<T>(DenseBlock<T> x, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (lanes, panels, length) = (Vector512<T>.Count, b.Length / Vector512<T>.Count, x.Inputs * Vector512<T>.Count);
        for (var panel = 0; panel < panels; panel++)
        {
            var weights = w[(panel * length)..];
            var bias = b[(panel * lanes)..];
            var target = z[(panel * lanes)..];
            if (to - from == 1)
            {
                Forward(x.Row(from), weights[..length], bias, target.Slice(from * stride, lanes));
            }
            else if (!Vector512.IsHardwareAccelerated)
            {
                ForwardTiles<T, Register256<T>>(x, from, to, weights, Vector256<T>.Count, bias, target, stride, Vector256<T>.Count);
            }
            else if (panel + 1 < panels)
            {
                ForwardTiles<T, Register512<T>>(x, from, to, weights, length, bias, target, stride, lanes);
                panel++;
            }
            else
            {
                ForwardPanel(x, from, to, weights, bias, target, stride);
            }
        }
    }

    /// <summary>Two vectors of outputs: <paramref name="second"/> is how far the second one's weights stand behind the first one's, and <paramref name="apart"/> the same for b and z.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void ForwardTiles<T, TRegister>(
        DenseBlock<T> x, int from, int to, ReadOnlySpan<T> w, int second, ReadOnlySpan<T> b, Span<T> z, int stride, int apart)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegister : struct, IRegister<TRegister, T>
    {
        ref var bias = ref MemoryMarshal.GetReference(b);
        ref var left = ref MemoryMarshal.GetReference(w);
        ref var right = ref Unsafe.Add(ref left, second);
        nint end = x.Inputs;
        for (var r = from; r < to; r += Tile)
        {
            ref var x0 = ref x[r];
            ref var x1 = ref x[Math.Min(r + 1, to - 1)];
            ref var x2 = ref x[Math.Min(r + 2, to - 1)];
            ref var x3 = ref x[Math.Min(r + 3, to - 1)];
            ref var x4 = ref x[Math.Min(r + 4, to - 1)];
            ref var x5 = ref x[Math.Min(r + 5, to - 1)];
            var (a0, b0) = (TRegister.Load(ref bias, 0), TRegister.Load(ref bias, apart));
            var (a1, a2, a3, a4, a5) = (a0, a0, a0, a0, a0);
            var (b1, b2, b3, b4, b5) = (b0, b0, b0, b0, b0);
            for (nint i = 0; i < end; i++)
            {
                var (v, u) = (TRegister.Load(ref left, i * Vector512<T>.Count), TRegister.Load(ref right, i * Vector512<T>.Count));
                var value = TRegister.Create(Unsafe.Add(ref x0, i));
                a0 = TRegister.MultiplyAdd(value, v, a0);
                b0 = TRegister.MultiplyAdd(value, u, b0);
                value = TRegister.Create(Unsafe.Add(ref x1, i));
                a1 = TRegister.MultiplyAdd(value, v, a1);
                b1 = TRegister.MultiplyAdd(value, u, b1);
                value = TRegister.Create(Unsafe.Add(ref x2, i));
                a2 = TRegister.MultiplyAdd(value, v, a2);
                b2 = TRegister.MultiplyAdd(value, u, b2);
                value = TRegister.Create(Unsafe.Add(ref x3, i));
                a3 = TRegister.MultiplyAdd(value, v, a3);
                b3 = TRegister.MultiplyAdd(value, u, b3);
                value = TRegister.Create(Unsafe.Add(ref x4, i));
                a4 = TRegister.MultiplyAdd(value, v, a4);
                b4 = TRegister.MultiplyAdd(value, u, b4);
                value = TRegister.Create(Unsafe.Add(ref x5, i));
                a5 = TRegister.MultiplyAdd(value, v, a5);
                b5 = TRegister.MultiplyAdd(value, u, b5);
            }

            Store(ref z[At(r)], apart, a0, b0);
            Store(ref z[At(r + 1)], apart, a1, b1);
            Store(ref z[At(r + 2)], apart, a2, b2);
            Store(ref z[At(r + 3)], apart, a3, b3);
            Store(ref z[At(r + 4)], apart, a4, b4);
            Store(ref z[At(r + 5)], apart, a5, b5);
        }

        int At(int row) => Math.Min(row, to - 1) * stride;

        static void Store(ref T target, int apart, TRegister a, TRegister b)
        {
            a.Store(ref target, 0);
            b.Store(ref target, apart);
        }
    }

    /// <summary>One panel of 512 bits, eight rows at a time.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void ForwardPanel<T>(DenseBlock<T> x, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Group = 8;
        var bias = Vector512.Create(b);
        ref var weights = ref MemoryMarshal.GetReference(w);
        for (var r = from; r < to; r += Group)
        {
            ref var x0 = ref x[r];
            ref var x1 = ref x[Math.Min(r + 1, to - 1)];
            ref var x2 = ref x[Math.Min(r + 2, to - 1)];
            ref var x3 = ref x[Math.Min(r + 3, to - 1)];
            ref var x4 = ref x[Math.Min(r + 4, to - 1)];
            ref var x5 = ref x[Math.Min(r + 5, to - 1)];
            ref var x6 = ref x[Math.Min(r + 6, to - 1)];
            ref var x7 = ref x[Math.Min(r + 7, to - 1)];
            var (s0, s1, s2, s3, s4, s5, s6, s7) = (bias, bias, bias, bias, bias, bias, bias, bias);
            for (nuint i = 0; i < (nuint)x.Inputs; i++)
            {
                var weight = Vector512.LoadUnsafe(ref weights, i * (nuint)Vector512<T>.Count);
                s0 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x0, i)), weight, s0);
                s1 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x1, i)), weight, s1);
                s2 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x2, i)), weight, s2);
                s3 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x3, i)), weight, s3);
                s4 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x4, i)), weight, s4);
                s5 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x5, i)), weight, s5);
                s6 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x6, i)), weight, s6);
                s7 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x7, i)), weight, s7);
            }

            ref var target = ref z[0];
            s0.StoreUnsafe(ref target, At(r));
            s1.StoreUnsafe(ref target, At(r + 1));
            s2.StoreUnsafe(ref target, At(r + 2));
            s3.StoreUnsafe(ref target, At(r + 3));
            s4.StoreUnsafe(ref target, At(r + 4));
            s5.StoreUnsafe(ref target, At(r + 5));
            s6.StoreUnsafe(ref target, At(r + 6));
            s7.StoreUnsafe(ref target, At(r + 7));
        }

        nuint At(int row) => (nuint)((long)Math.Min(row, to - 1) * stride);
    }

    /// <summary>z = xW + b for a single row and a panel. Each addition waits for the one before, so zeros are skipped.</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Forward<T, Register512<T>>(x, w, b, z);
        }
        else
        {
            Forward<T, RegisterPair<T>>(x, w, b, z);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void Forward<T, TVector>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, IWideRegister<TVector, T>
    {
        ref var values = ref MemoryMarshal.GetReference(x);
        ref var weights = ref MemoryMarshal.GetReference(w);
        nint lanes = Vector512<T>.Count;
        var sum = TVector.Load(ref MemoryMarshal.GetReference(b), 0);
        nint i = 0;

        // One word marks the non-zeros of 64 inputs: each loop over set bits ends with an unpredictable branch.
        for (; i <= x.Length - 64; i += 64)
        {
            var nonZeros = 0UL;
            for (var k = 0; k < 64; k += Vector256<T>.Count)
            {
                var isZero = Vector256.Equals(Vector256.LoadUnsafe(ref values, (nuint)(i + k)), Vector256<T>.Zero);
                nonZeros |= (ulong)(~isZero).ExtractMostSignificantBits() << k;
            }

            for (; nonZeros != 0; nonZeros &= nonZeros - 1)
            {
                var at = i + BitOperations.TrailingZeroCount(nonZeros);
                sum = TVector.MultiplyAdd(TVector.Create(Unsafe.Add(ref values, at)), TVector.Load(ref weights, at * lanes), sum);
            }
        }

        for (; i < x.Length; i++)
        {
            sum = TVector.MultiplyAdd(TVector.Create(Unsafe.Add(ref values, i)), TVector.Load(ref weights, i * lanes), sum);
        }

        sum.Store(ref MemoryMarshal.GetReference(z), 0);
    }

    /// <summary>
    /// G += Xᵀδ for some inputs and all rows of a block, and for one or more panels, which the gradient holds one after another. Each entry adds
    /// the rows in their order.
    /// </summary>
    public static void AddGradient<T>(DenseBlock<T> x, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int panels, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (lanes, length) = (Vector512<T>.Count, x.Inputs * Vector512<T>.Count);
        Span<nint> rows = stackalloc nint[Math.Min(x.Count, GradientRows)];
        for (var first = 0; first < x.Count; first += rows.Length)
        {
            rows = rows[..Math.Min(rows.Length, x.Count - first)];
            for (var r = 0; r < rows.Length; r++)
            {
                rows[r] = x.Offset(first + r);
            }

            for (var panel = 0; panel < panels; panel++)
            {
                var deltas = delta[((first * stride) + (panel * lanes))..];
                var target = gradient[(panel * length)..];
                if (Vector512.IsHardwareAccelerated && panel + 1 < panels)
                {
                    AddGradientTiles<T, Register512<T>>(ref x.First, x.Inputs, rows, deltas, stride, lanes, target, length, fromInput, toInput);
                    panel++;
                }
                else
                {
                    AddGradientTiles<T, Register256<T>>(ref x.First, x.Inputs, rows, deltas, stride, lanes / 2, target, lanes / 2, fromInput, toInput);
                }
            }
        }
    }

    /// <summary>
    /// Two vectors of outputs: <paramref name="apart"/> is how far the second one's δ stands behind the first one's, and <paramref name="second"/> the
    /// same for the gradient. The last tile overlaps the one before and stores what is new.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    private static void AddGradientTiles<T, TRegister>(
        ref T x, int inputs, ReadOnlySpan<nint> rows, ReadOnlySpan<T> delta, int stride, int apart, Span<T> gradient, int second, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegister : struct, IRegister<TRegister, T>
    {
        if (inputs < Tile)
        {
            AddGradientInputs<T, TRegister>(ref x, rows, delta, stride, apart, gradient, second, fromInput, toInput);
            return;
        }

        ref var deltas = ref MemoryMarshal.GetReference(delta);
        ref var offsets = ref MemoryMarshal.GetReference(rows);
        ref var target = ref MemoryMarshal.GetReference(gradient);
        for (var next = fromInput; next < toInput; next += Tile)
        {
            var i = Math.Min(next, inputs - Tile);
            ref var left = ref Unsafe.Add(ref target, i * Vector512<T>.Count);
            ref var right = ref Unsafe.Add(ref left, second);
            var (a0, b0) = (TRegister.Load(ref left, 0), TRegister.Load(ref right, 0));
            var (a1, b1) = (TRegister.Load(ref left, Vector512<T>.Count), TRegister.Load(ref right, Vector512<T>.Count));
            var (a2, b2) = (TRegister.Load(ref left, 2 * Vector512<T>.Count), TRegister.Load(ref right, 2 * Vector512<T>.Count));
            var (a3, b3) = (TRegister.Load(ref left, 3 * Vector512<T>.Count), TRegister.Load(ref right, 3 * Vector512<T>.Count));
            var (a4, b4) = (TRegister.Load(ref left, 4 * Vector512<T>.Count), TRegister.Load(ref right, 4 * Vector512<T>.Count));
            var (a5, b5) = (TRegister.Load(ref left, 5 * Vector512<T>.Count), TRegister.Load(ref right, 5 * Vector512<T>.Count));
            ref var values = ref Unsafe.Add(ref x, i);
            ref var d = ref deltas;
            for (var r = 0; r < rows.Length; r++)
            {
                ref var row = ref Unsafe.Add(ref values, Unsafe.Add(ref offsets, r));
                var (v, u) = (TRegister.Load(ref d, 0), TRegister.Load(ref d, apart));
                var value = TRegister.Create(row);
                a0 = TRegister.MultiplyAdd(value, v, a0);
                b0 = TRegister.MultiplyAdd(value, u, b0);
                value = TRegister.Create(Unsafe.Add(ref row, 1));
                a1 = TRegister.MultiplyAdd(value, v, a1);
                b1 = TRegister.MultiplyAdd(value, u, b1);
                value = TRegister.Create(Unsafe.Add(ref row, 2));
                a2 = TRegister.MultiplyAdd(value, v, a2);
                b2 = TRegister.MultiplyAdd(value, u, b2);
                value = TRegister.Create(Unsafe.Add(ref row, 3));
                a3 = TRegister.MultiplyAdd(value, v, a3);
                b3 = TRegister.MultiplyAdd(value, u, b3);
                value = TRegister.Create(Unsafe.Add(ref row, 4));
                a4 = TRegister.MultiplyAdd(value, v, a4);
                b4 = TRegister.MultiplyAdd(value, u, b4);
                value = TRegister.Create(Unsafe.Add(ref row, 5));
                a5 = TRegister.MultiplyAdd(value, v, a5);
                b5 = TRegister.MultiplyAdd(value, u, b5);
                d = ref Unsafe.Add(ref d, stride);
            }

            if (i >= next)
            {
                a0.Store(ref left, 0);
                b0.Store(ref right, 0);
            }

            if (i + 1 >= next && i + 1 < toInput)
            {
                a1.Store(ref left, Vector512<T>.Count);
                b1.Store(ref right, Vector512<T>.Count);
            }

            if (i + 2 >= next && i + 2 < toInput)
            {
                a2.Store(ref left, 2 * Vector512<T>.Count);
                b2.Store(ref right, 2 * Vector512<T>.Count);
            }

            if (i + 3 >= next && i + 3 < toInput)
            {
                a3.Store(ref left, 3 * Vector512<T>.Count);
                b3.Store(ref right, 3 * Vector512<T>.Count);
            }

            if (i + 4 >= next && i + 4 < toInput)
            {
                a4.Store(ref left, 4 * Vector512<T>.Count);
                b4.Store(ref right, 4 * Vector512<T>.Count);
            }

            if (i + 5 >= next && i + 5 < toInput)
            {
                a5.Store(ref left, 5 * Vector512<T>.Count);
                b5.Store(ref right, 5 * Vector512<T>.Count);
            }
        }
    }

    /// <summary>The same where a row has fewer inputs than a tile: one input at a time.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void AddGradientInputs<T, TRegister>(
        ref T x, ReadOnlySpan<nint> rows, ReadOnlySpan<T> delta, int stride, int apart, Span<T> gradient, int second, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegister : struct, IRegister<TRegister, T>
    {
        for (var i = fromInput; i < toInput; i++)
        {
            ref var left = ref gradient[i * Vector512<T>.Count];
            ref var d = ref MemoryMarshal.GetReference(delta);
            var (a, b) = (TRegister.Load(ref left, 0), TRegister.Load(ref left, second));
            foreach (var row in rows)
            {
                var value = TRegister.Create(Unsafe.Add(ref x, row + i));
                a = TRegister.MultiplyAdd(value, TRegister.Load(ref d, 0), a);
                b = TRegister.MultiplyAdd(value, TRegister.Load(ref d, apart), b);
                d = ref Unsafe.Add(ref d, stride);
            }

            a.Store(ref left, 0);
            b.Store(ref left, second);
        }
    }

    /// <summary>target += each row, in the order of the rows.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void AddRows<T>(ReadOnlySpan<T> rows, Span<T> target)
        where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(rows);
        for (var lane = 0; lane < target.Length; lane += Vector512<T>.Count)
        {
            var sum = Vector512.Create<T>(target[lane..]);
            for (var at = lane; at < rows.Length; at += target.Length)
            {
                sum += Vector512.LoadUnsafe(ref first, (nuint)at);
            }

            sum.CopyTo(target[lane..]);
        }
    }

    /// <summary>Wᵀ of a layer, in the panels of a layer with inputs and outputs exchanged. The padding is not written.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Transpose<T>(ReadOnlySpan<T> w, int inputs, int outputs, Span<T> transposed)
        where T : unmanaged
    {
        nint lanes = Vector512<T>.Count;
        ref var from = ref MemoryMarshal.GetReference(w);
        ref var to = ref MemoryMarshal.GetReference(transposed);
        for (nint output = 0; output < outputs; output += lanes)
        {
            for (nint input = 0; input < inputs; input += lanes)
            {
                // A square of as many inputs and outputs as a vector has lanes: both sides are neighbours in memory.
                ref var source = ref Unsafe.Add(ref from, (output * inputs) + (input * lanes));
                ref var target = ref Unsafe.Add(ref to, (input * outputs) + (output * lanes));
                var (rows, columns) = (nint.Min(lanes, outputs - output), nint.Min(lanes, inputs - input));
                for (nint row = 0; row < rows; row++)
                {
                    for (nint column = 0; column < columns; column++)
                    {
                        Unsafe.Add(ref target, (row * lanes) + column) = Unsafe.Add(ref source, (column * lanes) + row);
                    }
                }
            }
        }
    }
}

/// <summary>Some dense rows, in any order.</summary>
internal readonly ref struct DenseBlock<T>(ReadOnlySpan<T> values, RowBlock rows, int inputs, int stride)
{
    private readonly ReadOnlySpan<T> _values = values;

    public int Count => rows.Count;

    public int Inputs => inputs;

    /// <summary>The first value of a row.</summary>
    public ref T this[int row] => ref Unsafe.AsRef(in _values[rows[row] * stride]);

    /// <summary>The first value of all rows, from which offsets are counted.</summary>
    public ref T First => ref MemoryMarshal.GetReference(_values);

    /// <summary>The offset of a row's first value.</summary>
    public nint Offset(int row) => (nint)rows[row] * stride;

    public ReadOnlySpan<T> Row(int row) => _values.Slice(rows[row] * stride, inputs);
}
