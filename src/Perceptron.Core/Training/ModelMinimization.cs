using System.Numerics;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>Minimises the losses of models.</summary>
public static class ModelMinimization
{
    /// <summary>Minimises a model's loss over a dataset, all observations at a time.</summary>
    /// <remarks>
    /// The loss is that of <see cref="Model{T}.Loss(Dataset{T}, double, ComputeOptions, LossWeights)"/>, the penalty included. It works in double,
    /// for which data in float are converted once; the model is rounded at the end. scikit-learn's <c>LogisticRegression(C=C)</c> has
    /// the same minimum for λ = 1 / (C n), or with weights 1 / (C Σ weights).
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="minimizer">The rule and when to stop.</param>
    /// <param name="l2">λ of the penalty λ/2 · Σ w² on all W, at least 0; the bias is not penalised.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <param name="lossWeights">Weights of classes; all 1 if they are left out.</param>
    /// <param name="cancellationToken">Looked at before every evaluation; a cancelled minimisation returns the best model so far.</param>
    /// <returns>The model, and why it stopped there.</returns>
    /// <exception cref="ArgumentException">The shapes of model and data differ, or the targets of a softmax are independent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="l2"/> is below 0 or not finite.</exception>
    /// <exception cref="DivergedException">Loss or gradient is not finite at the start.</exception>
    /// <exception cref="OverflowException">A parameter of the minimum is too large for float.</exception>
    public static ModelMinimum<T> Minimize<T>(
        this Model<T> model,
        Dataset<T> data,
        Lbfgs minimizer,
        double l2 = 0,
        ComputeOptions? options = null,
        LossWeights? lossWeights = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        Guard.NotNull(minimizer, nameof(minimizer));
        Guard.NotNegative(l2, nameof(l2));
        lossWeights?.Require(model.Architecture, nameof(lossWeights));
        var (start, all) = (model.ConvertTo<double>(), data as Dataset<double> ?? data.ConvertTo<double>());
        var minimum = new LbfgsRun(minimizer, Evaluate, cancellationToken).From(start.GetParameters());
        return new(minimum.Iterations == 0 ? model : start.WithParameters(minimum.GetPoint()).ConvertTo<T>(), minimum);

        double Evaluate(double[] parameters, double[] slope)
        {
            var gradient = new Model<double>(start.Architecture, [.. parameters]).Gradient(all, l2, options, lossWeights);
            gradient.ToArray().CopyTo(slope, 0);
            return gradient.Loss;
        }
    }
}
