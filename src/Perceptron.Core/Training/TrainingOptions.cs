using Perceptron.Support;

namespace Perceptron;

/// <summary>How to train, beside the data, the optimizer and the number of epochs.</summary>
public class TrainingOptions : ComputeOptions
{
    private readonly int _batchSize;
    private readonly double _l2;

    /// <summary>
    /// Observations a step. 0, which is the default, and any number that takes in all of them mean full batches: one step
    /// an epoch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = Guard.AtLeast(0, value, nameof(BatchSize));
    }

    /// <summary>Gives the order of the observations in each epoch, by (seed, epoch); full batches don't need it.</summary>
    public long Seed { get; init; }

    /// <summary>Whether each epoch of mini-batches goes through the observations in another order; true by default.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>λ of the penalty on the weights, $\frac{\lambda}{2} \sum_W w^2$; the bias is left alone. 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double L2
    {
        get => _l2;
        init => _l2 = Guard.NotNegative(value, nameof(L2));
    }

    /// <summary>
    /// Weights of classes in the loss that is minimised; all 1 where it is null, which is the default. Rows have theirs in the
    /// dataset: <see cref="Dataset{T}.WithRowWeights"/>. A mini-batch's mean is taken over the weights of its own rows.
    /// </summary>
    public LossWeights? LossWeights { get; init; }

    /// <summary>No setting changed.</summary>
    internal static new TrainingOptions Default { get; } = new();

    /// <summary>The options in one line.</summary>
    /// <returns>As "batches of 128, seed 1, 1 thread".</returns>
    public override string ToString() =>
        $"{(BatchSize == 0 ? "full batches" : $"batches of {BatchSize}, seed {Seed}")}"
        + $"{(L2 > 0 ? $", L2 {Guard.Text(L2)}" : "")}"
        + $"{(LossWeights is null || LossWeights.IsNone ? "" : $", {LossWeights}")}, {base.ToString()}";
}
