using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Kernels;

/// <summary>
/// Softmax of up to sixteen classes, and its losses. A group of rows is computed at a time, one row in each lane of a 256-bit vector. So
/// nothing is summed across lanes, and no exponential of the padding is computed.
/// </summary>
/// <remarks>
/// The formulas are those of <see cref="OutputKernels"/>. The exponentials are summed in the order of a vector of sixteen: the upper
/// half is added to the lower half until one number is left. Exponentials, their sum and the predictions have the precision of the
/// scalar. Losses are computed in double. If a row's margin is too wide for the scalar, its gradient is computed in double too.
/// </remarks>
internal static class SmallSoftmax
{
    /// <summary>The most lanes of a row, padding included.</summary>
    public const int MaxLanes = 16;

    /// <summary>Rows whose logarithms are computed together: a multiple of a vector's lanes.</summary>
    private const int RowsAtOnce = 128;

    /// <summary>2^−100: if the sum of the other exponentials is smaller, some of them are too small for a float to keep their digits.</summary>
    private const float MinOtherSum = 7.8886091e-31f;

    /// <summary>f(x) = softmax(z), in place.</summary>
    public static void Softmax<T>(Span<T> z, int classes, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var group = Vector256<T>.Count * stride;
        if (z.Length >= group)
        {
            SoftmaxOfGroups(z[..(z.Length / group * group)], classes, stride);
        }

        for (z = z[(z.Length / group * group)..]; z.Length > 0; z = z[stride..])
        {
            SoftmaxOfRow(z[..stride], classes);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    private static void SoftmaxOfGroups<T>(Span<T> z, int classes, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector256<T>> buffer = stackalloc Vector256<T>[2 * MaxLanes];
        buffer.Clear();
        ref var e = ref MemoryMarshal.GetReference(buffer);
        for (; z.Length > 0; z = z[(Vector256<T>.Count * stride)..])
        {
            ref var rows = ref MemoryMarshal.GetReference(z);
            Load(ref rows, stride, classes, ref e);
            Exponentials(classes, ref e, out _, out var others);
            var inverse = Vector256<T>.One / (Vector256<T>.One + others);
            for (nuint k = 0; k < (nuint)classes; k++)
            {
                Unsafe.Add(ref e, k) *= inverse;
            }

            Store(ref e, ref rows, stride);
        }
    }

    /// <summary>
    /// The cross entropy of each row whose class is given by its index. With <paramref name="differentiate"/>, z becomes its
    /// gradient. <paramref name="losses"/> holds whole vectors.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    public static void SoftmaxLosses<T>(
        Span<T> z, int classes, int stride, int[] classIndices, RowBlock rows, Span<double> losses, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // In shuffled order each class comes from another place in memory. Read together, they don't wait for one another; nor do the logarithms.
        Span<int> y = stackalloc int[RowsAtOnce];
        Span<T> others = stackalloc T[RowsAtOnce];
        others.Clear();
        for (var first = 0; first < rows.Count; first += RowsAtOnce)
        {
            var part = y[..Math.Min(RowsAtOnce, rows.Count - first)];
            for (var r = 0; r < part.Length; r++)
            {
                part[r] = classIndices[rows[first + r]];
            }

            Margins(z[(first * stride)..], classes, stride, part, losses[first..], others, differentiate);
            AddLogarithms(others, losses.Slice(first, (part.Length + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count));
        }
    }

    /// <summary>max − z_y of each row, and the sum of all exponentials but the largest. With <paramref name="differentiate"/>, z becomes its gradient.</summary>
    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    private static void Margins<T>(
        Span<T> z, int classes, int stride, ReadOnlySpan<int> y, Span<double> margins, Span<T> others, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector256<T>> buffer = stackalloc Vector256<T>[2 * MaxLanes];
        buffer.Clear();
        ref var e = ref MemoryMarshal.GetReference(buffer);
        var lanes = Vector256<T>.Count;
        Span<T> last = stackalloc T[lanes * MaxLanes];
        Span<T> indices = stackalloc T[lanes];
        Span<T> logits = stackalloc T[lanes];
        var one = Vector256<T>.One;
        for (var r = 0; r < y.Length; r += lanes)
        {
            var count = Math.Min(lanes, y.Length - r);
            var group = z.Slice(r * stride, count * stride);
            if (count < lanes)
            {
                // The last group is incomplete: rows of zeros fill it, and their results are not used.
                indices.Clear();
                last.Clear();
                group.CopyTo(last);
            }

            ref var first = ref MemoryMarshal.GetReference(count < lanes ? last : group);
            for (var i = 0; i < count; i++)
            {
                var index = y[r + i];
                indices[i] = T.CreateTruncating(index);
                logits[i] = Unsafe.Add(ref first, (i * stride) + index);
            }

            Load(ref first, stride, classes, ref e);
            var target = Vector256.Create<T>(logits);
            Exponentials(classes, ref e, out var max, out var sum);
            CopyDifference(max, target, margins[r..]);
            sum.CopyTo(others[r..]);
            if (differentiate)
            {
                var inverse = one / (one + sum);
                var index = Vector256.Create<T>(indices);
                var isTargetLargest = Vector256.Equals(target, max);
                var gradientOfLargest = -(sum * inverse);
                var classIndex = Vector256<T>.Zero;
                for (nuint k = 0; k < (nuint)classes; k++)
                {
                    ref var column = ref Unsafe.Add(ref e, k);
                    var prediction = column * inverse;
                    var gradient = Vector256.ConditionalSelect(isTargetLargest, gradientOfLargest, prediction - one);
                    column = Vector256.ConditionalSelect(Vector256.Equals(classIndex, index), gradient, prediction);
                    classIndex += one;
                }
            }

            if (typeof(T) == typeof(float) && Vector256.LessThanAny(sum.AsSingle(), Vector256.Create(MinOtherSum)))
            {
                for (var i = 0; i < count; i++)
                {
                    if (sum.AsSingle()[i] < MinOtherSum)
                    {
                        margins[r + i] = LossInDouble(ref Unsafe.Add(ref first, i * stride), classes, stride, y[r + i], i, ref e);
                        others[r + i] = T.Zero;
                    }
                }
            }

            if (differentiate)
            {
                Store(ref e, ref first, stride);
                if (count < lanes)
                {
                    last[..group.Length].CopyTo(group);
                }
            }
        }
    }

    /// <summary>
    /// Replaces each logit by e^(z − max). Also gives the largest logit, and the sum of all exponentials but its own. The columns behind
    /// the classes are 0. The buffer has space for sixteen more columns behind the first sixteen.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exponentials<T>(int classes, ref Vector256<T> e, out Vector256<T> max, out Vector256<T> others)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        max = e;
        for (nuint k = 1; k < (nuint)classes; k++)
        {
            max = Vector256.MaxNative(max, Unsafe.Add(ref e, k));
        }

        ref var rest = ref Unsafe.Add(ref e, MaxLanes);
        var isFound = Vector256<T>.Zero;
        for (nuint k = 0; k < (nuint)classes; k++)
        {
            // Of several equal maxima, the first is taken. Its exponential is e^0 = 1, also if it is infinite, where ∞ − ∞ would be NaN.
            var logit = Unsafe.Add(ref e, k);
            var isMax = Vector256.Equals(logit, max);
            var isLargest = Vector256.AndNot(isMax, isFound);
            var exponential = VectorMath.ExpOfNegative(logit - max);
            Unsafe.Add(ref e, k) = Vector256.ConditionalSelect(isLargest, Vector256<T>.One, exponential);
            Unsafe.Add(ref rest, k) = Vector256.AndNot(exponential, isLargest);
            isFound |= isMax;
        }

        var (s0, s1, s2, s3) = (Sum(ref rest, 0), Sum(ref rest, 1), Sum(ref rest, 2), Sum(ref rest, 3));
        others = s0 + s2 + (s1 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Sum<T>(ref Vector256<T> terms, int k)
        where T : unmanaged =>
        Unsafe.Add(ref terms, k) + Unsafe.Add(ref terms, k + 8) + (Unsafe.Add(ref terms, k + 4) + Unsafe.Add(ref terms, k + 12));

    /// <summary>The same for a single row, one class a lane, with the same bits.</summary>
    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    private static void SoftmaxOfRow<T>(Span<T> row, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector256<T>> buffer = stackalloc Vector256<T>[2 * MaxLanes / Vector256<T>.Count];
        ref var e = ref MemoryMarshal.GetReference(buffer);
        ref var others = ref Unsafe.Add(ref e, MaxLanes / Vector256<T>.Count);
        ref var z = ref MemoryMarshal.GetReference(row);
        var (lanes, vectors) = (Vector256<T>.Count, row.Length / Vector256<T>.Count);
        var below = Vector256.Create(T.NegativeInfinity);
        var all = below;
        for (var i = 0; i < vectors; i++)
        {
            var isClass = Vector256.LessThan(LaneIndices<T>(i), Vector256.Create(T.CreateTruncating(classes)));
            // Two loads of 128 bits: the logits may just have been stored in such halves, and a wider load would stall.
            var (lower, upper) = (Vector128.LoadUnsafe(ref z, (nuint)(i * lanes)), Vector128.LoadUnsafe(ref z, (nuint)((i * lanes) + (lanes / 2))));
            var logits = Vector256.ConditionalSelect(isClass, Vector256.Create(lower, upper), below);
            Unsafe.Add(ref e, i) = logits;
            all = Vector256.MaxNative(all, logits);
        }

        var half = Vector128.MaxNative(all.GetLower(), all.GetUpper());
        var largest = half[0];
        for (var k = 1; k < Vector128<T>.Count; k++)
        {
            largest = T.MaxNative(largest, half[k]);
        }

        var (max, equal) = (Vector256.Create(largest), 0u);
        for (var i = 0; i < vectors; i++)
        {
            equal |= Vector256.Equals(Unsafe.Add(ref e, i), max).ExtractMostSignificantBits() << (i * lanes);
        }

        var place = Vector256.Create(T.CreateTruncating(BitOperations.TrailingZeroCount(equal)));
        for (var i = 0; i < vectors; i++)
        {
            ref var logits = ref Unsafe.Add(ref e, i);
            var isLargest = Vector256.Equals(LaneIndices<T>(i), place);
            var exponential = VectorMath.ExpOfNegative(logits - max);
            logits = Vector256.ConditionalSelect(isLargest, Vector256<T>.One, exponential);
            Unsafe.Add(ref others, i) = Vector256.AndNot(exponential, isLargest);
        }

        for (var rest = vectors / 2; rest > 0; rest /= 2)
        {
            for (var i = 0; i < rest; i++)
            {
                Unsafe.Add(ref others, i) += Unsafe.Add(ref others, i + rest);
            }
        }

        var sum = others.GetLower() + others.GetUpper();
        var inverse = Vector256.Create(T.One / (T.One + (Vector128<T>.Count == 2 ? sum[0] + sum[1] : sum[0] + sum[2] + (sum[1] + sum[3]))));
        for (var i = 0; i < vectors; i++)
        {
            (Unsafe.Add(ref e, i) * inverse).StoreUnsafe(ref z, (nuint)(i * lanes));
        }
    }

    /// <summary>The indices of the lanes of one of a row's vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> LaneIndices<T>(int vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector256<T>.Indices + Vector256.Create(T.CreateTruncating(vector * Vector256<T>.Count));

    /// <summary>The loss of one row, computed in double. Its gradient goes into the row's lane of all columns.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LossInDouble<T>(ref T z, int classes, int stride, int y, int lane, ref Vector256<T> columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> e = stackalloc double[MaxLanes];
        var max = WideSoftmax.Exponentials(ref z, classes, stride, ref MemoryMarshal.GetReference(e), out var largest, out var others);
        var inverse = 1 / (1 + others);
        ref var column = ref Unsafe.Add(ref Unsafe.As<Vector256<T>, T>(ref columns), lane);
        for (var k = 0; k < classes; k++)
        {
            var gradient = k != y ? e[k] * inverse : k == largest ? -(others * inverse) : (e[k] * inverse) - 1;
            Unsafe.Add(ref column, k * Vector256<T>.Count) = T.CreateTruncating(gradient);
        }

        return max - double.CreateTruncating(Unsafe.Add(ref z, y)) + Elementary.Log1P(others);
    }

    /// <summary>Writes max − z_y, in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyDifference<T>(Vector256<T> max, Vector256<T> target, Span<double> margins)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            (Lanes.Widen(max.AsSingle()) - Lanes.Widen(target.AsSingle())).CopyTo(margins);
        }
        else
        {
            (max.AsDouble() - target.AsDouble()).CopyTo(margins);
        }
    }

