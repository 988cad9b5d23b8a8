using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The products of dense rows with a panel of weights, eight rows at a time.</summary>
internal static class DenseKernels
{
    /// <summary>Rows that share each loaded weight.</summary>
    private const int Group = 8;

    /// <summary>
    /// z = xW + b for some rows of a block. Each lane adds its products in the order of the inputs. An incomplete group
    /// computes its last row more than once.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static void Forward<T>(
        DenseBlock<T> x, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (to - from == 1)
        {
            Forward(x.Row(from), w, b, z.Slice(from * stride, Vector512<T>.Count));
            return;
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Forward512(x, from, to, w, b, z, stride);
            return;
        }

        // One half of the lanes after the other, so that eight sums stay in registers of 256 bits.
        for (var half = 0; half < Vector512<T>.Count; half += Vector256<T>.Count)
        {
            Forward256(x, from, to, w[half..], b[half..], z[half..], stride);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void Forward512<T>(DenseBlock<T> x, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
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

    [MethodImpl(Kernel.Loop)]
    private static void Forward256<T>(DenseBlock<T> x, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bias = Vector256.Create(b);
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
                var weight = Vector256.LoadUnsafe(ref weights, i * (nuint)Vector512<T>.Count);
                s0 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x0, i)), weight, s0);
                s1 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x1, i)), weight, s1);
                s2 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x2, i)), weight, s2);
                s3 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x3, i)), weight, s3);
                s4 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x4, i)), weight, s4);
                s5 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x5, i)), weight, s5);
                s6 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x6, i)), weight, s6);
                s7 = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x7, i)), weight, s7);
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

    /// <summary>z = xW + b for a single row. Each addition waits for the one before, so zeros are skipped.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var values = ref MemoryMarshal.GetReference(x);
        ref var weights = ref MemoryMarshal.GetReference(w);
        var lanes = Vector512<T>.Count;
        var i = 0;
        if (!Vector512.IsHardwareAccelerated)
        {
            var half = Vector256<T>.Count;
            var (lower, upper) = (Vector256.Create(b), Vector256.Create(b[half..]));
            ref var above = ref Unsafe.Add(ref weights, half);
            for (; i <= x.Length - 64; i += 64)
            {
                var nonZeros = 0UL;
                for (var k = 0; k < 64; k += half)
                {
                    var isZero = Vector256.Equals(Vector256.LoadUnsafe(ref values, (nuint)(i + k)), Vector256<T>.Zero);
                    nonZeros |= (ulong)(~isZero).ExtractMostSignificantBits() << k;
                }

                for (; nonZeros != 0; nonZeros &= nonZeros - 1)
                {
                    var at = (nuint)(i + BitOperations.TrailingZeroCount(nonZeros));
                    var value = Vector256.Create(Unsafe.Add(ref values, at));
                    lower = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref weights, at * (nuint)lanes), lower);
                    upper = Lanes.MultiplyAdd(value, Vector256.LoadUnsafe(ref above, at * (nuint)lanes), upper);
                }
            }

            for (; i < x.Length; i++)
            {
                lower = Lanes.MultiplyAdd(Vector256.Create(x[i]), Vector256.LoadUnsafe(ref weights, (nuint)(i * lanes)), lower);
                upper = Lanes.MultiplyAdd(Vector256.Create(x[i]), Vector256.LoadUnsafe(ref above, (nuint)(i * lanes)), upper);
            }

            lower.CopyTo(z);
            upper.CopyTo(z[half..]);
            return;
        }

        var sum = Vector512.Create(b);

        // One word marks the non-zeros of 64 inputs: each loop over set bits ends with an unpredictable branch.
        for (; i <= x.Length - 64; i += 64)
        {
            var nonZeros = 0UL;
            for (var k = 0; k < 64; k += lanes)
            {
                var isZero = Vector512.Equals(Vector512.LoadUnsafe(ref values, (nuint)(i + k)), Vector512<T>.Zero);
                nonZeros |= (~isZero).ExtractMostSignificantBits() << k;
            }

            for (; nonZeros != 0; nonZeros &= nonZeros - 1)
            {
                var at = (nuint)(i + BitOperations.TrailingZeroCount(nonZeros));
                sum = Lanes.MultiplyAdd(
                    Vector512.Create(Unsafe.Add(ref values, at)), Vector512.LoadUnsafe(ref weights, at * (nuint)lanes), sum);
            }
        }

        for (; i < x.Length; i++)
        {
            sum = Lanes.MultiplyAdd(Vector512.Create(x[i]), Vector512.LoadUnsafe(ref weights, (nuint)(i * lanes)), sum);
        }

        sum.CopyTo(z);
    }

    /// <summary>
    /// G += Xᵀδ for some inputs and all rows of a block. Each entry adds the rows in their order. An incomplete group is
    /// padded with δ = 0.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static void AddGradient<T>(DenseBlock<T> x, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddGradient512(x, delta, stride, gradient, fromInput, toInput);
            return;
        }

        for (var half = 0; half < Vector512<T>.Count; half += Vector256<T>.Count)
        {
            AddGradient256(x, delta[half..], stride, gradient[half..], fromInput, toInput);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void AddGradient512<T>(DenseBlock<T> x, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var target = ref MemoryMarshal.GetReference(gradient);
        ref var deltas = ref MemoryMarshal.GetReference(delta);
        var rows = x.Count;
        for (var r = 0; r < rows; r += Group)
        {
            ref var x0 = ref x[r];
            ref var x1 = ref x[Math.Min(r + 1, rows - 1)];
            ref var x2 = ref x[Math.Min(r + 2, rows - 1)];
            ref var x3 = ref x[Math.Min(r + 3, rows - 1)];
            ref var x4 = ref x[Math.Min(r + 4, rows - 1)];
            ref var x5 = ref x[Math.Min(r + 5, rows - 1)];
            ref var x6 = ref x[Math.Min(r + 6, rows - 1)];
            ref var x7 = ref x[Math.Min(r + 7, rows - 1)];
            var (d0, d1, d2, d3) = (Delta(ref deltas, r), Delta(ref deltas, r + 1), Delta(ref deltas, r + 2), Delta(ref deltas, r + 3));
            var (d4, d5, d6, d7) = (Delta(ref deltas, r + 4), Delta(ref deltas, r + 5), Delta(ref deltas, r + 6), Delta(ref deltas, r + 7));
            for (var i = (nuint)fromInput; i < (nuint)toInput; i++)
            {
                var at = i * (nuint)Vector512<T>.Count;
                var sum = Vector512.LoadUnsafe(ref target, at);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x0, i)), d0, sum);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x1, i)), d1, sum);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x2, i)), d2, sum);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x3, i)), d3, sum);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x4, i)), d4, sum);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x5, i)), d5, sum);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x6, i)), d6, sum);
                sum = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref x7, i)), d7, sum);
                sum.StoreUnsafe(ref target, at);
            }
        }

        Vector512<T> Delta(ref T first, int row) =>
            row < rows ? Vector512.LoadUnsafe(ref first, (nuint)((long)row * stride)) : Vector512<T>.Zero;
    }

    [MethodImpl(Kernel.Loop)]
    private static void AddGradient256<T>(DenseBlock<T> x, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var target = ref MemoryMarshal.GetReference(gradient);
        ref var deltas = ref MemoryMarshal.GetReference(delta);
        var rows = x.Count;
        for (var r = 0; r < rows; r += Group)
        {
            ref var x0 = ref x[r];
            ref var x1 = ref x[Math.Min(r + 1, rows - 1)];
            ref var x2 = ref x[Math.Min(r + 2, rows - 1)];
            ref var x3 = ref x[Math.Min(r + 3, rows - 1)];
            ref var x4 = ref x[Math.Min(r + 4, rows - 1)];
            ref var x5 = ref x[Math.Min(r + 5, rows - 1)];
            ref var x6 = ref x[Math.Min(r + 6, rows - 1)];
            ref var x7 = ref x[Math.Min(r + 7, rows - 1)];
            var (d0, d1, d2, d3) = (Delta(ref deltas, r), Delta(ref deltas, r + 1), Delta(ref deltas, r + 2), Delta(ref deltas, r + 3));
            var (d4, d5, d6, d7) = (Delta(ref deltas, r + 4), Delta(ref deltas, r + 5), Delta(ref deltas, r + 6), Delta(ref deltas, r + 7));
            for (var i = (nuint)fromInput; i < (nuint)toInput; i++)
            {
                var at = i * (nuint)Vector512<T>.Count;
                var sum = Vector256.LoadUnsafe(ref target, at);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x0, i)), d0, sum);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x1, i)), d1, sum);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x2, i)), d2, sum);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x3, i)), d3, sum);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x4, i)), d4, sum);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x5, i)), d5, sum);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x6, i)), d6, sum);
                sum = Lanes.MultiplyAdd(Vector256.Create(Unsafe.Add(ref x7, i)), d7, sum);
                sum.StoreUnsafe(ref target, at);
            }
        }

        Vector256<T> Delta(ref T first, int row) =>
            row < rows ? Vector256.LoadUnsafe(ref first, (nuint)((long)row * stride)) : Vector256<T>.Zero;
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
    public static void Transpose<T>(ReadOnlySpan<T> w, int inputs, int outputs, Span<T> transposed)
        where T : unmanaged
    {
        var lanes = Vector512<T>.Count;
        for (var first = 0; first < outputs; first += lanes)
        {
            var panel = w.Slice(first * inputs, inputs * lanes);
            var count = Math.Min(lanes, outputs - first);
            for (var i = 0; i < inputs; i++)
            {
                var row = panel.Slice(i * lanes, count);
                var column = transposed[((((i / lanes) * outputs) + first) * lanes + (i % lanes))..];
                for (var j = 0; j < row.Length; j++)
                {
                    column[j * lanes] = row[j];
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
