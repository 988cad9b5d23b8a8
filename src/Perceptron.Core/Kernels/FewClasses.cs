using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Perceptron.Data;

namespace Perceptron.Kernels;

/// <summary>
/// Softmax of up to sixteen classes, and its losses: four rows at a time, each in a lane of its own, so that nothing is summed
/// across lanes, and no exponential is taken of the padding.
/// </summary>
/// <remarks>
/// The formulas and the order of the sums are those of <see cref="OutputKernels"/> for any number of classes. Where fewer than four
/// rows are left, the last one stands in for those that are missing.
/// </remarks>
internal static class FewClasses
{
    /// <summary>The most that a row may have, padding included.</summary>
    public const int MostLanes = 16;

    private const int Rows = 4;

    /// <summary>f(x) = softmax(z), in place.</summary>
    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    public static void Softmax<T>(Span<T> z, int classes, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector256<double>> room = stackalloc Vector256<double>[2 * MostLanes];
        room.Clear();
        ref var e = ref MemoryMarshal.GetReference(room);
        ref var first = ref MemoryMarshal.GetReference(z);
        var last = z.Length - stride;
        for (var row = 0; row <= last; row += Rows * stride)
        {
            var four = new Four<T>(ref first, row, stride, last);
            four.Load(classes, ref e);
            Exponentials(classes, ref e, out _, out _, out var others);
            var inverse = Vector256<double>.One / (Vector256<double>.One + others);
            for (nuint k = 0; k < (nuint)stride; k += Rows)
            {
                ref var column = ref Unsafe.Add(ref e, k);
                four.Store(
                    k, column * inverse, Unsafe.Add(ref column, 1) * inverse, Unsafe.Add(ref column, 2) * inverse, Unsafe.Add(ref column, 3) * inverse);
            }
        }
    }

    /// <summary>
    /// The cross entropy of each row of a class known by its index; where <paramref name="differentiate"/>, z becomes its
    /// gradient. <paramref name="losses"/> holds whole vectors.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(Kernel.Loop)]
    public static void SoftmaxLosses<T>(
        Span<T> z, int classes, int stride, int[] classIndices, RowBlock rows, Span<double> losses, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector256<double>> room = stackalloc Vector256<double>[2 * MostLanes];
        room.Clear();
        ref var e = ref MemoryMarshal.GetReference(room);
        ref var first = ref MemoryMarshal.GetReference(z[..(rows.Count * stride)]);
        var one = Vector256<double>.One;
        for (var r = 0; r < rows.Count; r += Rows)
        {
            var end = rows.Count - 1;
            var four = new Four<T>(ref first, r * stride, stride, end * stride);
            var (y0, y1) = (classIndices[rows[r]], classIndices[rows[Math.Min(r + 1, end)]]);
            var (y2, y3) = (classIndices[rows[Math.Min(r + 2, end)]], classIndices[rows[Math.Min(r + 3, end)]]);
            var target = four.Logits(y0, y1, y2, y3);
            four.Load(classes, ref e);
            Exponentials(classes, ref e, out var max, out var largest, out var others);
            (max - target + VectorMath.Log1P(others)).CopyTo(losses[r..]);
            if (!differentiate)
            {
                continue;
            }

            var inverse = one / (one + others);
            var y = Vector256.Create((double)y0, y1, y2, y3);
            var ofLargest = Vector256.Equals(y, largest);
            var whereLargest = -(others * inverse);
            var here = Vector256<double>.Zero;
            for (nuint k = 0; k < (nuint)classes; k++)
            {
                ref var column = ref Unsafe.Add(ref e, k);
                var prediction = column * inverse;
                var gradient = Vector256.ConditionalSelect(ofLargest, whereLargest, prediction - one);
                column = Vector256.ConditionalSelect(Vector256.Equals(here, y), gradient, prediction);
                here += one;
            }

            for (nuint k = 0; k < (nuint)stride; k += Rows)
            {
                ref var column = ref Unsafe.Add(ref e, k);
                four.Store(k, column, Unsafe.Add(ref column, 1), Unsafe.Add(ref column, 2), Unsafe.Add(ref column, 3));
            }
        }
    }

