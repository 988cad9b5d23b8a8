using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>
/// L-BFGS: minimises a smooth loss by its gradients, with the curvature that the last steps have met. It asks for losses as it
/// goes, and so it is no <see cref="Optimizer"/>: it takes full batches, and goes to a stop.
/// </summary>
/// <remarks>
/// The two-loop recursion (J. Nocedal, 1980; J. Nocedal and S. J. Wright, <i>Numerical Optimization</i>, 2006, algorithm 7.4) with a line
/// search to the strong Wolfe conditions, $\phi(\alpha) \le \phi(0) + 10^{-4} \alpha \phi'(0)$ and $|\phi'(\alpha)| \le 0.9 |\phi'(0)|$;
/// where a decrease is lost in rounding, by the slope alone (W. W. Hager and H. Zhang, 2005). A loss or a gradient that is not
/// finite is taken for a wall, before which it turns back. The losses of linear models are convex: it finds their minimum. Of networks
/// it finds one of many.
/// </remarks>
public sealed class Lbfgs
{
    private readonly int _memory = 10;
    private readonly int _maxIterations = 1000;
    private readonly double _gradientTolerance = 1e-6;
    private readonly double _lossTolerance;

    /// <summary>How many of the last steps are remembered; at least 1, 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Memory
    {
        get => _memory;
        init => _memory = Guard.AtLeast(1, value, nameof(Memory));
    }

    /// <summary>How many steps it takes at most; at least 0, 1,000 by default. Most take one or two gradients.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = Guard.AtLeast(0, value, nameof(MaxIterations));
    }

    /// <summary>It stops where no entry of the gradient is larger than this; at least 0, 1e-6 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double GradientTolerance
    {
        get => _gradientTolerance;
        init => _gradientTolerance = Guard.NotNegative(value, nameof(GradientTolerance));
    }

    /// <summary>
    /// It stops where a step lowers the loss by less than this times the loss (or times 1, where that is more); 0, which is the
    /// default, for never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double LossTolerance
    {
        get => _lossTolerance;
        init => _lossTolerance = Guard.NotNegative(value, nameof(LossTolerance));
    }

    /// <summary>Minimises a loss of your own, given its gradient.</summary>
    /// <param name="loss">The loss at a point.</param>
    /// <param name="gradient">The gradient at a point, of the point's length; <see cref="GradientCheck"/> tells whether it is right.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="progress">Receives each point, in order, the start first, on the thread that minimises.</param>
    /// <param name="cancellationToken">Checked before every evaluation; a cancelled minimisation returns the best point so far.</param>
    /// <returns>The lowest point, and why it stopped there.</returns>
    /// <exception cref="ArgumentException">The start is empty or not finite, or the gradient has another length.</exception>
    /// <exception cref="DivergedException">Loss or gradient is not finite at the start.</exception>
    public Minimum Minimize(
        Func<double[], double> loss,
        Func<double[], double[]> gradient,
        double[] start,
        IProgress<Iterate>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Guard.NotNull(loss, nameof(loss));
        Guard.NotNull(gradient, nameof(gradient));
        Guard.NotNull(start, nameof(start));
        Guard.AtLeast(1, start.Length, nameof(start));
        Guard.Finite<double>(start, nameof(start));
        return new LbfgsRun(this, Evaluate, progress, cancellationToken).From([.. start]);

        double Evaluate(double[] point, double[] slope)
        {
            var value = loss([.. point]);
            if (!double.IsFinite(value))
            {
                return value;
            }

            var given = gradient([.. point]);
            if (given is null || given.Length != point.Length)
            {
                throw new ArgumentException(
                    $"The gradient gave {Guard.Count(given?.Length ?? 0, "value")} for a point of {point.Length}.", nameof(gradient));
            }

            given.CopyTo(slope, 0);
            return value;
        }
    }

    /// <summary>The settings in one line, as "L-BFGS, memory 10, gradient to 1E-06".</summary>
    /// <returns>Its settings.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"L-BFGS, memory {Memory}, gradient to {GradientTolerance}{(LossTolerance > 0 ? FormattableString.Invariant($", loss to {LossTolerance}") : "")}");
}
