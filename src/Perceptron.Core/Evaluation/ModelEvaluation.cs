using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Evaluates models, on a dataset or on one that comes in chunks.</summary>
public static class ModelEvaluation
{
    /// <summary>Evaluates a model on a dataset.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The evaluation, of exclusive classes for a softmax model and of independent ones for a sigmoid model.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the targets of a softmax are independent.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Evaluation Evaluate<T>(
        this Model<T> model, Dataset<T> data, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var accumulator = Start(model);
        model.Require(data, nameof(data));
        accumulator.Add(model, data, compute, cancellationToken);
        return accumulator.Build();
    }

    /// <summary>Evaluates a model on a dataset that comes in chunks, of which one is held at a time.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="chunks">Observations and targets of the model's shape; at least one part.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The evaluation, to the last bit that of all parts as one dataset.</returns>
    /// <exception cref="ArgumentException">There is no part, a shape differs, or the targets of a softmax are independent.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Evaluation Evaluate<T>(
        this Model<T> model, IEnumerable<Dataset<T>> chunks, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var accumulator = Start(model);
        Guard.NotNull(chunks, nameof(chunks));
        foreach (var part in chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Require(part, nameof(chunks));
            accumulator.Add(model, part, compute, cancellationToken);
        }

        return Build(accumulator, nameof(chunks));
    }

    /// <summary>Evaluates a model on a dataset that comes in asynchronous chunks.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="chunks">Observations and targets of the model's shape; at least one part.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Passed to the source of the chunks, and checked before every block of rows.</param>
    /// <returns>The evaluation, to the last bit that of all parts as one dataset.</returns>
    /// <exception cref="ArgumentException">There is no part, a shape differs, or the targets of a softmax are independent.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Evaluation> EvaluateAsync<T>(
        this Model<T> model, IAsyncEnumerable<Dataset<T>> chunks, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var accumulator = Start(model);
        Guard.NotNull(chunks, nameof(chunks));
        await foreach (var part in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Require(part, nameof(chunks));
            accumulator.Add(model, part, compute, cancellationToken);
        }

        return Build(accumulator, nameof(chunks));
    }

    private static EvaluationAccumulator<T> Start<T>(Model<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        if (model.Architecture.Output.IsSoftmax)
        {
            Guard.Pairs(model.OutputCount, nameof(model));
        }

        return new(model.Architecture.Output.IsSoftmax, model.OutputCount, model.ClassNames, model.Architecture.Output.IsSoftmax ? null : model.Thresholds);
    }

    private static Evaluation Build<T>(EvaluationAccumulator<T> accumulator, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        accumulator.Count > 0 ? accumulator.Build() : throw new ArgumentException("There is no part to evaluate on.", name);
}
