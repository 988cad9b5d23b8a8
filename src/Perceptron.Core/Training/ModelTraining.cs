using System.Numerics;
using Perceptron.Engine;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>Trains models: as a sequence of epochs, or to a stop.</summary>
public static class ModelTraining
{
    /// <summary>Training as a lazy sequence of epochs, from 0 (the start, before any update) to the last.</summary>
    /// <remarks>
    /// <para>Each enumeration is an independent and identical run. The same data, optimizer, options and number of epochs
    /// give the same bits, on any number of threads.</para>
    /// <para>With mini-batches the order of the observations in an epoch is a Fisher–Yates shuffle of 0, 1, … by a SplitMix64
    /// generator that starts from (seed, epoch); the last batch holds what is left.</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="epochs">How many passes over the data; at least 0.</param>
    /// <param name="options">Batch size, seed, penalty, threads; full batches on one thread if it is left out.</param>
    /// <param name="cancellationToken">Looked at before every step.</param>
    /// <returns><paramref name="epochs"/> + 1 epochs.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 0.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IEnumerable<Epoch<T>> Train<T>(
        this Model<T> model,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        TrainingOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        Require(model, data, optimizer, epochs);
        return Sequence(Start(model), resume: false, model.Weigh(data, options?.LossWeights, nameof(options)), optimizer, epochs, options, cancellationToken);
    }

    /// <summary>
    /// Goes on with a training from one of its epochs: with the same data, optimizer and options the epochs that follow are,
    /// to the last bit, those of a training that was never interrupted.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="epoch">Where to go on from.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="epochs">How many further passes over the data; at least 0.</param>
    /// <param name="options">Batch size, seed, penalty, threads; full batches on one thread if it is left out.</param>
    /// <param name="cancellationToken">Looked at before every step.</param>
    /// <returns>As many epochs, the first with the number after that of <paramref name="epoch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, or the optimizer remembers something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 0.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IEnumerable<Epoch<T>> Resume<T>(
        this Epoch<T> epoch,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        TrainingOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(epoch, nameof(epoch));
        Require(epoch.Model, data, optimizer, epochs);
        if (epoch.Number > int.MaxValue - epochs)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epochs), epochs, $"After epoch {epoch.Number}, at most {int.MaxValue - epoch.Number} can follow.");
        }

        RequireSlots(epoch, optimizer);
        return Sequence(epoch, resume: true, epoch.Model.Weigh(data, options?.LossWeights, nameof(options)), optimizer, epochs, options, cancellationToken);
    }

    /// <summary>Trains to a stop, and keeps the history, the last epoch and the best one.</summary>
    /// <remarks>Why it stopped, and what it noticed on the way, stands in the result.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="epochs">How many passes over the data at the most; at least 0.</param>
    /// <param name="options">Held-out data, patience, when to stop, and how to train.</param>
    /// <param name="cancellationToken">Looked at before every step; a cancelled training returns what there is.</param>
    /// <returns>The history and the models.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, patience or a score has no held-out data, or a tolerance of the gradient no full batches.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 0.</exception>
    public static FitResult<T> Fit<T>(
        this Model<T> model,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        FitOptions<T>? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        Require(model, data, optimizer, epochs);
        options ??= new FitOptions<T>();
        options.LossWeights?.Require(model.Architecture, nameof(options));
        if (options.Validation is not null)
        {
            model.Require(options.Validation, nameof(options));
        }
        else if (options.Patience > 0 || options.Score is not null)
        {
            throw new ArgumentException(
                $"{(options.Patience > 0 ? "Patience" : "A score")} needs held-out data to look at: set Validation.", nameof(options));
        }

        if (options.GradientTolerance > 0 && options.BatchSize > 0 && options.BatchSize < data.Count)
        {
            throw new ArgumentException("A tolerance of the gradient needs full batches; mini-batches don't know the gradient of the loss.", nameof(options));
        }

        return Fitting.Run(Start(model), data, optimizer, epochs, options, cancellationToken);
    }

    internal static void RequireSlots<T>(Epoch<T> epoch, Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var slots = epoch.Slots.Length / epoch.Model.ParameterCount;
        if (epoch.Number > 0 && slots != optimizer.SlotCount)
        {
            throw new ArgumentException(
                $"This optimizer remembers {Guard.Count(optimizer.SlotCount, "number")} a parameter; the epoch's had {slots}.",
                nameof(optimizer));
        }
    }

    internal static Epoch<T> Start<T>(Model<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(0, model, double.NaN, double.NaN, 0, []);

    private static void Require<T>(Model<T> model, Dataset<T> data, Optimizer optimizer, int epochs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Require(data, nameof(data));
        Guard.NotNull(optimizer, nameof(optimizer));
        optimizer.RequireSlots(PackedLayout.Of<T>(model.Architecture, blocked: false).Length, nameof(optimizer));
        Guard.AtLeast(0, epochs, nameof(epochs));
    }

    private static IEnumerable<Epoch<T>> Sequence<T>(
        Epoch<T> start,
        bool resume,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        TrainingOptions? options,
        CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // An iterator, so that each enumeration makes a trainer of its own.
        foreach (var epoch in Trainer<T>.Run(
            start, resume, data, optimizer, epochs, options ?? TrainingOptions.Default, cancellationToken))
        {
            yield return epoch;
        }
    }
}
