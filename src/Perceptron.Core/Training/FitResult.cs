using System.Collections.ObjectModel;
using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>What a training to a stop gives: its history, its last epoch and its best, and why it stopped.</summary>
/// <typeparam name="T">The model's scalar, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class FitResult<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal FitResult(
        double[] losses, double[] scores, Epoch<T> last, Epoch<T> best, StopReason stopReason, DivergedException? divergence, string[] notes)
    {
        Losses = new ReadOnlyCollection<double>(losses);
        Scores = new ReadOnlyCollection<double>(scores);
        Last = last;
        Best = best;
        StopReason = stopReason;
        Divergence = divergence;
        Notes = new ReadOnlyCollection<string>(notes);
    }

    /// <summary>The losses of the epochs, one an epoch from 0 on: see <see cref="Epoch{T}.Loss"/>.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The scores on held-out data, one an epoch from 0 on; empty where there is no such data.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>The last epoch.</summary>
    public Epoch<T> Last { get; }

    /// <summary>The epoch with the best score on held-out data, the first of them (epoch 0 where all are NaN); the last one where there is no such data.</summary>
    public Epoch<T> Best { get; }

    /// <summary>Why it stopped.</summary>
    public StopReason StopReason { get; }

    /// <summary>What happened where it diverged, else null.</summary>
    public DivergedException? Divergence { get; }

    /// <summary>What was noticed about data and start that a person may want to know; often empty.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Why and where it stopped, as "TargetLossReached after 120 epochs, loss 0.0099".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{StopReason} after {Guard.Count(Last.Number, "epoch")}, loss {Guard.Short(Losses[^1])}";
}
