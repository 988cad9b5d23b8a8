using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Perceptron.Data;

namespace Perceptron.Kernels;

/// <summary>
/// Rows of logits: the predictions, the losses, and ∂loss/∂z = f(x) − y. All of it is computed in double, eight outputs at a
/// time, since a row is short and the loss of a long sum is not.
/// </summary>
internal static class OutputKernels
{
    /// <summary>f(x) = σ(z), in place, for whole vectors.</summary>
    public static void Sigmoid<T>(Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ActivationKernels.Apply(ActivationKind.Sigmoid, z);

    /// <summary>f(x) = softmax(z), in place, for rows of whole vectors; <paramref name="scratch"/> has a row's length.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Softmax<T>(Span<T> z, int classes, int stride, Span<double> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var e = ref MemoryMarshal.GetReference(scratch[..stride]);
        for (var row = 0; row < z.Length; row += stride)
        {
            ref var logits = ref MemoryMarshal.GetReference(z.Slice(row, stride));
            if (stride == 2 * Vector512<double>.Count)
            {
                var pair = new Pair<T>(ref logits, classes);
                pair.Store(ref logits, 1 / (1 + pair.Others));
                continue;
            }

            Exponentials(ref logits, classes, stride, ref e, out _, out var others);
            var inverse = Vector512.Create(1 / (1 + others));
            for (nuint k = 0; k < (nuint)stride; k += (nuint)Vector512<double>.Count)
            {
                Lanes.StoreDoubles(Vector512.LoadUnsafe(ref e, k) * inverse, ref logits, k);
            }
        }
    }

    /// <summary>
    /// The cross entropy of each row of a class known by its index, log Σ e^z − z_y, with the largest logit taken out of the
    /// sum: log Σ e^z = max + log(1 + others). Where <paramref name="differentiate"/>, z becomes its gradient, f(x) − y, which
    /// for y itself is −others / (1 + others), without cancellation, where y is the largest. <paramref name="losses"/> holds
    /// whole vectors.
    /// </summary>
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
            var target = double.CreateTruncating(row[y]);
            if (stride == 2 * Vector512<double>.Count)
            {
                var pair = new Pair<T>(ref logits, classes);
                losses[r] = pair.Max - target;
                others[r % Vector512<double>.Count] = pair.Others;
                if (differentiate)
                {
                    var inverse = 1 / (1 + pair.Others);
                    pair.Store(ref logits, inverse);
                    row[y] = T.CreateTruncating(y == pair.Largest ? -(pair.Others * inverse) : (pair.Exponential(y) * inverse) - 1);
                }
            }
            else
            {
                losses[r] = Exponentials(ref logits, classes, stride, ref e, out var largest, out var sum) - target;
                others[r % Vector512<double>.Count] = sum;
                if (differentiate)
                {
                    var inverse = 1 / (1 + sum);
                    for (nuint k = 0; k < (nuint)stride; k += (nuint)Vector512<double>.Count)
                    {
                        Lanes.StoreDoubles(Vector512.LoadUnsafe(ref e, k) * Vector512.Create(inverse), ref logits, k);
                    }

                    row[y] = T.CreateTruncating(y == largest ? -(sum * inverse) : (scratch[y] * inverse) - 1);
                }
            }

