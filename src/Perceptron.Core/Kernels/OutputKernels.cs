using System.Numerics;

namespace Perceptron.Kernels;

/// <summary>
/// One row of logits at a time: the prediction, the loss, and ∂loss/∂z = f(x) − y. All of it is computed in double, since
/// a row is short and the loss of a long sum is not.
/// </summary>
internal static class OutputKernels
{
    /// <summary>f(x) = σ(z), in place.</summary>
    public static void Sigmoid<T>(Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var j = 0; j < z.Length; j++)
        {
            z[j] = T.CreateTruncating(Elementary.Sigmoid(double.CreateTruncating(z[j])));
        }
    }

    /// <summary>f(x) = softmax(z), in place. <paramref name="scratch"/> has the row's length.</summary>
    public static void Softmax<T>(Span<T> z, Span<double> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (_, others) = Exponentials<T>(z, scratch);
        var sum = 1 + others;
        for (var j = 0; j < z.Length; j++)
        {
            z[j] = T.CreateTruncating(scratch[j] / sum);
        }
    }

    /// <summary>
    /// The summed binary cross entropy of a row, (1 − y) z + log(1 + e^−z) for z ≥ 0 and −y z + log(1 + e^z) below: two
    /// terms that are never negative, so that none cancels. Where <paramref name="differentiate"/>, z becomes its gradient,
    /// (1 − y) σ(z) − y σ(−z): f(x) − y without the cancellation at a wide margin.
    /// </summary>
    public static double SigmoidLoss<T, TTarget>(Span<T> z, TTarget y, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTarget : struct, ITargetRow, allows ref struct
    {
        var loss = 0.0;
        for (var j = 0; j < z.Length; j++)
        {
            var logit = double.CreateTruncating(z[j]);
            var target = y[j];
            var e = Math.Exp(-Math.Abs(logit));
            loss += ((logit >= 0 ? 1 - target : target) * Math.Abs(logit)) + Elementary.Log1P(e);
            if (differentiate)
            {
                var far = e / (1 + e);
                var near = 1 / (1 + e);
                var (prediction, complement) = logit >= 0 ? (near, far) : (far, near);
                z[j] = T.CreateTruncating(((1 - target) * prediction) - (target * complement));
            }
        }

        return loss;
    }

    /// <summary>
    /// The cross entropy of a row, Σ y_j (log Σ e^z − z_j), with the largest logit taken out of the sum: log Σ e^z =
    /// max + log(1 + others). Where <paramref name="differentiate"/>, z becomes its gradient, f(x) Σy − y, again
    /// without the cancellation at a wide margin.
    /// </summary>
    public static double SoftmaxLoss<T, TTarget>(Span<T> z, TTarget y, Span<double> scratch, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTarget : struct, ITargetRow, allows ref struct
    {
        var (largest, others) = Exponentials<T>(z, scratch);
        var max = double.CreateTruncating(z[largest]);
        var logSum = Elementary.Log1P(others);
        var (loss, total) = (0.0, 0.0);
        for (var j = 0; j < z.Length; j++)
        {
            var target = y[j];
            total += target;
            if (target != 0)
            {
                loss += target * (max - double.CreateTruncating(z[j]) + logSum);
            }
        }

        if (differentiate)
        {
            for (var j = 0; j < z.Length; j++)
            {
                var prediction = scratch[j] / (1 + others);
                var complement = j == largest ? others / (1 + others) : 1 - prediction;
                z[j] = T.CreateTruncating((prediction * (total - y[j])) - (y[j] * complement));
            }
        }

        return loss;
    }

    /// <summary>e^(z − max) of each logit, where the largest stands, and the sum of all but that one.</summary>
    private static (int Largest, double Others) Exponentials<T>(ReadOnlySpan<T> z, Span<double> exponentials)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = 0;
        for (var j = 1; j < z.Length; j++)
        {
            if (z[j] > z[largest])
            {
                largest = j;
            }
        }

        var max = double.CreateTruncating(z[largest]);
        var others = 0.0;
        for (var j = 0; j < z.Length; j++)
        {
            exponentials[j] = Math.Exp(double.CreateTruncating(z[j]) - max);
            if (j != largest)
            {
                others += exponentials[j];
            }
        }

        return (largest, others);
    }
}

/// <summary>The targets of one row.</summary>
internal interface ITargetRow
{
    double this[int output] { get; }
}

/// <summary>A row whose class is known by its index: 1 there and 0 elsewhere.</summary>
internal readonly struct HardRow(int index) : ITargetRow
{
    public double this[int output] => output == index ? 1 : 0;
}

/// <summary>A row with a number for each output.</summary>
internal readonly ref struct SoftRow<T>(ReadOnlySpan<T> values) : ITargetRow
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> _values = values;

    public double this[int output] => double.CreateTruncating(_values[output]);
}
