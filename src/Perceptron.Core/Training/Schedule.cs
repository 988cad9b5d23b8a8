using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// How a learning rate changes from step to step: a factor of it, as a function of the number of the step. Steps are updates and
/// not epochs, and count from 1.
/// </summary>
/// <remarks>
/// <para>Schedules are composed: one after the other by <see cref="Then"/>, both together by their product. A resumed training counts
/// on, so that its schedule goes on too.</para>
/// <para>At step t they are what PyTorch's schedulers give when stepped after every update, in which t − 1 steps were taken.</para>
/// </remarks>
public sealed class Schedule
{
    private readonly Func<long, double> _factor;
    private readonly string _text;

    private Schedule(Func<long, double> factor, string text)
    {
        _factor = factor;
        _text = text;
    }

    /// <summary>The learning rate as it is, at every step.</summary>
    public static Schedule Constant { get; } = new(_ => 1, "constant");

    /// <summary>Down by a factor every s steps, $\gamma^{\lfloor (t - 1) / s \rfloor}$; PyTorch's <c>StepLR</c>.</summary>
    /// <param name="every">s, after how many steps; at least 1.</param>
    /// <param name="factor">γ, above 0 and at most 1.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside.</exception>
    public static Schedule Step(long every, double factor)
    {
        RequireSteps(every, nameof(every));
        RequireFactor(factor, nameof(factor));
        return new(step => Math.Pow(factor, (step - 1) / every), Text($"times {factor} every {every} steps"));
    }

    /// <summary>Down by a factor at every step, $\gamma^{t - 1}$; PyTorch's <c>ExponentialLR</c>.</summary>
    /// <param name="factor">γ, above 0 and at most 1.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside.</exception>
    public static Schedule Exponential(double factor)
    {
        RequireFactor(factor, nameof(factor));
        return new(step => Math.Pow(factor, step - 1), Text($"times {factor} every step"));
    }

    /// <summary>
    /// Down along half a cosine, $e + (1 - e) (1 + \cos(\pi (t - 1) / s)) / 2$, and then e (I. Loshchilov and F. Hutter, 2017); PyTorch's
    /// <c>CosineAnnealingLR</c> until it turns.
    /// </summary>
    /// <param name="steps">s, over how many steps; at least 1.</param>
    /// <param name="end">e, what is left of the rate after them; from 0, which is the default, to 1.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside.</exception>
    public static Schedule Cosine(long steps, double end = 0)
    {
        RequireSteps(steps, nameof(steps));
        if (end is not (>= 0 and <= 1))
        {
            throw OutOfRange.Of(nameof(end), end, "A part of the rate from 0 to 1 is needed.");
        }

        return new(
            step => step > steps ? end : end + ((1 - end) * (1 + Math.Cos(Math.PI * (step - 1) / steps)) / 2),
            Text($"along a cosine to {end} over {steps} steps"));
    }

    /// <summary>
    /// Up in a straight line, $\min(1, t / s)$ (P. Goyal and others, "Accurate, large minibatch SGD", 2017).
    /// </summary>
    /// <param name="steps">s, the step that is the first of full length; at least 1.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static Schedule WarmUp(long steps)
    {
        RequireSteps(steps, nameof(steps));
        return new(step => step >= steps ? 1 : (double)step / steps, Text($"warm-up over {steps} steps"));
    }

    /// <summary>A schedule of your own.</summary>
    /// <param name="factor">What to multiply the learning rate with, for the number of a step from 1 on: finite, at least 0, and the same each time.</param>
    /// <returns>The schedule.</returns>
    public static Schedule Of(Func<long, double> factor)
    {
        Guard.NotNull(factor, nameof(factor));
        return new(factor, "one's own schedule");
    }

    /// <summary>Both together: the product of their factors.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The schedule.</returns>
    public static Schedule operator *(Schedule left, Schedule right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return left.Multiply(right);
    }

    /// <summary>Both together: the product of their factors.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The schedule.</returns>
    public Schedule Multiply(Schedule other)
    {
        Guard.NotNull(other, nameof(other));
        return new(step => Factor(step) * other.Factor(step), $"{this}, {other}");
    }

    /// <summary>This schedule for some steps, and then another, which counts from 1 again.</summary>
    /// <param name="steps">For how many steps; at least 1.</param>
    /// <param name="next">What follows.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public Schedule Then(long steps, Schedule next)
    {
        RequireSteps(steps, nameof(steps));
        Guard.NotNull(next, nameof(next));
        return new(step => step <= steps ? Factor(step) : next.Factor(step - steps), Text($"{this}, after {steps} steps {next}"));
    }

    /// <summary>What the learning rate is multiplied with at a step.</summary>
    /// <param name="step">The number of the step, as <see cref="OptimizerStep.Number"/> has it; at least 1.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">A schedule of your own gave what is no factor.</exception>
    public double Factor(long step)
    {
        RequireSteps(step, nameof(step));
        var factor = _factor(step);
        return factor >= 0 && double.IsFinite(factor)
            ? factor
            : throw new InvalidOperationException(
                $"The schedule gave {Guard.Text(factor)} for step {Guard.Text(step)}; a finite number of at least 0 is needed.");
    }

    /// <summary>What it does, as "warm-up over 100 steps, after 100 steps along a cosine to 0 over 900 steps".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _text;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static void RequireSteps(long steps, string name)
    {
        if (steps < 1)
        {
            throw OutOfRange.Of(name, steps, "At least 1 is needed.");
        }
    }

    private static void RequireFactor(double factor, string name)
    {
        if (factor is not (> 0 and <= 1))
        {
            throw OutOfRange.Of(name, factor, "A factor above 0 and at most 1 is needed.");
        }
    }
}
