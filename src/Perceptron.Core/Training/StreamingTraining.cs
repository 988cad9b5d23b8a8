using System.Numerics;
using System.Runtime.CompilerServices;
using Perceptron.Engine;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>Trains models on data that come in chunks, and that need not fit in memory together.</summary>
/// <remarks>
/// Each chunk is gone through once, in steps of <see cref="TrainingOptions.BatchSize"/> observations, or in one step where that is null. The
/// next chunk is asked for when the epoch after it is. The epochs are as those of <see cref="ModelTraining"/>, with chunks for passes:
/// the same dataset time after time gives, to the last bit, what training on it gives. scikit-learn calls this
/// <c>partial_fit</c>.
/// </remarks>
public static class StreamingTraining
{
    /// <summary>Training on chunks as a lazy sequence: an epoch after each chunk, from 1 on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="chunks">What to train on; any number of chunks, without end too.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, loss options, threads; a step a chunk on one thread if it is left out.</param>
    /// <param name="cancellationToken">Checked before every step.</param>
    /// <returns>As many epochs as there are chunks. Their loss is the mean of their batches' losses.</returns>
    /// <exception cref="ArgumentException">A chunk has another shape (while enumerating), or the optimizer has impossible slots.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite (while enumerating).</exception>
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
        options = Require(model, optimizer, options);
        return Sequence(ModelTraining.Start(model, Fingerprint.Of(options, optimizer)), chunks, optimizer, options, cancellationToken);
    }

    /// <summary>
    /// Continues a training from one of its epochs: with the chunks that would have followed the epochs are, to the last bit, those of
    /// a training that was never interrupted.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="epoch">The epoch to continue from.</param>
    /// <param name="chunks">What to train on from here.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, loss options, threads; a step a chunk on one thread if it is left out.</param>
    /// <param name="acceptChanges">Whether to continue with other settings than the epoch's; otherwise they are refused.</param>
    /// <param name="cancellationToken">Checked before every step.</param>
    /// <returns>As many epochs as there are chunks, the first with the number after that of <paramref name="epoch"/>.</returns>
    /// <exception cref="ArgumentException">A chunk has another shape (while enumerating), the settings are others, or the optimizer remembers something else.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IEnumerable<Epoch<T>> Resume<T>(
        this Epoch<T> epoch,
        IEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions? options = null,
        bool acceptChanges = false,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(epoch, nameof(epoch));
        Guard.NotNull(chunks, nameof(chunks));
        options = Require(epoch.Model, optimizer, options);
        Fingerprint.Require(epoch.Settings, Fingerprint.Of(options, optimizer), acceptChanges, nameof(options));
        ModelTraining.RequireSlots(epoch, optimizer);
        return Sequence(epoch, chunks, optimizer, options, cancellationToken);
    }

    /// <summary>Training on chunks that are waited for; see <see cref="Train{T}(Model{T}, IEnumerable{Dataset{T}}, Optimizer, TrainingOptions, CancellationToken)"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What to start from.</param>
    /// <param name="chunks">What to train on; any number of chunks, without end too.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, loss options, threads; a step a chunk on one thread if it is left out.</param>
    /// <param name="cancellationToken">Passed to the source of the chunks, and checked before every step.</param>
    /// <returns>As many epochs as there are chunks.</returns>
    /// <exception cref="ArgumentException">A chunk has another shape (while enumerating), or the optimizer has impossible slots.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite (while enumerating).</exception>
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
        options = Require(model, optimizer, options);
        return AsyncSequence(ModelTraining.Start(model, Fingerprint.Of(options, optimizer)), chunks, optimizer, options, cancellationToken);
    }

    /// <summary>Continues a training from one of its epochs, on chunks that are waited for.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="epoch">The epoch to continue from.</param>
    /// <param name="chunks">What to train on from here.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="options">Batch size, seed, loss options, threads; a step a chunk on one thread if it is left out.</param>
    /// <param name="acceptChanges">Whether to continue with other settings than the epoch's; otherwise they are refused.</param>
    /// <param name="cancellationToken">Passed to the source of the chunks, and checked before every step.</param>
    /// <returns>As many epochs as there are chunks, the first with the number after that of <paramref name="epoch"/>.</returns>
    /// <exception cref="ArgumentException">A chunk has another shape (while enumerating), the settings are others, or the optimizer remembers something else.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IAsyncEnumerable<Epoch<T>> ResumeAsync<T>(
        this Epoch<T> epoch,
        IAsyncEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions? options = null,
        bool acceptChanges = false,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(epoch, nameof(epoch));
        Guard.NotNull(chunks, nameof(chunks));
        options = Require(epoch.Model, optimizer, options);
        Fingerprint.Require(epoch.Settings, Fingerprint.Of(options, optimizer), acceptChanges, nameof(options));
        ModelTraining.RequireSlots(epoch, optimizer);
        return AsyncSequence(epoch, chunks, optimizer, options, cancellationToken);
    }

    private static TrainingOptions Require<T>(Model<T> model, Optimizer optimizer, TrainingOptions? options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(optimizer, nameof(optimizer));
        optimizer.Require<T>(PackedLayout.Of<T>(model.Architecture, PackedForm.Panels).Length, nameof(optimizer));
        options ??= TrainingOptions.Default;
        options.Loss?.Require(model.Architecture.Output, model.OutputCount, nameof(options));
        return options.Loss?.RowWeights is null
            ? options
            : throw new ArgumentException("Row weights belong to one dataset; give each chunk its own by WithRowWeights.", nameof(options));
    }

    private static IEnumerable<Epoch<T>> Sequence<T>(
        Epoch<T> epoch, IEnumerable<Dataset<T>> chunks, Optimizer optimizer, TrainingOptions options, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var settings = Fingerprint.Of(options, optimizer);
        foreach (var chunk in chunks)
        {
            yield return epoch = Next(epoch, chunk, optimizer, options, settings, cancellationToken);
        }
    }

    private static async IAsyncEnumerable<Epoch<T>> AsyncSequence<T>(
        Epoch<T> epoch,
        IAsyncEnumerable<Dataset<T>> chunks,
        Optimizer optimizer,
        TrainingOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var settings = Fingerprint.Of(options, optimizer);
        await foreach (var chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return epoch = Next(epoch, chunk, optimizer, options, settings, cancellationToken);
        }
    }

    private static Epoch<T> Next<T>(
        Epoch<T> epoch, Dataset<T> chunk, Optimizer optimizer, TrainingOptions options, string settings, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        epoch.Model.Require(chunk, "chunks");
        chunk = epoch.Model.Weigh(chunk, options.Loss, nameof(options));
        return epoch.Number < int.MaxValue
            ? Trainer<T>.Pass(epoch, chunk, optimizer, options, settings, cancellationToken)
            : throw new InvalidOperationException($"After epoch {epoch.Number} none can follow.");
    }
}
