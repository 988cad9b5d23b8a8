using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: steps by running means of the gradient and of its square.</summary>
public abstract class AdamRule : ScheduledOptimizer
{
    private readonly double _beta1 = 0.9;
    private readonly double _beta2 = 0.999;
    private readonly double _epsilon = 1e-8;

    private protected AdamRule(double learningRate)
        : base(learningRate)
    {
    }

    /// <summary>β₁, how much of the mean gradient is kept at a step; from 0 to below 1, 0.9 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside.</exception>
    public double Beta1
    {
        get => _beta1;
        init => _beta1 = Kept(value, nameof(Beta1));
    }

    /// <summary>β₂, how much of the mean square is kept at a step; from 0 to below 1, 0.999 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside.</exception>
    public double Beta2
    {
        get => _beta2;
        init => _beta2 = Kept(value, nameof(Beta2));
    }

    /// <summary>ε, added to the root of the mean square, so that nothing is divided by 0; above 0, 1e-8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number above 0.</exception>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = Guard.Positive(value, nameof(Epsilon));
    }

    /// <inheritdoc/>
    public sealed override int SlotCount => 2;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The learning rate is beyond what the scalar can hold, or the schedule gave no factor.</exception>
    public sealed override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
    {
        RequireLengths(parameters.Length, gradient.Length, slots.Length);
        var rate = RateOf<T>(step);
        AdamKernels.Step(
            parameters,
            gradient,
            slots[..parameters.Length],
            slots[parameters.Length..],
            new AdamStep<T>(
                T.CreateTruncating(1 - (rate * Decay(step))),
                T.CreateTruncating(Beta1),
                T.CreateTruncating(1 - Beta1),
                T.CreateTruncating(Beta2),
                T.CreateTruncating(1 - Beta2),
                T.CreateTruncating(rate / (1 - Math.Pow(Beta1, step.Number))),
                T.CreateTruncating(Math.Sqrt(1 - Math.Pow(Beta2, step.Number))),
                T.CreateTruncating(Epsilon)));
    }

    /// <summary>λ of the decay at a step.</summary>
    private protected abstract double Decay(OptimizerStep step);

    /// <summary>The constants that are not the usual ones, in a text.</summary>
    private protected string ConstantsText() => string.Concat(
        new[] { ("β1", Beta1, 0.9), ("β2", Beta2, 0.999), ("ε", Epsilon, 1e-8) }
            .Where(constant => constant.Item2 != constant.Item3)
            .Select(constant => FormattableString.Invariant($", {constant.Item1} {constant.Item2}")));

    private static double Kept(double value, string name) => value is >= 0 and < 1
        ? value
        : throw OutOfRange.Of(name, value, "A part from 0 to below 1 is needed.");
}
