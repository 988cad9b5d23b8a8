using System.Globalization;
using Perceptron.Kernels;

namespace Perceptron;

/// <summary>Gradient descent, by full batches or mini-batches, with or without momentum.</summary>
/// <remarks>
/// $$
/// p \leftarrow p - \eta g
/// $$
///
/// and with momentum μ, $v \leftarrow \mu v + g$, $p \leftarrow p - \eta v$; with a look ahead (Y. Nesterov, 1983; in the form of
/// I. Sutskever, J. Martens, G. Dahl and G. Hinton, 2013) $p \leftarrow p - \eta (g + \mu v)$. These are the rules of
/// PyTorch's <c>SGD</c>.
/// </remarks>
public sealed class GradientDescent : ScheduledOptimizer
{
    private readonly double _momentum;

    /// <summary>Plain gradient descent.</summary>
    /// <param name="learningRate">η, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public GradientDescent(double learningRate)
        : base(learningRate)
    {
    }

    /// <summary>μ, from 0 (the default: none) to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside.</exception>
    public double Momentum
    {
        get => _momentum;
        init => _momentum = value is >= 0 and < 1
            ? value
            : throw OutOfRange.Of(nameof(Momentum), value, "A momentum from 0 to below 1 is needed.");
    }

    /// <summary>Whether momentum looks a step ahead; without momentum it changes nothing.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override int SlotCount => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The learning rate is beyond what the scalar can hold, or the schedule gave no factor.</exception>
    public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
    {
        RequireLengths(parameters.Length, gradient.Length, slots.Length);
        var rate = T.CreateTruncating(RateOf<T>(step));
        if (Momentum > 0)
        {
            UpdateKernels.DescendWithMomentum(parameters, gradient, slots, rate, T.CreateTruncating(Momentum), Nesterov);
        }
        else
        {
            UpdateKernels.Descend(parameters, gradient, 1, rate);
        }
    }

    internal override double? PlainRate<T>(OptimizerStep step) => Momentum > 0 ? null : RateOf<T>(step);

    /// <summary>The rule in one line, as "gradient descent, rate 0.5, momentum 0.9".</summary>
    /// <returns>Its settings.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"gradient descent, {RateText()}{(Momentum > 0 ? $", {(Nesterov ? "Nesterov " : "")}momentum {Momentum.ToString(CultureInfo.InvariantCulture)}" : "")}");
}