    /// <summary>Turns max − z_y into the loss, max − z_y + log(1 + others), for whole vectors.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void AddLogarithms<T>(ReadOnlySpan<T> others, Span<double> margins)
        where T : unmanaged
    {
        ref var sums = ref MemoryMarshal.GetReference(others);
        for (var r = 0; r < margins.Length; r += Vector512<double>.Count)
        {
            var margin = Vector512.Create<double>(margins[r..]);
            (margin + VectorMath.Log1P(Lanes.LoadDoubles(ref sums, (nuint)r))).CopyTo(margins[r..]);
        }
    }

    /// <summary>Transposes rows to columns. The columns behind the classes become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<T>(ref T rows, int stride, int classes, ref Vector256<T> columns)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            for (var k = 0; k < classes; k += 4)
            {
                ref var row = ref Unsafe.As<T, float>(ref Unsafe.Add(ref rows, k));
                var (c0, c1, c2, c3) = Transpose(Load(ref row, 0, stride), Load(ref row, 1, stride), Load(ref row, 2, stride), Load(ref row, 3, stride));
                ref var column = ref Unsafe.As<Vector256<T>, Vector256<float>>(ref Unsafe.Add(ref columns, k));
                column = c0;
                Unsafe.Add(ref column, 1) = c1;
                Unsafe.Add(ref column, 2) = c2;
                Unsafe.Add(ref column, 3) = c3;
            }
        }
        else
        {
            ref var column = ref Unsafe.As<Vector256<T>, T>(ref columns);
            for (var k = 0; k < classes; k++)
            {
                for (var r = 0; r < Vector256<T>.Count; r++)
                {
                    Unsafe.Add(ref column, (k * Vector256<T>.Count) + r) = Unsafe.Add(ref rows, (r * stride) + k);
                }
            }
        }

        for (var k = classes; k < MaxLanes; k++)
        {
            Unsafe.Add(ref columns, k) = Vector256<T>.Zero;
        }
    }

    /// <summary>Transposes columns to rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(ref Vector256<T> columns, ref T rows, int stride)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            for (var k = 0; k < stride; k += 4)
            {
                ref var row = ref Unsafe.As<T, float>(ref Unsafe.Add(ref rows, k));
                ref var column = ref Unsafe.As<Vector256<T>, Vector256<float>>(ref Unsafe.Add(ref columns, k));
                var (r0, r1, r2, r3) = Transpose(column, Unsafe.Add(ref column, 1), Unsafe.Add(ref column, 2), Unsafe.Add(ref column, 3));
                Store(r0, ref row, 0, stride);
                Store(r1, ref row, 1, stride);
                Store(r2, ref row, 2, stride);
                Store(r3, ref row, 3, stride);
            }
        }
        else
        {
            ref var column = ref Unsafe.As<Vector256<T>, T>(ref columns);
            for (var k = 0; k < stride; k++)
            {
                for (var r = 0; r < Vector256<T>.Count; r++)
                {
                    Unsafe.Add(ref rows, (r * stride) + k) = Unsafe.Add(ref column, (k * Vector256<T>.Count) + r);
                }
            }
        }
    }

    /// <summary>Four numbers of a row, and four of the row four rows below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float rows, int row, int stride) => Vector256.Create(
        Vector128.LoadUnsafe(ref rows, (nuint)(row * stride)), Vector128.LoadUnsafe(ref rows, (nuint)((row + 4) * stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> both, ref float rows, int row, int stride)
    {
        both.GetLower().StoreUnsafe(ref rows, (nuint)(row * stride));
        both.GetUpper().StoreUnsafe(ref rows, (nuint)((row + 4) * stride));
    }

    /// <summary>Transposes two squares of 4 × 4, one in each half of the vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> C0, Vector256<float> C1, Vector256<float> C2, Vector256<float> C3) Transpose(
        Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3)
    {
        var (low01, low23) = (Avx.UnpackLow(r0, r1), Avx.UnpackLow(r2, r3));
        var (high01, high23) = (Avx.UnpackHigh(r0, r1), Avx.UnpackHigh(r2, r3));
        const byte Lower = 0x44;
        const byte Upper = 0xEE;
        return (
            Avx.Shuffle(low01, low23, Lower),
            Avx.Shuffle(low01, low23, Upper),
            Avx.Shuffle(high01, high23, Lower),
            Avx.Shuffle(high01, high23, Upper));
    }
}
