using System.Collections.Immutable;
using System.Numerics;

namespace Perceptron.Training;

/// <summary>
/// What a training to a stop knows at an epoch: all losses and scores so far, the best epoch, and what its patience counts from. Epochs share
/// the structure of their lists.
/// </summary>
internal sealed class FitState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The losses, one an epoch from 0 on; empty before epoch 0 is finished.</summary>
    public ImmutableList<double> Losses { get; init; } = [];

    /// <summary>The scores on held-out data, one an epoch from 0 on; empty where there is no such data.</summary>
    public ImmutableList<double> Scores { get; init; } = [];

    /// <summary>The epoch with the best score; null where it is the epoch that this belongs to.</summary>
    public Epoch<T>? Best { get; init; }

    /// <summary>The number of the epoch that patience counts from.</summary>
    public int ImprovedEpoch { get; init; }

    /// <summary>The score of that epoch.</summary>
    public double ImprovedScore { get; init; } = double.NaN;

    /// <summary>The stopping rules in one line.</summary>
    public required string Stopping { get; init; }

    /// <summary>The same under other rules of stopping.</summary>
    public FitState<T> With(string stopping) => stopping == Stopping
        ? this
        : new() { Losses = Losses, Scores = Scores, Best = Best, ImprovedEpoch = ImprovedEpoch, ImprovedScore = ImprovedScore, Stopping = stopping };

    /// <summary>The state at the epoch that follows <paramref name="last"/>, whose state this is.</summary>
    public FitState<T> Next(Epoch<T> last, Epoch<T> epoch, double? score, double minDelta)
    {
        var losses = Losses.Add(epoch.Loss);
        if (score is not { } value)
        {
            return new() { Losses = losses, Stopping = Stopping };
        }

        var best = Best ?? last;
        var isBest = Scores.IsEmpty || IsBetter(value, Scores[best.Number]);
        var hasImproved = Scores.IsEmpty || IsBetter(value, ImprovedScore + minDelta);
        return new()
        {
            Losses = losses,
            Scores = Scores.Add(value),
            Best = isBest ? null : best,
            ImprovedEpoch = hasImproved ? epoch.Number : ImprovedEpoch,
            ImprovedScore = hasImproved ? value : ImprovedScore,
            Stopping = Stopping,
        };
    }

    /// <summary>NaN is worse than any number, and no better than NaN.</summary>
    private static bool IsBetter(double score, double than) => score > than || (double.IsNaN(than) && !double.IsNaN(score));

    /// <summary>Why to stop at an epoch, whose state this is; null for not yet.</summary>
    public StopReason? ReasonToStop(Epoch<T> epoch, StoppingOptions<T> stopping)
    {
        if (Losses.IsEmpty)
        {
            return null;
        }

        // The losses of epochs 0 and 1 are of two kinds where batches are small.
        var comparable = epoch.IsMeanBatchLoss ? 2 : 1;
        return epoch.Loss <= stopping.TargetLoss ? StopReason.TargetLossReached
            : epoch.GradientMaxNorm <= stopping.GradientTolerance ? StopReason.GradientToleranceReached
            : Losses.Count > comparable && Math.Abs(Losses[^1] - Losses[^2]) < stopping.LossTolerance * Math.Max(1, Math.Abs(Losses[^2]))
                ? StopReason.LossToleranceReached
            : epoch.Number - ImprovedEpoch >= stopping.Patience ? StopReason.PatienceExhausted
            : null;
    }
}
