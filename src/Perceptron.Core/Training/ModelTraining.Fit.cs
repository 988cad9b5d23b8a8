using System.Numerics;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

public static partial class ModelTraining
{
    /// <summary>Trains to a stop, and keeps the history, the last epoch and the best one.</summary>
    /// <remarks>
    /// The result says why it stopped, and what was noticed on the way. An exception of a score or of <paramref name="progress"/> ends the
    /// training and reaches the caller as it is.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="epochs">How many passes over the data, at most; at least 0.</param>
    /// <param name="options">Batch size, seed, loss options, threads; full batches on one thread if it is left out.</param>
    /// <param name="stopping">Held-out data and when to stop; all the epochs if it is left out.</param>
    /// <param name="progress">Receives each epoch, in order, on the thread that trains, as soon as it is finished and scored.</param>
    /// <param name="cancellationToken">Checked before every step; a cancelled training returns what there is.</param>
    /// <returns>The history and the models.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, patience or a score has no held-out data, or a tolerance of the gradient no full batches.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 0.</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite.</exception>
    public static FitResult<T> Fit<T>(
        this Model<T> model,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        TrainingOptions? options = null,
        StoppingOptions<T>? stopping = null,
        IProgress<FitProgress<T>>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        Require(model, data, optimizer, epochs);
        options ??= TrainingOptions.Default;
        stopping ??= new StoppingOptions<T>();
        stopping.Require(model, data, options, nameof(stopping));
        var start = Start(model, Fingerprint.Of(options, optimizer, data.Count)).With(new FitState<T> { Stopping = Fingerprint.Of(stopping) });
        var sequence = Sequence(start, resume: false, data, optimizer, epochs, options, nameof(options), cancellationToken);
        return Fitting.Run(start, data, sequence, options, stopping, progress, cancellationToken);
    }

    /// <summary>
    /// Goes on with a training to a stop from one of its epochs. With the same data, optimizer, options and rules of stopping the result has,
    /// to the last bit, the losses, scores, best and last epoch and the reason of a training that was never interrupted.
    /// </summary>
    /// <remarks>
    /// Options, optimizer and rules of stopping are held against those of the epoch. Threads don't count. What is a function, and an optimizer
    /// or a schedule of your own beyond its <c>ToString</c>, can't be compared; nor are the data. What is wrong with the start is noted by
    /// the training that started there.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="epoch">The epoch to continue from: one that a <c>Fit</c> handed out, by its progress or its result, or that was loaded from its file.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="epochs">How many further passes over the data, at most; at least 0.</param>
    /// <param name="options">Batch size, seed, loss options, threads; full batches on one thread if it is left out.</param>
    /// <param name="stopping">Held-out data and when to stop; all the epochs if it is left out.</param>
    /// <param name="progress">Receives each further epoch, in order, on the thread that trains, as soon as it is finished and scored.</param>
    /// <param name="acceptChanges">Whether to continue with other settings than the epoch's; otherwise they are refused.</param>
    /// <param name="cancellationToken">Checked before every step; a cancelled training returns what there is.</param>
    /// <returns>The whole history, from epoch 0 on, and the models.</returns>
    /// <exception cref="ArgumentException">The epoch is none of a <c>Fit</c>, the settings are others, the optimizer remembers something else, or as for <c>Fit</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 0, or too large.</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite.</exception>
    public static FitResult<T> ResumeFit<T>(
        this Epoch<T> epoch,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        TrainingOptions? options = null,
        StoppingOptions<T>? stopping = null,
        IProgress<FitProgress<T>>? progress = null,
        bool acceptChanges = false,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(epoch, nameof(epoch));
        Require(epoch.Model, data, optimizer, epochs);
        RequireNumber(epoch, epochs);
        options ??= TrainingOptions.Default;
        stopping ??= new StoppingOptions<T>();
        stopping.Require(epoch.Model, data, options, nameof(stopping));
        if (epoch.Fit is not { } state)
        {
            throw new ArgumentException("The epoch knows nothing of a training to a stop, since no Fit handed it out. Go on with it by Resume.", nameof(epoch));
        }

        Fingerprint.Require(epoch.Settings, Fingerprint.Of(options, optimizer, data.Count), acceptChanges, nameof(options));
        Fingerprint.Require(state.Stopping, Fingerprint.Of(stopping), acceptChanges, nameof(stopping));
        if (!state.Losses.IsEmpty && state.Scores.IsEmpty != stopping.Validation is null)
        {
            throw new ArgumentException(
                stopping.Validation is null
                    ? "The epochs before were scored on held-out data, and so must those that follow be: set Validation."
                    : "The epochs before were not scored on held-out data; leave Validation out, or start anew by Fit.",
                nameof(stopping));
        }

        RequireSlots(epoch, optimizer);
        var start = epoch.With(state.With(Fingerprint.Of(stopping)));
        var sequence = Sequence(start, resume: !state.Losses.IsEmpty, data, optimizer, epochs, options, nameof(options), cancellationToken);
        return Fitting.Run(start, data, sequence, options, stopping, progress, cancellationToken);
    }
}
