using System.Collections.ObjectModel;
using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Where a minimisation stopped, and why.</summary>
public sealed class Minimum
{
    private readonly double[] _point;

    internal Minimum(double[] point, double loss, double gradientNorm, double[] losses, int evaluations, StopReason stopReason)
    {
        _point = point;
        Loss = loss;
        GradientMaxNorm = gradientNorm;
        Losses = new ReadOnlyCollection<double>(losses);
        Evaluations = evaluations;
        StopReason = stopReason;
    }

    /// <summary>The loss at this point, the penalty included; NaN where it was cancelled before the first.</summary>
    public double Loss { get; }

    /// <summary>The largest entry of the gradient at this point, without its sign.</summary>
    public double GradientMaxNorm { get; }

    /// <summary>The losses, one a step, that of the start first.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>How many steps led here.</summary>
    public int Iterations => Math.Max(0, Losses.Count - 1);

    /// <summary>How many times loss and gradient were asked for.</summary>
    public int Evaluations { get; }

    /// <summary>Why it stopped.</summary>
    public StopReason StopReason { get; }

    /// <summary>A copy of the point.</summary>
    /// <returns>Its coordinates.</returns>
    public double[] GetPoint() => [.. _point];

    /// <summary>Why and where it stopped, as "GradientToleranceReached after 152 iterations, loss 0.495741, gradient 8.2E-07".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{StopReason} after {Guard.Count(Iterations, "iteration")}, loss {Guard.Short(Loss)}, gradient {GradientMaxNorm:G2}");
}

/// <summary>A model that a minimisation led to.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ModelMinimum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal ModelMinimum(Model<T> model, Minimum minimum, IEnumerable<string> notes)
    {
        Model = model;
        Minimum = minimum;
        Notes = new ReadOnlyCollection<string>([.. notes]);
    }

    /// <summary>The model.</summary>
    public Model<T> Model { get; }

    /// <summary>Its loss, and why the minimisation stopped there.</summary>
    public Minimum Minimum { get; }

    /// <summary>
    /// What a person may want to know: that inputs are not of about one size and should be scaled, and whether it stopped before the minimum
    /// then; often empty.
    /// </summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Why and where it stopped, and the notes: "MaxIterationsReached after 1000 iterations, loss 0.0731812, gradient 0.058. Inputs differ in size, …".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Notes.Count == 0 ? Minimum.ToString() : $"{Minimum}. {string.Join(' ', Notes)}";
}
