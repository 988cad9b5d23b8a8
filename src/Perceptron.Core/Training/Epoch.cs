using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// A moment of a training, as a finished value: the model after so many passes over the data, its loss, and what the
/// optimizer remembers, so that training can go on from here exactly as if it had never stopped.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Epoch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Epoch(int number, Model<T> model, double loss, double meanBatchLoss, long steps, T[] slots)
    {
        Number = number;
        Model = model;
        Loss = loss;
        MeanBatchLoss = meanBatchLoss;
        Steps = steps;
        Slots = slots;
    }

    /// <summary>How many passes over the data led here; 0 is the start, before any update.</summary>
    public int Number { get; }

    /// <summary>The model at this moment.</summary>
    public Model<T> Model { get; }

    /// <summary>
    /// The loss of this very model over the training data, the penalty included. Full batches know it at no cost, and so
    /// does epoch 0 of any training; with mini-batches it is NaN afterwards, since nobody computed it: see
    /// <see cref="MeanBatchLoss"/>, or ask <see cref="Model"/> for its loss.
    /// </summary>
    public double Loss { get; }

    /// <summary>
    /// The mean of the losses that this epoch's batches had when they were met, each before its own update and weighted
    /// by its observations (by what these weigh, for softmax with weights), the penalty included; NaN in epoch 0, which met none.
    /// </summary>
    public double MeanBatchLoss { get; }

    /// <summary>
    /// The largest entry, without its sign, of the gradient of <see cref="Loss"/>, which full batches know at no cost; else NaN.
    /// </summary>
    public double GradientMaxNorm { get; internal init; } = double.NaN;

    /// <summary>How many updates led here.</summary>
    public long Steps { get; }

    /// <summary>A copy of what the optimizer remembers, to be saved beside the model: see <see cref="Epoch.Of"/>.</summary>
    /// <returns>Its slots one after the other, each in the order of the model's parameters; empty if it remembers nothing.</returns>
    public T[] GetSlots() => [.. Slots];

    /// <summary>What the optimizer remembers: its slots one after the other, each in the order of the parameters.</summary>
    internal T[] Slots { get; }

    /// <summary>Number and loss, as "epoch 3, loss 0.2719" or "epoch 3, mean batch loss 0.2745".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => double.IsNaN(Loss)
        ? $"epoch {Number}, mean batch loss {Guard.Text(MeanBatchLoss)}"
        : $"epoch {Number}, loss {Guard.Text(Loss)}";
}

/// <summary>Makes epochs from what was saved of them, for training to go on from.</summary>
public static class Epoch
{
    /// <summary>An epoch that somebody trained before, perhaps in another process.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="number">How many passes over the data led to it; at least 0.</param>
    /// <param name="model">The model at that moment.</param>
    /// <param name="steps">How many updates led to it; at least 0.</param>
    /// <param name="slots">What <see cref="Epoch{T}.GetSlots"/> gave: a whole number of values for each parameter, all finite.</param>
    /// <returns>The epoch, of whose losses nothing is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 0.</exception>
    /// <exception cref="ArgumentException">The slots are not whole, or a value is not finite.</exception>
    public static Epoch<T> Of<T>(int number, Model<T> model, long steps, T[] slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.AtLeast(0, number, nameof(number));
        Guard.NotNull(model, nameof(model));
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Guard.NotNull(slots, nameof(slots));
        if (slots.Length % model.ParameterCount != 0)
        {
            throw new ArgumentException(
                $"{Guard.Count(slots.Length, "value")} given; a multiple of the model's {model.ParameterCount} parameters is needed.", nameof(slots));
        }

        Guard.Finite<T>(slots, nameof(slots));
        return new(number, model, double.NaN, double.NaN, steps, [.. slots]);
    }
}
