using System.Numerics;
using Perceptron.Serialization;
using Perceptron.Support;
using Perceptron.Training;

namespace Perceptron;

/// <summary>
/// A training after a number of passes over the data: the model, its loss, and what the optimizer remembers. A training continues from here, in
/// this process or by a file in another one, as if it had never stopped.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Epoch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Epoch(int number, Model<T> model, long steps, T[] optimizerState, double loss, bool isMeanBatchLoss, string settings)
    {
        Number = number;
        Model = model;
        Steps = steps;
        OptimizerState = optimizerState;
        Loss = loss;
        IsMeanBatchLoss = isMeanBatchLoss;
        Settings = settings;
    }

    /// <summary>How many passes over the data led here; 0 is the start, before any update.</summary>
    public int Number { get; }

    /// <summary>The model after these passes.</summary>
    public Model<T> Model { get; }

    /// <summary>
    /// The loss, the penalty included. With full batches, and in epoch 0, it is that of this very model over the training data. With
    /// mini-batches and chunks it is the mean of the losses that the epoch's batches had, each before its own update, weighted by the
    /// observations (by their weights, for softmax): see <see cref="IsMeanBatchLoss"/>. It is NaN only in the result of a
    /// training that stopped before epoch 0 was finished.
    /// </summary>
    public double Loss { get; }

    /// <summary>Whether <see cref="Loss"/> is the mean over the epoch's batches, and not the loss of <see cref="Model"/> itself.</summary>
    public bool IsMeanBatchLoss { get; }

    /// <summary>
    /// The largest entry, without its sign, of the gradient of <see cref="Loss"/>. Full batches know it at no cost; otherwise it is NaN.
    /// </summary>
    public double GradientMaxNorm { get; internal init; } = double.NaN;

    /// <summary>How many updates led here.</summary>
    public long Steps { get; }

    /// <summary>
    /// The settings that decide the bits: batches, loss options and optimizer, as "batches of 32, seed 1, shuffled; L2 0.01; gradient
    /// descent, rate 0.5". Going on with others is refused unless changes are accepted.
    /// </summary>
    public string Settings { get; }

    /// <summary>What the optimizer remembers, as one vector after the other of a number for each parameter.</summary>
    internal T[] OptimizerState { get; }

    /// <summary>The history and the early stopping of the <c>Fit</c> that handed this epoch out; null where none did.</summary>
    internal FitState<T>? Fit { get; private init; }

    /// <summary>A copy of what the optimizer remembers.</summary>
    /// <returns>Its slots one after the other, each in the order of the model's parameters; empty if it remembers nothing.</returns>
    public T[] GetOptimizerState() => [.. OptimizerState];

    /// <summary>
    /// Saves the epoch as a safetensors file, from which a training can continue: <see cref="Epoch.Load{T}"/>. The file is written whole or not at
    /// all: beside it first, and then moved into its place.
    /// </summary>
    /// <remarks>
    /// The model's weights have the names that they have in a model file. <c>optimizer.0.layers.0.weight</c> and its like are what the
    /// optimizer remembers. An epoch of a <c>Fit</c> has the losses and scores so far (<c>history.loss</c>, <c>history.score</c>) and, where
    /// another epoch is the best, that one's tensors (<c>best.layers.0.weight</c>).
    /// </remarks>
    /// <param name="path">Where to; a file that is there is replaced.</param>
    /// <exception cref="InvalidOperationException">
    /// The epoch can't be loaded again: a text has half of a surrogate pair, texts and sizes take more than 100 MB, or the optimizer remembers
    /// what is not finite.
    /// </exception>
    /// <exception cref="IOException">The file can't be written, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        FileArguments.RequirePath(path, nameof(path));
        AtomicFile.Write(path, stream => EpochFile.Write(this, stream));
    }

    /// <summary>Number and loss, as "epoch 3, loss 0.2719" or "epoch 3, mean batch loss 0.2745".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"epoch {Number}, {(IsMeanBatchLoss ? "mean batch loss" : "loss")} {Guard.Short(Loss)}";

    /// <summary>The same epoch of a <c>Fit</c>.</summary>
    internal Epoch<T> With(FitState<T> state) =>
        new(Number, Model, Steps, OptimizerState, Loss, IsMeanBatchLoss, Settings) { GradientMaxNorm = GradientMaxNorm, Fit = state };
}

/// <summary>Loads epochs that were saved, to continue their training.</summary>
public static class Epoch
{
    /// <summary>Loads an epoch that <see cref="Epoch{T}.Save"/> wrote.</summary>
    /// <typeparam name="T">The scalar that it was trained in, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">Where from.</param>
    /// <returns>The epoch, to the bit.</returns>
    /// <exception cref="InvalidDataException">It is no epoch's file, or a damaged one; the message says what is wrong where.</exception>
    /// <exception cref="IOException">The file can't be read, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Epoch<T> Load<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        FileArguments.RequirePath(path, nameof(path));
        using var file = InputFile.Open(path);
        using var stream = file.CanSeek ? file : (Stream)SafeTensors.Copy(file, path);
        return EpochFile.Read<T>(stream, path);
    }
}
