using System.Numerics;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The coefficients of one step of Adam, the same for all entries.</summary>
internal readonly struct AdamStep<T>(T decayFactor, T beta1, T oneMinusBeta1, T beta2, T oneMinusBeta2, T rate, T correction, T epsilon)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T DecayFactor { get; } = decayFactor;

    public T Beta1 { get; } = beta1;

    public T OneMinusBeta1 { get; } = oneMinusBeta1;

    public T Beta2 { get; } = beta2;

    public T OneMinusBeta2 { get; } = oneMinusBeta2;

    public T Rate { get; } = rate;

    public T Correction { get; } = correction;

    public T Epsilon { get; } = epsilon;
}

/// <summary>A step of Adam, entry by entry. Every operation is rounded as in IEEE 754, in a vector lane as for a single number.</summary>
internal static class AdamKernels
{
    /// <summary>m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g², p = decay · p − rate · (m / (√v / correction + ε)).</summary>
    public static void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> firstMoments, Span<T> secondMoments, in AdamStep<T> step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (decay, beta1, oneMinusBeta1, beta2) = (Vector512.Create(step.DecayFactor), Vector512.Create(step.Beta1), Vector512.Create(step.OneMinusBeta1), Vector512.Create(step.Beta2));
        var (oneMinusBeta2, rate, correction, epsilon) =
            (Vector512.Create(step.OneMinusBeta2), Vector512.Create(step.Rate), Vector512.Create(step.Correction), Vector512.Create(step.Epsilon));
        var i = 0;
        for (; i <= parameters.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var g = Vector512.Create(gradient[i..]);
            var m = (beta1 * Vector512.Create<T>(firstMoments[i..])) + (oneMinusBeta1 * g);
            var v = (beta2 * Vector512.Create<T>(secondMoments[i..])) + (oneMinusBeta2 * g * g);
            m.CopyTo(firstMoments[i..]);
            v.CopyTo(secondMoments[i..]);
            var update = m / ((Vector512.Sqrt(v) / correction) + epsilon);
            ((decay * Vector512.Create<T>(parameters[i..])) - (rate * update)).CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            var g = gradient[i];
            firstMoments[i] = (step.Beta1 * firstMoments[i]) + (step.OneMinusBeta1 * g);
            secondMoments[i] = (step.Beta2 * secondMoments[i]) + (step.OneMinusBeta2 * g * g);
            var update = firstMoments[i] / ((T.Sqrt(secondMoments[i]) / step.Correction) + step.Epsilon);
            parameters[i] = (step.DecayFactor * parameters[i]) - (step.Rate * update);
        }
    }
}
