using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>
/// Rows of logits: the predictions, the losses, and ∂loss/∂z = f(x) − y. All is computed in double, eight outputs at a time:
/// rows are short, so this costs little, and a sum of many losses needs the digits. Only <see cref="SmallSoftmax"/> computes
/// a softmax of floats in float.
/// </summary>
internal static class OutputKernels
{
    /// <summary>f(x) = σ(z), in place, for whole vectors.</summary>
    public static void Sigmoid<T>(Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ActivationKernels.Apply(ActivationKind.Sigmoid, z);

    /// <summary>f(x) = softmax(z), in place, for rows of whole vectors; <paramref name="scratch"/> has a row's length.</summary>
    public static void Softmax<T>(Span<T> z, int classes, int stride, Span<double> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Only the method that is called is compiled: to compile both would take longer than many predictions.
        if (stride <= SmallSoftmax.MaxLanes)
        {
            SmallSoftmax.Softmax(z, classes, stride);
        }
        else
        {
            WideSoftmax.Softmax(z, classes, stride, scratch);
        }
    }

    /// <summary>
    /// The cross entropy of each row whose class is given by its index, log Σ e^z − z_y. The largest logit is taken out of the
    /// sum: log Σ e^z = max + log(1 + others). With <paramref name="differentiate"/>, z becomes its gradient, f(x) − y. If z_y
    /// is the largest logit, the entry of y is computed as −others / (1 + others), without cancellation.
    /// <paramref name="losses"/> holds whole vectors.
    /// </summary>
    public static void SoftmaxLosses<T>(
        Span<T> z, int classes, int stride, int[] classIndices, RowBlock rows, Span<double> losses, Span<double> scratch, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (stride <= SmallSoftmax.MaxLanes)
        {
            SmallSoftmax.SoftmaxLosses(z, classes, stride, classIndices, rows, losses, differentiate);
        }
        else
        {
            WideSoftmax.SoftmaxLosses(z, classes, stride, classIndices, rows, losses, scratch, differentiate);
        }
    }

    /// <summary>
    /// The cross entropy of a row with a target for each class, Σ y_j (log Σ e^z − z_j), where log Σ e^z is computed as above.
    /// The gradient is f(x) Σy − y, computed as f_j (Σy − y_j) − y_j (1 − f_j).
    /// </summary>
    public static double SoftmaxLoss<T>(Span<T> z, int classes, ReadOnlySpan<double> y, Span<double> scratch, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var e = ref MemoryMarshal.GetReference(scratch[..z.Length]);
        ref var logits = ref MemoryMarshal.GetReference(z);
        ref var targets = ref MemoryMarshal.GetReference(y[..z.Length]);
        var max = WideSoftmax.Exponentials(ref logits, classes, z.Length, ref e, out var largest, out var others);
        var logSum = Vector512.Create(Elementary.Log1P(others));
        var inverse = 1 / (1 + others);
        var (loss, total) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (nuint k = 0; k < (nuint)z.Length; k += (nuint)Vector512<double>.Count)
        {
            var target = Vector512.LoadUnsafe(ref targets, k);
            total += target;
            var term = target * (Vector512.Create(max) - Lanes.LoadDoubles(ref logits, k) + logSum);
            loss += Vector512.ConditionalSelect(Vector512.Equals(target, Vector512<double>.Zero), Vector512<double>.Zero, term);
        }

        if (differentiate)
        {
            var sum = Vector512.Create(Lanes.Sum(total));
            for (nuint k = 0; k < (nuint)z.Length; k += (nuint)Vector512<double>.Count)
            {
                var target = Vector512.LoadUnsafe(ref targets, k);
                var prediction = Vector512.LoadUnsafe(ref e, k) * Vector512.Create(inverse);
                var complement = Vector512.ConditionalSelect(
                    Vector512.Equals(LaneIndices(k), Vector512.Create((double)largest)),
                    Vector512.Create(others * inverse),
                    Vector512<double>.One - prediction);
                Lanes.StoreDoubles((prediction * (sum - target)) - (target * complement), ref logits, k);
            }
        }

        return Lanes.Sum(loss);
    }

    /// <summary>
    /// The summed binary cross entropy of a row: (1 − y) z + log(1 + e^−z) for z ≥ 0, and −y z + log(1 + e^z) for z &lt; 0. Both
    /// terms are never negative, so nothing cancels. With <paramref name="differentiate"/>, z becomes its gradient,
    /// (1 − y) σ(z) − y σ(−z). This is f(x) − y without cancellation at a wide margin.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static double SigmoidLoss<T>(Span<T> z, int classes, ReadOnlySpan<double> y, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var logits = ref MemoryMarshal.GetReference(z);
        ref var targets = ref MemoryMarshal.GetReference(y[..z.Length]);
        var (one, zero, loss) = (Vector512<double>.One, Vector512<double>.Zero, Vector512<double>.Zero);
        for (nuint k = 0; k < (nuint)z.Length; k += (nuint)Vector512<double>.Count)
        {
            var logit = Lanes.LoadDoubles(ref logits, k);
            var target = Vector512.LoadUnsafe(ref targets, k);
            var isClass = Vector512.LessThan(LaneIndices(k), Vector512.Create((double)classes));
            var isPositive = Vector512.GreaterThanOrEqual(logit, zero);
            var magnitude = Vector512.Abs(logit);
            var e = VectorMath.ExpOfNegative(-magnitude);
            var term = (Vector512.ConditionalSelect(isPositive, one - target, target) * magnitude) + VectorMath.Log1P(e);
            loss += term & isClass;
            if (differentiate)
            {
                var near = one / (one + e);
                var far = e * near;
                var prediction = Vector512.ConditionalSelect(isPositive, near, far);
                var complement = Vector512.ConditionalSelect(isPositive, far, near);
                Lanes.StoreDoubles((((one - target) * prediction) - (target * complement)) & isClass, ref logits, k);
            }
        }

        return Lanes.Sum(loss);
    }