    /// <summary>
    /// From logits to e^(z − max) of each, in place, where the largest stands, and the sum of all but that one. What there is
    /// behind the classes is 0; behind the first sixteen is room for sixteen others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exponentials(
        int classes, ref Vector256<double> e, out Vector256<double> max, out Vector256<double> largest, out Vector256<double> others)
    {
        max = e;
        for (nuint k = 1; k < (nuint)classes; k++)
        {
            max = Vector256.MaxNative(max, Unsafe.Add(ref e, k));
        }

        // The first of several that are equal; none is only where one is no number.
        var one = Vector256<double>.One;
        var here = Vector256.Create((double)(classes - 1));
        largest = here;
        for (var k = (nint)classes - 1; k >= 0; k--)
        {
            largest = Vector256.ConditionalSelect(Vector256.Equals(Unsafe.Add(ref e, k), max), here, largest);
            here -= one;
        }

        ref var rest = ref Unsafe.Add(ref e, MostLanes);
        nuint paired = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            // Two classes a vector, one behind the other.
            var both = Vector512.Create(max, max);
            for (; paired + 1 < (nuint)classes; paired += 2)
            {
                ref var pair = ref Unsafe.As<Vector256<double>, Vector512<double>>(ref Unsafe.Add(ref e, paired));
                pair = VectorMath.ExpOfNegative(pair - both);
            }
        }

        here = Vector256<double>.Zero;
        for (nuint k = 0; k < (nuint)classes; k++)
        {
            // e^0 is 1, also where the largest is infinite and ∞ − ∞ no number.
            var isLargest = Vector256.Equals(here, largest);
            var exponential = k < paired ? Unsafe.Add(ref e, k) : VectorMath.ExpOfNegative(Unsafe.Add(ref e, k) - max);
            Unsafe.Add(ref e, k) = Vector256.ConditionalSelect(isLargest, one, exponential);
            Unsafe.Add(ref rest, k) = Vector256.AndNot(exponential, isLargest);
            here += one;
        }

        var (s0, s1, s2, s3) = (Sum(ref rest, 0), Sum(ref rest, 1), Sum(ref rest, 2), Sum(ref rest, 3));
        others = s0 + s2 + (s1 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Sum(ref Vector256<double> terms, int k) =>
        Unsafe.Add(ref terms, k) + Unsafe.Add(ref terms, k + 8) + (Unsafe.Add(ref terms, k + 4) + Unsafe.Add(ref terms, k + 12));

    /// <summary>Four rows, of which the last stands in for those behind it.</summary>
    private readonly ref struct Four<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _row0;
        private readonly ref T _row1;
        private readonly ref T _row2;
        private readonly ref T _row3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Four(ref T first, int row, int stride, int last)
        {
            _row0 = ref Unsafe.Add(ref first, row);
            _row1 = ref Unsafe.Add(ref first, Math.Min(row + stride, last));
            _row2 = ref Unsafe.Add(ref first, Math.Min(row + (2 * stride), last));
            _row3 = ref Unsafe.Add(ref first, Math.Min(row + (3 * stride), last));
        }

        /// <summary>One logit of each row.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Logits(int k0, int k1, int k2, int k3) => Vector256.Create(
            double.CreateTruncating(Unsafe.Add(ref _row0, k0)),
            double.CreateTruncating(Unsafe.Add(ref _row1, k1)),
            double.CreateTruncating(Unsafe.Add(ref _row2, k2)),
            double.CreateTruncating(Unsafe.Add(ref _row3, k3)));

        /// <summary>So many columns.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(int columns, ref Vector256<double> into)
        {
            var k = 0;
            if (typeof(T) == typeof(float) && Avx.IsSupported)
            {
                for (; k <= columns - Rows; k += Rows)
                {
                    var (c0, c1, c2, c3) = Transpose(Load(ref _row0, k), Load(ref _row1, k), Load(ref _row2, k), Load(ref _row3, k));
                    ref var column = ref Unsafe.Add(ref into, k);
                    column = Avx.ConvertToVector256Double(c0);
                    Unsafe.Add(ref column, 1) = Avx.ConvertToVector256Double(c1);
                    Unsafe.Add(ref column, 2) = Avx.ConvertToVector256Double(c2);
                    Unsafe.Add(ref column, 3) = Avx.ConvertToVector256Double(c3);
                }
            }

            for (; k < columns; k++)
            {
                Unsafe.Add(ref into, k) = Logits(k, k, k, k);
            }
        }

        /// <summary>Four columns, rounded to the scalar.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(nuint k, Vector256<double> c0, Vector256<double> c1, Vector256<double> c2, Vector256<double> c3)
        {
            if (typeof(T) == typeof(float) && Avx.IsSupported)
            {
                var (r0, r1, r2, r3) = Transpose(
                    Avx.ConvertToVector128Single(c0), Avx.ConvertToVector128Single(c1), Avx.ConvertToVector128Single(c2), Avx.ConvertToVector128Single(c3));
                r0.StoreUnsafe(ref Unsafe.As<T, float>(ref _row0), k);
                r1.StoreUnsafe(ref Unsafe.As<T, float>(ref _row1), k);
                r2.StoreUnsafe(ref Unsafe.As<T, float>(ref _row2), k);
                r3.StoreUnsafe(ref Unsafe.As<T, float>(ref _row3), k);
                return;
            }

            Store(k, c0);
            Store(k + 1, c1);
            Store(k + 2, c2);
            Store(k + 3, c3);
        }

        private void Store(nuint k, Vector256<double> column)
        {
            Unsafe.Add(ref _row0, k) = T.CreateTruncating(column[0]);
            Unsafe.Add(ref _row1, k) = T.CreateTruncating(column[1]);
            Unsafe.Add(ref _row2, k) = T.CreateTruncating(column[2]);
            Unsafe.Add(ref _row3, k) = T.CreateTruncating(column[3]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<float> Load(ref T row, int k) => Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref row), (nuint)k);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (Vector128<float> C0, Vector128<float> C1, Vector128<float> C2, Vector128<float> C3) Transpose(
            Vector128<float> r0, Vector128<float> r1, Vector128<float> r2, Vector128<float> r3)
        {
            var (low01, low23) = (Sse.UnpackLow(r0, r1), Sse.UnpackLow(r2, r3));
            var (high01, high23) = (Sse.UnpackHigh(r0, r1), Sse.UnpackHigh(r2, r3));
            return (
                Sse.MoveLowToHigh(low01, low23),
                Sse.MoveHighToLow(low23, low01),
                Sse.MoveLowToHigh(high01, high23),
                Sse.MoveHighToLow(high23, high01));
        }
    }
}
