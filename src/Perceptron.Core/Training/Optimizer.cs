using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// A rule that takes parameters one step on, given the gradient: pure arithmetic over buffers that it is handed, so that a
/// step allocates nothing and its state can be saved. Derive from it to make a rule of your own.
/// </summary>
/// <remarks>
/// <para>A rule treats every entry by the same formula. The buffers are parts of a model in the order
/// that suits the machine, and may hold entries with gradient 0 that belong to no parameter.</para>
/// <para>An optimizer never changes; its state from step to step is in its slots.</para>
/// <para>In F# an override repeats the constraints: <c>override _.Step&lt;'T when 'T: unmanaged and 'T: (new: unit -&gt; 'T) and 'T: struct
/// and 'T :&gt; ValueType and 'T :&gt; IBinaryFloatingPointIeee754&lt;'T&gt;&gt;(step, parameters, gradient, slots)</c>; to compare numbers in
/// it, use their static members, as <c>'T.IsPositive</c>, since operators would ask for more.</para>
/// </remarks>
public abstract class Optimizer
{
    /// <summary>How many numbers the rule remembers for each parameter; all are 0 before the first step.</summary>
    public abstract int SlotCount { get; }

    /// <summary>Takes one step.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="step">Which step it is, and of what.</param>
    /// <param name="parameters">The parameters, which become those after the step.</param>
    /// <param name="gradient">The gradient of the loss, of the same length.</param>
    /// <param name="slots">
    /// What the rule remembers: <see cref="SlotCount"/> times the length, the first number of every entry first.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    /// <exception cref="InvalidOperationException">There is no learning rate that the scalar can hold, as from a schedule that gives none.</exception>
    public abstract void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>
    /// η, if the whole rule is p − η g. Then a step is taken by sums of gradients, without their mean being written, and leaves a parameter alone whose
    /// gradient is 0. Null for other rules.
    /// </summary>
    internal virtual double? PlainRate<T>(OptimizerStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => null;

    /// <summary>Refuses an optimizer that can't take a step of as many parameters in T.</summary>
    internal void Require<T>(int length, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireRate<T>(name);
        if (SlotCount < 0 || (long)length * SlotCount > Array.MaxLength)
        {
            throw new ArgumentException($"{Guard.Text(SlotCount)} slots for each of {length} entries are not what an optimizer can have.", name);
        }
    }

    /// <summary>Refuses a learning rate that T can't hold.</summary>
    internal virtual void RequireRate<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }

    /// <summary>Refuses buffers that don't belong together.</summary>
    private protected void RequireLengths(int parameters, int gradient, int slots)
    {
        Guard.Length(gradient, parameters, "number", nameof(gradient));
        Guard.Length(slots, (long)parameters * SlotCount, "number", nameof(slots));
    }

    /// <summary>Minimises a loss of your own, given its gradient.</summary>
    /// <remarks>The sequence is lazy; each enumeration is a run of its own.</remarks>
    /// <param name="loss">The loss at a point.</param>
    /// <param name="gradient">The gradient at a point, of the point's length.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="steps">How many steps to take; at least 0.</param>
    /// <returns>The points in order, the start (number 0) first.</returns>
    /// <exception cref="ArgumentException">The start is empty or not finite, or the gradient has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 0.</exception>
    /// <exception cref="DivergedException">The loss or the point is no longer finite (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">A schedule of your own gave what is no factor, or a rate that is not finite (while enumerating).</exception>
    public IEnumerable<Iterate> Minimize(
        Func<double[], double> loss, Func<double[], double[]> gradient, double[] start, int steps)
    {
        Guard.NotNull(loss, nameof(loss));
        Guard.NotNull(gradient, nameof(gradient));
        Guard.NotNull(start, nameof(start));
        Guard.AtLeast(0, steps, nameof(steps));
        Guard.AtLeast(1, start.Length, nameof(start));
        Guard.Finite<double>(start, nameof(start));
        Require<double>(start.Length, nameof(start));
        return Run([.. start]);

        IEnumerable<Iterate> Run(double[] first)
        {
            double[] point = [.. first];
            var slots = new double[point.Length * SlotCount];
            for (var number = 0; ; number++)
            {
                var value = loss([.. point]);
                if (!double.IsFinite(value))
                {
                    throw new DivergedException(number, $"The loss is {Guard.Text(value)} at step {number}; lower the learning rate.");
                }

                yield return new Iterate(number, [.. point], value);
                if (number == steps)
                {
                    yield break;
                }

                var slope = gradient([.. point]);
                if (slope is null || slope.Length != point.Length)
                {
                    throw new ArgumentException(
                        $"The gradient gave {Guard.Count(slope?.Length ?? 0, "value")} for a point of {point.Length}.", nameof(gradient));
                }

                Step<double>(new OptimizerStep(number + 1, false), point, slope, slots);
                if (point.Any(value => !double.IsFinite(value)))
                {
                    throw new DivergedException(
                        number + 1, $"The point is no longer finite after step {number + 1}; lower the learning rate.");
                }
            }
        }
    }
}

/// <summary>Which step an optimizer takes, and of what.</summary>
/// <param name="Number">1 for the first step of a training, counted on when it is resumed.</param>
/// <param name="IsBias">Whether the entries are biases, which penalties leave alone.</param>
public readonly record struct OptimizerStep(long Number, bool IsBias)
{
    /// <summary>The step, as "step 3" or "step 3 of biases".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"step {Guard.Text(Number)}{(IsBias ? " of biases" : "")}";
}
