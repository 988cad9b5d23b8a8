using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>Softmax of any number of classes, and its losses: one row at a time, eight of its lanes together.</summary>
internal static class WideSoftmax
{
    /// <summary>f(x) = softmax(z), in place.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Softmax<T>(Span<T> z, int classes, int stride, Span<double> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var e = ref MemoryMarshal.GetReference(scratch[..stride]);
        for (var row = 0; row < z.Length; row += stride)
        {
            ref var logits = ref MemoryMarshal.GetReference(z.Slice(row, stride));
            Exponentials(ref logits, classes, stride, ref e, out _, out var others);
            var inverse = Vector512.Create(1 / (1 + others));
            for (nuint k = 0; k < (nuint)stride; k += (nuint)Vector512<double>.Count)
            {
                Lanes.StoreDoubles(Vector512.LoadUnsafe(ref e, k) * inverse, ref logits, k);
            }
        }
    }

    /// <summary>The cross entropy of each row whose class is given by its index, and its gradient.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void SoftmaxLosses<T>(
        Span<T> z, int classes, int stride, int[] classIndices, RowBlock rows, Span<double> losses, Span<double> scratch, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var e = ref MemoryMarshal.GetReference(scratch[..stride]);
        var others = scratch.Slice(stride, Vector512<double>.Count);
        for (var r = 0; r < rows.Count; r++)
        {
            var row = z.Slice(r * stride, stride);
            ref var logits = ref MemoryMarshal.GetReference(row);
            var y = classIndices[rows[r]];
            losses[r] = Exponentials(ref logits, classes, stride, ref e, out _, out var sum) - double.CreateTruncating(row[y]);
            others[r % Vector512<double>.Count] = sum;
            if (differentiate)
            {
                var inverse = 1 / (1 + sum);
                for (nuint k = 0; k < (nuint)stride; k += (nuint)Vector512<double>.Count)
                {
                    Lanes.StoreDoubles(Vector512.LoadUnsafe(ref e, k) * Vector512.Create(inverse), ref logits, k);
                }

                row[y] = T.CreateTruncating(losses[r] == 0 ? -(sum * inverse) : (scratch[y] * inverse) - 1);
            }

            if (r % Vector512<double>.Count == Vector512<double>.Count - 1 || r == rows.Count - 1)
            {
                var eight = losses.Slice(r / Vector512<double>.Count * Vector512<double>.Count, Vector512<double>.Count);
                (Vector512.Create<double>(eight) + VectorMath.Log1P(Vector512.Create<double>(others))).CopyTo(eight);
            }
        }
    }

    /// <summary>
    /// Writes e^(z − max) of each logit, and 0 for the padding. Returns the largest logit. Also gives its index, and the sum of
    /// all exponentials but its own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exponentials<T>(ref T z, int classes, int stride, ref double e, out int largest, out double others)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = (nuint)Vector512<double>.Count;
        var below = Vector512.Create(double.NegativeInfinity);
        var maximum = below;
        for (nuint k = 0; k < (nuint)stride; k += lanes)
        {
            var isClass = Vector512.LessThan(OutputKernels.LaneIndices(k), Vector512.Create((double)classes));
            var logits = Vector512.ConditionalSelect(isClass, Lanes.LoadDoubles(ref z, k), below);
            maximum = Vector512.MaxNative(maximum, logits);
            logits.StoreUnsafe(ref e, k);
        }

        var max = Lanes.Max(maximum);
        largest = 0;
        for (nuint k = 0; k < (nuint)stride; k += lanes)
        {
            var equal = Vector512.Equals(Vector512.LoadUnsafe(ref e, k), Vector512.Create(max)).ExtractMostSignificantBits();
            if (equal != 0)
            {
                largest = (int)k + BitOperations.TrailingZeroCount(equal);
                break;
            }
        }

        var sum = Vector512<double>.Zero;
        for (nuint k = 0; k < (nuint)stride; k += lanes)
        {
            var exponential = VectorMath.ExpOfNegative(Vector512.LoadUnsafe(ref e, k) - Vector512.Create(max));
            exponential.StoreUnsafe(ref e, k);
            sum += Vector512.AndNot(exponential, Vector512.Equals(OutputKernels.LaneIndices(k), Vector512.Create((double)largest)));
        }

        // e^0 = 1, also if the largest is infinite, where ∞ − ∞ would be NaN.
        Unsafe.Add(ref e, largest) = 1;
        others = Lanes.Sum(sum);
        return max;
    }
}
