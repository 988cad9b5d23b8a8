using System.Numerics;
using System.Runtime.CompilerServices;
using Perceptron.Engine;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>Trains models on data that come part by part, and that need not fit in memory together.</summary>
/// <remarks>
/// Each part is gone through once, in steps of <see cref="TrainingOptions.BatchSize"/> observations, or in one step where that is 0; the
/// next one is asked for when the epoch after it is. The epochs are as those of <see cref="ModelTraining"/>, with parts for passes:
/// the same dataset time after time gives, to the last bit, what training on it gives. scikit-learn calls this
/// <c>partial_fit</c>.
/// </remarks>
public static class StreamingTraining
{
    /// <summary>Training on parts as a lazy sequence: an epoch after each part, from 1 on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="chunks">What to train on; any number of parts, without end too.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, penalty, threads; a step a part on one thread if it is left out.</param>
    /// <param name="cancellationToken">Looked at before every step.</param>
    /// <returns>As many epochs as there are parts. Of losses they know <see cref="Epoch{T}.MeanBatchLoss"/>.</returns>
    /// <exception cref="ArgumentException">A part has another shape (while enumerating), or the optimizer has impossible slots.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IEnumerable<Epoch<T>> Train<T>(
        this Model<T> model,
        IEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        Guard.NotNull(chunks, nameof(chunks));
        Require(model, optimizer, options);
        return Sequence(ModelTraining.Start(model), chunks, optimizer, options, cancellationToken);
    }

    /// <summary>
    /// Goes on with a training from one of its epochs: with the parts that would have followed the epochs are, to the last bit, those of
    /// a training that was never interrupted.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="epoch">Where to go on from.</param>
    /// <param name="chunks">What to train on from here.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, penalty, threads; a step a part on one thread if it is left out.</param>
    /// <param name="cancellationToken">Looked at before every step.</param>
    /// <returns>As many epochs as there are parts, the first with the number after that of <paramref name="epoch"/>.</returns>
    /// <exception cref="ArgumentException">A part has another shape (while enumerating), or the optimizer remembers something else.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IEnumerable<Epoch<T>> Resume<T>(
        this Epoch<T> epoch,
        IEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(epoch, nameof(epoch));
        Guard.NotNull(chunks, nameof(chunks));
        Require(epoch.Model, optimizer, options);
        ModelTraining.RequireSlots(epoch, optimizer);
        return Sequence(epoch, chunks, optimizer, options, cancellationToken);
    }

    /// <summary>Training on parts that are waited for; see <see cref="Train{T}(Model{T}, IEnumerable{Dataset{T}}, Optimizer, TrainingOptions, CancellationToken)"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="chunks">What to train on; any number of parts, without end too.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, penalty, threads; a step a part on one thread if it is left out.</param>
    /// <param name="cancellationToken">Handed to the source of the parts, and looked at before every step.</param>
    /// <returns>As many epochs as there are parts.</returns>
    /// <exception cref="ArgumentException">A part has another shape (while enumerating), or the optimizer has impossible slots.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IAsyncEnumerable<Epoch<T>> TrainAsync<T>(
        this Model<T> model,
        IAsyncEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        Guard.NotNull(chunks, nameof(chunks));
        Require(model, optimizer, options);
        return AsyncSequence(ModelTraining.Start(model), chunks, optimizer, options, cancellationToken);
    }

    /// <summary>Goes on with a training from one of its epochs, on parts that are waited for.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="epoch">Where to go on from.</param>
    /// <param name="chunks">What to train on from here.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, penalty, threads; a step a part on one thread if it is left out.</param>
    /// <param name="cancellationToken">Handed to the source of the parts, and looked at before every step.</param>
    /// <returns>As many epochs as there are parts, the first with the number after that of <paramref name="epoch"/>.</returns>
    /// <exception cref="ArgumentException">A part has another shape (while enumerating), or the optimizer remembers something else.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IAsyncEnumerable<Epoch<T>> ResumeAsync<T>(
        this Epoch<T> epoch,
        IAsyncEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(epoch, nameof(epoch));
        Guard.NotNull(chunks, nameof(chunks));
        Require(epoch.Model, optimizer, options);
        ModelTraining.RequireSlots(epoch, optimizer);
        return AsyncSequence(epoch, chunks, optimizer, options, cancellationToken);
    }

    private static void Require<T>(Model<T> model, Optimizer optimizer, TrainingOptions? options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(optimizer, nameof(optimizer));
        optimizer.RequireSlots(PackedLayout.Of<T>(model.Architecture, blocked: false).Length, nameof(optimizer));
        options?.LossWeights?.Require(model.Architecture, nameof(options));
    }

    private static IEnumerable<Epoch<T>> Sequence<T>(
        Epoch<T> epoch, IEnumerable<Dataset<T>> chunks, Optimizer optimizer, TrainingOptions? options, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var part in chunks)
        {
            yield return epoch = Next(epoch, part, optimizer, options, cancellationToken);
        }
    }

    private static async IAsyncEnumerable<Epoch<T>> AsyncSequence<T>(
        Epoch<T> epoch,
        IAsyncEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        await foreach (var part in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return epoch = Next(epoch, part, optimizer, options, cancellationToken);
        }
    }

    private static Epoch<T> Next<T>(
        Epoch<T> epoch, Dataset<T> part, Optimizer optimizer, TrainingOptions? options, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        epoch.Model.Require(part, "parts");
        part = epoch.Model.Weigh(part, options?.LossWeights, nameof(options));
        return epoch.Number < int.MaxValue
            ? Trainer<T>.Pass(epoch, part, optimizer, options ?? TrainingOptions.Default, cancellationToken)
            : throw new InvalidOperationException($"After epoch {epoch.Number} none can follow.");
    }
}