    /// <summary>
    /// The same with weights: a log(1 + e^−z) + b log(1 + e^z), where a is y and b is 1 − y, each times its weight. It is computed
    /// as b z for z ≥ 0 or −a z for z &lt; 0, plus (a + b) log(1 + e^−|z|). The gradient is b σ(z) − a σ(−z).
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static double SigmoidLoss<T>(
        Span<T> z, int classes, ReadOnlySpan<double> positive, ReadOnlySpan<double> negative, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var logits = ref MemoryMarshal.GetReference(z);
        ref var positives = ref MemoryMarshal.GetReference(positive[..z.Length]);
        ref var negatives = ref MemoryMarshal.GetReference(negative[..z.Length]);
        var (one, loss) = (Vector512<double>.One, Vector512<double>.Zero);
        for (nuint k = 0; k < (nuint)z.Length; k += (nuint)Vector512<double>.Count)
        {
            var logit = Lanes.LoadDoubles(ref logits, k);
            var (a, b) = (Vector512.LoadUnsafe(ref positives, k), Vector512.LoadUnsafe(ref negatives, k));
            var isClass = Vector512.LessThan(LaneIndices(k), Vector512.Create((double)classes));
            var isPositive = Vector512.GreaterThanOrEqual(logit, Vector512<double>.Zero);
            var magnitude = Vector512.Abs(logit);
            var e = VectorMath.ExpOfNegative(-magnitude);
            loss += ((Vector512.ConditionalSelect(isPositive, b, a) * magnitude) + ((a + b) * VectorMath.Log1P(e))) & isClass;
            if (differentiate)
            {
                var near = one / (one + e);
                var far = e * near;
                var gradient = (b * Vector512.ConditionalSelect(isPositive, near, far)) - (a * Vector512.ConditionalSelect(isPositive, far, near));
                Lanes.StoreDoubles(gradient & isClass, ref logits, k);
            }
        }

        return Lanes.Sum(loss);
    }

    /// <summary>The same for eight rows of one output, whose losses are not added. The logits and the losses have at least eight places.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void SigmoidLosses<T>(Span<T> z, ReadOnlySpan<double> positive, ReadOnlySpan<double> negative, Span<double> losses, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SigmoidLosses(z, Vector512.Create(positive), Vector512.Create(negative), losses, differentiate);

    /// <summary>The same for eight targets y without weights.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void SigmoidLosses<T>(Span<T> z, ReadOnlySpan<T> y, Span<double> losses, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var target = Lanes.LoadDoubles(ref MemoryMarshal.GetReference(y[..Vector512<double>.Count]), 0);
        SigmoidLosses(z, target, Vector512<double>.One - target, losses, differentiate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SigmoidLosses<T>(Span<T> z, Vector512<double> a, Vector512<double> b, Span<double> losses, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var logits = ref MemoryMarshal.GetReference(z[..Vector512<double>.Count]);
        var (logit, one) = (Lanes.LoadDoubles(ref logits, 0), Vector512<double>.One);
        var isPositive = Vector512.GreaterThanOrEqual(logit, Vector512<double>.Zero);
        var magnitude = Vector512.Abs(logit);
        var e = VectorMath.ExpOfNegative(-magnitude);
        ((Vector512.ConditionalSelect(isPositive, b, a) * magnitude) + ((a + b) * VectorMath.Log1P(e))).CopyTo(losses);
        if (differentiate)
        {
            var near = one / (one + e);
            var far = e * near;
            Lanes.StoreDoubles((b * Vector512.ConditionalSelect(isPositive, near, far)) - (a * Vector512.ConditionalSelect(isPositive, far, near)), ref logits, 0);
        }
    }

    /// <summary>The indices of eight lanes, the first of them given, as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LaneIndices(nuint first) =>
        Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create((double)first);
}
