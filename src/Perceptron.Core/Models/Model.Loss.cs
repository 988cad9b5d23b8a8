using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

public sealed partial class Model<T>
{
    /// <summary>
    /// The mean loss over a dataset: cross entropy for softmax, binary cross entropy for sigmoid, always computed from the
    /// logits, with the penalty, the weights and the smoothing that are asked for.
    /// </summary>
    /// <remarks>
    /// $$
    /// L = \frac{1}{n} \sum_i \ell(z_i, y_i) + \frac{\lambda}{2} \sum_W w^2
    /// $$
    ///
    /// The mean is taken over the n rows for softmax, and over all n · outputs entries for sigmoid, as PyTorch's
    /// <c>cross_entropy</c> and <c>binary_cross_entropy_with_logits</c> do. See <see cref="Losses"/> for the formulas, and for those
    /// with weights and smoothing <see cref="LossOptions"/> and <see cref="Dataset{T}.WithRowWeights"/>.
    /// </remarks>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="loss">Penalty, weights and smoothing; none if it is left out.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>The loss in nats, at least 0.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, or the targets of a softmax are independent.</exception>
    public double Loss(Dataset<T> data, LossOptions? loss = null, ComputeOptions? compute = null)
    {
        Require(data, nameof(data));
        data = Weigh(data, loss, nameof(loss));
        var (layout, parameters) = PackedFor(data.Rows);
        var runner = BlockRunner<T>.Rent(layout, compute);
        try
        {
            var all = new RowBlock(null, 0, data.Count);
            return Objective.Loss<T>(layout, parameters, runner.Loss(parameters, data, all), data.Weight(all), loss?.Penalty ?? 0);
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    /// <summary>The loss of one observation.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="y">A target from 0 to 1 for each output; those of a softmax sum to 1.</param>
    /// <returns>The loss in nats, at least 0.</returns>
    /// <exception cref="ArgumentException">A number of values is wrong, or one lies outside.</exception>
    public double Loss(T[] x, T[] y) => Loss(OneRow(x, y));

    /// <summary>The loss of one observation of a class.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="classIndex">The class among all outputs, from 0.</param>
    /// <returns>The loss in nats, at least 0.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, one is not finite, or there is no such class.</exception>
    public double Loss(T[] x, int classIndex) => Loss(OneRow(x, classIndex));

    /// <summary>The gradient of the loss with respect to all parameters, and with it the loss, in one pass.</summary>
    /// <remarks>
    /// With δ = f(X) − Y at the output, $\partial L / \partial W = X^T \delta / n$ and $\partial L / \partial b = \sum_i \delta_i / n$
    /// (over n · outputs for sigmoid), and through a hidden layer $\delta_h = (\delta W^T) \odot h'$.
    /// </remarks>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="loss">Penalty, weights and smoothing; none if it is left out.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>A gradient that knows its loss and how many observations it is of.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, or the targets of a softmax are independent.</exception>
    public Gradient<T> Gradient(Dataset<T> data, LossOptions? loss = null, ComputeOptions? compute = null)
    {
        Require(data, nameof(data));
        data = Weigh(data, loss, nameof(loss));
        var (layout, parameters) = PackedFor(data.Rows);
        var runner = BlockRunner<T>.Rent(layout, compute);
        try
        {
            var all = new RowBlock(null, 0, data.Count);
            var sum = runner.Gradient(parameters, data, all, runner.Total);
            var penalty = Objective.Penalty<T>(layout, parameters, loss?.Penalty ?? 0);
            return new Gradient<T>(this, layout.Unpack<T>(runner.Total), sum, data.Count, data.Weight(all), loss ?? LossOptions.None, penalty);
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    /// <summary>The gradient of the loss of one observation.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="y">A target from 0 to 1 for each output; those of a softmax sum to 1.</param>
    /// <returns>A gradient that knows its loss.</returns>
    /// <exception cref="ArgumentException">A number of values is wrong, or one lies outside.</exception>
    public Gradient<T> Gradient(T[] x, T[] y) => Gradient(OneRow(x, y));

    /// <summary>The gradient of the loss of one observation of a class.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <param name="classIndex">The class among all outputs, from 0.</param>
    /// <returns>A gradient that knows its loss.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, one is not finite, or there is no such class.</exception>
    public Gradient<T> Gradient(T[] x, int classIndex) => Gradient(OneRow(x, classIndex));

    /// <summary>The gradient into memory of the caller's; see <see cref="Gradient(Dataset{T}, LossOptions, ComputeOptions)"/>.</summary>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="destination">Takes <see cref="ParameterCount"/> numbers, in the order of <see cref="GetParameters"/>.</param>
    /// <param name="loss">Penalty, weights and smoothing; none if it is left out.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>The loss, the penalty included.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, or the targets of a softmax are independent.</exception>
    public double Gradient(Dataset<T> data, Span<T> destination, LossOptions? loss = null, ComputeOptions? compute = null)
    {
        Require(data, nameof(data));
        Guard.Length(destination.Length, ParameterCount, "place", nameof(destination));
        data = Weigh(data, loss, nameof(loss));
        var (layout, parameters) = PackedFor(data.Rows);
        var runner = BlockRunner<T>.Rent(layout, compute);
        try
        {
            var (working, all) = (runner.Total, new RowBlock(null, 0, data.Count));
            var (sum, weight) = (runner.Gradient(parameters, data, all, working), data.Weight(all));
            var l2 = loss?.Penalty ?? 0;
            Objective.Finish<T>(layout, parameters, working, weight, l2);
            layout.Unpack(working, destination);
            return Objective.Loss<T>(layout, parameters, sum, weight, l2);
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    internal void Require(Dataset<T> data, string name)
    {
        Guard.NotNull(data, name);
        Guard.Width(data.InputCount, InputCount, name);
        var (targets, output) = (data.Targets, Architecture.Output);
        if (targets.OutputCount != OutputCount || (output.IsSoftmax && !targets.AreExclusive))
        {
            throw new ArgumentException($"The targets are {Have(targets)}; this model has {Guard.Count(OutputCount, "output")} ({output}).{Advice(targets)}", name);
        }
    }

    private static string Have(Targets<T> targets) => targets.Kind switch
    {
        TargetKind.Binary => "binary (one column)",
        TargetKind.Exclusive => $"those of {targets.ClassCount} exclusive classes",
        _ => $"those of {targets.ClassCount} independent classes (multi-label)",
    };

    /// <summary>Which factory makes targets that fit, where another kind or number of them does.</summary>
    private string Advice(Targets<T> targets) => (Architecture.Output.IsSoftmax, OutputCount, targets.Kind) switch
    {
        (true, 2, TargetKind.Binary) => " The classes of a softmax exclude each other: use Dataset.Exclusive with 2 classes, or a model with one sigmoid output.",
        (true, _, not TargetKind.Exclusive) => " The classes of a softmax exclude each other: use Dataset.Exclusive, or a model with a sigmoid output.",
        (false, 1, _) => " For one output use Dataset.Binary.",
        (false, _, TargetKind.Binary) => " For several independent classes use Dataset.MultiLabel.",
        _ => "",
    };

    /// <summary>A dataset with its own weights and a loss's, for this model's loss.</summary>
    internal Dataset<T> Weigh(Dataset<T> data, LossOptions? loss, string name)
    {
        loss?.Require(Architecture.Output, OutputCount, name);
        return data.Weigh(loss, Architecture.Output, name);
    }

    private Dataset<T> OneRow(T[] x, T[] y)
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(y, nameof(y));
        Require(x, nameof(x));
        Guard.Length(y.Length, OutputCount, "target", nameof(y));
        T[] copy = [.. y];
        var targets = Architecture.Output.IsSoftmax
            ? Targets<T>.FromProbabilities(copy, 1, OutputCount, nameof(y))
            : Targets<T>.FromEntries(copy, 1, OutputCount, nameof(y));
        return Dataset.Of(Rows.Of(x, x.Length), targets);
    }

    private Dataset<T> OneRow(T[] x, int classIndex)
    {
        Guard.NotNull(x, nameof(x));
        Require(x, nameof(x));
        if (OutputCount == 1)
        {
            throw new ArgumentException("This model has one output, and no classes to choose from; give its target as an array.", nameof(classIndex));
        }

        Guard.Index(classIndex, OutputCount, "class", nameof(classIndex));
        return Dataset.Of(Rows.Of(x, x.Length), Targets<T>.FromIndices([classIndex], OutputCount, nameof(classIndex), nameof(classIndex)));
    }
}
