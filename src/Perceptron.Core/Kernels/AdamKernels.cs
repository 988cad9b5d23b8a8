using System.Numerics;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The numbers that a step of Adam has for all entries alike.</summary>
internal readonly record struct AdamStep<T>(T Keep, T Beta1, T Rest1, T Beta2, T Rest2, T Rate, T Correction, T Epsilon)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>A step of Adam, entry by entry; every operation is rounded as IEEE 754 has it, on a lane as by itself.</summary>
internal static class AdamKernels
{
    /// <summary>p keep, m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g², p −= rate · (m / (√v / correction + ε)).</summary>
    public static void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> means, Span<T> squares, in AdamStep<T> step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (keep, beta1, rest1, beta2) = (Vector512.Create(step.Keep), Vector512.Create(step.Beta1), Vector512.Create(step.Rest1), Vector512.Create(step.Beta2));
        var (rest2, rate, correction, epsilon) =
            (Vector512.Create(step.Rest2), Vector512.Create(step.Rate), Vector512.Create(step.Correction), Vector512.Create(step.Epsilon));
        var i = 0;
        for (; i <= parameters.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var g = Vector512.Create(gradient[i..]);
            var m = (beta1 * Vector512.Create<T>(means[i..])) + (rest1 * g);
            var v = (beta2 * Vector512.Create<T>(squares[i..])) + (rest2 * g * g);
            m.CopyTo(means[i..]);
            v.CopyTo(squares[i..]);
            var way = m / ((Vector512.Sqrt(v) / correction) + epsilon);
            ((keep * Vector512.Create<T>(parameters[i..])) - (rate * way)).CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            var g = gradient[i];
            means[i] = (step.Beta1 * means[i]) + (step.Rest1 * g);
            squares[i] = (step.Beta2 * squares[i]) + (step.Rest2 * g * g);
            var way = means[i] / ((T.Sqrt(squares[i]) / step.Correction) + step.Epsilon);
            parameters[i] = (step.Keep * parameters[i]) - (step.Rate * way);
        }
    }
}
