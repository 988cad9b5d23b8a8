using System.Numerics;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>Minimises the losses of models.</summary>
public static class ModelMinimization
{
    /// <summary>Minimises a model's loss over a dataset, all observations at a time.</summary>
    /// <remarks>
    /// The loss is that of <see cref="Model{T}.Loss(Dataset{T}, LossOptions, ComputeOptions)"/>, the penalty included. It works in double,
    /// for which floats are converted as they are read, and sparse ones once; the model is rounded at the end. scikit-learn's <c>LogisticRegression(C=C)</c> has
    /// the same minimum for λ = 1 / (C S), where S is what the mean divides by: for softmax n, or the sum of the weights, and for sigmoid
    /// n times the number of outputs.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="minimizer">The rule and when to stop.</param>
    /// <param name="loss">Penalty, weights and smoothing; none if it is left out.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="progress">Receives each point, in order, the start first, on the thread that minimises.</param>
    /// <param name="cancellationToken">Checked before every evaluation; a cancelled minimisation returns the best model so far.</param>
    /// <returns>The model, and why it stopped there.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, or the targets of a softmax are independent.</exception>
    /// <exception cref="DivergedException">Loss or gradient is not finite at the start.</exception>
    /// <exception cref="OverflowException">A parameter of the minimum is too large for float.</exception>
    public static ModelMinimum<T> Minimize<T>(
        this Model<T> model,
        Dataset<T> data,
        Lbfgs minimizer,
        LossOptions? loss = null,
        ComputeOptions? compute = null,
        IProgress<Iterate>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        Guard.NotNull(minimizer, nameof(minimizer));
        _ = model.Weigh(data, loss, nameof(loss));
        var (start, all) = (model.ConvertTo<double>(), data as Dataset<double> ?? data.Widen());
        var minimum = new LbfgsRun(minimizer, Evaluate, progress, cancellationToken).From(start.GetParameters());
        return new(minimum.Iterations == 0 ? model : start.WithParameters(minimum.GetPoint()).ConvertTo<T>(), minimum, InputNotes.Of(data.Rows, minimizer, minimum));

        double Evaluate(double[] parameters, double[] slope)
        {
            return new Model<double>(start.Architecture, [.. parameters]).Gradient(all, slope, loss, compute);
        }
    }
}