            if (r % Vector512<double>.Count == Vector512<double>.Count - 1 || r == rows.Count - 1)
            {
                var eight = losses.Slice(r / Vector512<double>.Count * Vector512<double>.Count, Vector512<double>.Count);
                (Vector512.Create<double>(eight) + VectorMath.Log1P(Vector512.Create<double>(others))).CopyTo(eight);
            }
        }
    }

    /// <summary>
    /// The cross entropy of a row with a number for each class, Σ y_j (log Σ e^z − z_j), as that of an index; the gradient
    /// is f(x) Σy − y, computed as f_j (Σy − y_j) − y_j (1 − f_j).
    /// </summary>
    public static double SoftmaxLoss<T>(Span<T> z, int classes, ReadOnlySpan<double> y, Span<double> scratch, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var e = ref MemoryMarshal.GetReference(scratch[..z.Length]);
        ref var logits = ref MemoryMarshal.GetReference(z);
        ref var targets = ref MemoryMarshal.GetReference(y[..z.Length]);
        var max = Exponentials(ref logits, classes, z.Length, ref e, out var largest, out var others);
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
                    Vector512.Equals(Places(k), Vector512.Create((double)largest)),
                    Vector512.Create(others * inverse),
                    Vector512<double>.One - prediction);
                Lanes.StoreDoubles((prediction * (sum - target)) - (target * complement), ref logits, k);
            }
        }

        return Lanes.Sum(loss);
    }

    /// <summary>
    /// The summed binary cross entropy of a row, (1 − y) z + log(1 + e^−z) for z ≥ 0 and −y z + log(1 + e^z) below: two
    /// terms that are never negative, so that none cancels. Where <paramref name="differentiate"/>, z becomes its gradient,
    /// (1 − y) σ(z) − y σ(−z): f(x) − y without the cancellation at a wide margin.
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
            var isReal = Vector512.LessThan(Places(k), Vector512.Create((double)classes));
            var isPositive = Vector512.GreaterThanOrEqual(logit, zero);
            var magnitude = Vector512.Abs(logit);
            var e = VectorMath.ExpOfNegative(-magnitude);
            var term = (Vector512.ConditionalSelect(isPositive, one - target, target) * magnitude) + VectorMath.Log1P(e);
            loss += term & isReal;
            if (differentiate)
            {
                var near = one / (one + e);
                var far = e * near;
                var prediction = Vector512.ConditionalSelect(isPositive, near, far);
                var complement = Vector512.ConditionalSelect(isPositive, far, near);
                Lanes.StoreDoubles((((one - target) * prediction) - (target * complement)) & isReal, ref logits, k);
            }
        }

        return Lanes.Sum(loss);
    }

    /// <summary>
    /// The same with weights, a log(1 + e^−z) + b log(1 + e^z), where a and b are y and 1 − y times the weights of theirs: b z or
    /// −a z, and (a + b) log(1 + e^−|z|). Its gradient is b σ(z) − a σ(−z).
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
            var isReal = Vector512.LessThan(Places(k), Vector512.Create((double)classes));
            var isPositive = Vector512.GreaterThanOrEqual(logit, Vector512<double>.Zero);
            var magnitude = Vector512.Abs(logit);
            var e = VectorMath.ExpOfNegative(-magnitude);
            loss += ((Vector512.ConditionalSelect(isPositive, b, a) * magnitude) + ((a + b) * VectorMath.Log1P(e))) & isReal;
            if (differentiate)
            {
                var near = one / (one + e);
                var far = e * near;
                var gradient = (b * Vector512.ConditionalSelect(isPositive, near, far)) - (a * Vector512.ConditionalSelect(isPositive, far, near));
                Lanes.StoreDoubles(gradient & isReal, ref logits, k);
            }
        }

        return Lanes.Sum(loss);
    }

    /// <summary>
    /// e^(z − max) of each logit, 0 of the padding, where the largest stands, the sum of all but that one, and the largest
    /// itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Exponentials<T>(ref T z, int classes, int stride, ref double e, out int largest, out double others)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = (nuint)Vector512<double>.Count;
        var below = Vector512.Create(double.NegativeInfinity);
        var maximum = below;
        for (nuint k = 0; k < (nuint)stride; k += lanes)
        {
            var isReal = Vector512.LessThan(Places(k), Vector512.Create((double)classes));
            var logits = Vector512.ConditionalSelect(isReal, Lanes.LoadDoubles(ref z, k), below);
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
            sum += Vector512.AndNot(exponential, Vector512.Equals(Places(k), Vector512.Create((double)largest)));
        }

        others = Lanes.Sum(sum);
        return max;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Places(nuint first) =>
        Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create((double)first);

    /// <summary>
    /// What <see cref="Exponentials"/> gives of a row of up to sixteen logits, of whose numbers none leaves the registers.
    /// </summary>
    private readonly ref struct Pair<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector512<double> _first;
        private readonly Vector512<double> _second;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Pair(ref T z, int classes)
        {
            var below = Vector512.Create(double.NegativeInfinity);
            var count = Vector512.Create((double)classes);
            var (here, there) = (Places(0), Places((nuint)Vector512<double>.Count));
            var first = Vector512.ConditionalSelect(Vector512.LessThan(here, count), Lanes.LoadDoubles(ref z, 0), below);
            var second = Vector512.ConditionalSelect(
                Vector512.LessThan(there, count), Lanes.LoadDoubles(ref z, (nuint)Vector512<double>.Count), below);
            Max = Lanes.Max(Vector512.MaxNative(first, second));
            var max = Vector512.Create(Max);
            var equal = Vector512.Equals(first, max).ExtractMostSignificantBits()
                | (Vector512.Equals(second, max).ExtractMostSignificantBits() << Vector512<double>.Count);

            // None is equal only where one is no number.
            Largest = Math.Min(BitOperations.TrailingZeroCount(equal), classes - 1);
            _first = VectorMath.ExpOfNegative(first - max);
            _second = VectorMath.ExpOfNegative(second - max);
            var largest = Vector512.Create((double)Largest);
            Others = Lanes.Sum(
                Vector512.AndNot(_first, Vector512.Equals(here, largest)) + Vector512.AndNot(_second, Vector512.Equals(there, largest)));
        }

        public double Max { get; }

        public int Largest { get; }

        public double Others { get; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Exponential(int place) =>
            place < Vector512<double>.Count ? _first.GetElement(place) : _second.GetElement(place - Vector512<double>.Count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(ref T z, double inverse)
        {
            Lanes.StoreDoubles(_first * Vector512.Create(inverse), ref z, 0);
            Lanes.StoreDoubles(_second * Vector512.Create(inverse), ref z, (nuint)Vector512<double>.Count);
        }
    }
}
