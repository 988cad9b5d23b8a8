using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>An epoch of a training to a stop, as soon as it is finished.</summary>
/// <typeparam name="T">The model's scalar, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class FitProgress<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal FitProgress(Epoch<T> epoch, double? score)
    {
        Epoch = epoch;
        Score = score;
    }

    /// <summary>The epoch, which can be saved to continue the training later: <see cref="Epoch{T}.Save"/>.</summary>
    public Epoch<T> Epoch { get; }

    /// <summary>What its model scores on the held-out data; null where there are none.</summary>
    public double? Score { get; }

    /// <summary>The epoch and its score, as "epoch 3, loss 0.2719, score -0.3011".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Score is { } score ? $"{Epoch}, score {Guard.Short(score)}" : $"{Epoch}";
}
