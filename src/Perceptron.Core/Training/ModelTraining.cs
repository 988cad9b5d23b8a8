using System.Numerics;
using Perceptron.Engine;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>Trains models: as a sequence of epochs, or to a stop.</summary>
public static partial class ModelTraining
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
    /// <param name="options">Batch size, seed, loss options, threads; full batches on one thread if it is left out.</param>
    /// <param name="cancellationToken">Checked before every step.</param>
    /// <returns><paramref name="epochs"/> + 1 epochs.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 0.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite (while enumerating).</exception>
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
        options ??= TrainingOptions.Default;
        return Sequence(Start(model, Fingerprint.Of(options, optimizer, data.Count)), resume: false, data, optimizer, epochs, options, nameof(options), cancellationToken);
    }

    /// <summary>
    /// Continues a training from one of its epochs: with the same data, optimizer and options the epochs that follow are,
    /// to the last bit, those of a training that was never interrupted.
    /// </summary>
    /// <remarks>
    /// Options and optimizer are held against <see cref="Epoch{T}.Settings"/>. Threads don't count. An optimizer or a schedule of your own is
    /// compared by its <c>ToString</c> alone, and the data not at all.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="epoch">The epoch to continue from.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="optimizer">The rule of the updates.</param>
    /// <param name="epochs">How many further passes over the data; at least 0.</param>
    /// <param name="options">Batch size, seed, loss options, threads; full batches on one thread if it is left out.</param>
    /// <param name="acceptChanges">Whether to continue with other settings than the epoch's; otherwise they are refused.</param>
    /// <param name="cancellationToken">Checked before every step.</param>
    /// <returns>As many epochs, the first with the number after that of <paramref name="epoch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, the settings are others, or the optimizer remembers something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 0.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">A schedule gave what is no factor, or a rate that is not finite (while enumerating).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled (while enumerating).</exception>
    public static IEnumerable<Epoch<T>> Resume<T>(
        this Epoch<T> epoch,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        TrainingOptions? options = null,
        bool acceptChanges = false,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(epoch, nameof(epoch));
        Require(epoch.Model, data, optimizer, epochs);
        RequireNumber(epoch, epochs);
        options ??= TrainingOptions.Default;
        var settings = Fingerprint.Of(options, optimizer, data.Count);
        Fingerprint.Require(epoch.Settings, settings, acceptChanges, nameof(options));
        RequireSlots(epoch, optimizer);
        return Sequence(epoch, resume: true, data, optimizer, epochs, options, nameof(options), cancellationToken);
    }

    internal static void RequireSlots<T>(Epoch<T> epoch, Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var slots = epoch.OptimizerState.Length / epoch.Model.ParameterCount;
        if (epoch.Number > 0 && slots != optimizer.SlotCount)
        {
            throw new ArgumentException(
                $"This optimizer remembers {Guard.Count(optimizer.SlotCount, "number")} a parameter; the epoch's had {slots}.",
                nameof(optimizer));
        }
    }

    internal static void RequireNumber<T>(Epoch<T> epoch, int epochs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (epoch.Number > int.MaxValue - epochs)
        {
            throw OutOfRange.Of(nameof(epochs), epochs, $"After epoch {epoch.Number}, at most {int.MaxValue - epoch.Number} can follow.");
        }
    }

    /// <summary>What a training starts from, whose loss is not computed yet.</summary>
    internal static Epoch<T> Start<T>(Model<T> model, string settings)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(0, model, 0, [], double.NaN, isMeanBatchLoss: false, settings);

    private static void Require<T>(Model<T> model, Dataset<T> data, Optimizer optimizer, int epochs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Require(data, nameof(data));
        Guard.NotNull(optimizer, nameof(optimizer));
        optimizer.Require<T>(PackedLayout.Of<T>(model.Architecture, PackedForm.Panels).Length, nameof(optimizer));
        Guard.AtLeast(0, epochs, nameof(epochs));
    }

    /// <summary>The epochs after <paramref name="start"/>, and before them, where the training begins, that one itself.</summary>
    private static IEnumerable<Epoch<T>> Sequence<T>(
        Epoch<T> start,
        bool resume,
        Dataset<T> data,
        Optimizer optimizer,
        int epochs,
        TrainingOptions options,
        string optionsName,
        CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weighted = start.Model.Weigh(data, options.Loss, optionsName);
        var settings = Fingerprint.Of(options, optimizer, data.Count);
        return Enumerate();

        // An iterator, so that each enumeration makes a trainer of its own.
        IEnumerable<Epoch<T>> Enumerate()
        {
            foreach (var epoch in Trainer<T>.Run(start, resume, weighted, optimizer, epochs, options, settings, cancellationToken))
            {
                yield return epoch;
            }
        }
    }
}
