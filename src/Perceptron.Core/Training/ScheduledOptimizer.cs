using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>An optimizer with a learning rate, which may change from step to step. Derive from it to make a rule of your own.</summary>
public abstract class ScheduledOptimizer : Optimizer
{
    private readonly Schedule _schedule = Schedule.Constant;

    /// <summary>Takes the learning rate.</summary>
    /// <param name="learningRate">η, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    protected ScheduledOptimizer(double learningRate) => LearningRate = Guard.Positive(learningRate, nameof(learningRate));

    /// <summary>η, the learning rate; <see cref="Schedule"/> has a factor of it for each step.</summary>
    public double LearningRate { get; }

    /// <summary>How the learning rate changes from step to step; constant by default.</summary>
    public Schedule Schedule
    {
        get => _schedule;
        init
        {
            Guard.NotNull(value, nameof(Schedule));
            _schedule = value;
        }
    }

    /// <summary>The learning rate of a step.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, which must be able to hold <see cref="LearningRate"/>.</typeparam>
    /// <param name="step">Which step.</param>
    /// <returns>The learning rate times the schedule's factor; at least 0.</returns>
    /// <exception cref="InvalidOperationException">The learning rate is beyond what the scalar can hold, or the schedule gave no factor.</exception>
    protected internal double RateOf<T>(OptimizerStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rate = LearningRate * Schedule.Factor(step.Number);
        var (whole, now) = (T.CreateTruncating(LearningRate), T.CreateTruncating(rate));
        return T.IsZero(whole) || !T.IsFinite(now)
            ? throw new InvalidOperationException(
                $"The learning rate {Guard.Text(T.IsZero(whole) ? LearningRate : rate)} is {Guard.Text(T.IsZero(whole) ? whole : now)} in {typeof(T).Name}.")
            : rate;
    }

    /// <inheritdoc/>
    internal sealed override void RequireRate<T>(string name)
    {
        var rate = T.CreateTruncating(LearningRate);
        if (T.IsZero(rate) || !T.IsFinite(rate))
        {
            throw new ArgumentException($"The learning rate {Guard.Text(LearningRate)} is {Guard.Text(rate)} in {typeof(T).Name}.", name);
        }
    }

    /// <summary>The rate and the schedule in a text.</summary>
    private protected string RateText() =>
        FormattableString.Invariant($"rate {LearningRate}") + (ReferenceEquals(Schedule, Schedule.Constant) ? "" : $" ({Schedule})");
}
