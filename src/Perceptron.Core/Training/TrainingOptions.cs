using Perceptron.Support;

namespace Perceptron;

/// <summary>How to train, beside the data, the optimizer and the number of epochs.</summary>
public sealed class TrainingOptions
{
    private readonly int? _batchSize;

    /// <summary>
    /// Observations a step. Null, which is the default, and any number that takes in all of them mean full batches: one step an epoch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? BatchSize
    {
        get => _batchSize;
        init => _batchSize = value is { } given ? Guard.AtLeast(1, given, nameof(BatchSize)) : null;
    }

    /// <summary>Gives the order of the observations in each epoch, by (seed, epoch). Full batches don't need it.</summary>
    public long Seed { get; init; }

    /// <summary>Whether each epoch of mini-batches goes through the observations in another order; true by default.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Penalty, weights and smoothing of the loss that is minimised; null for the plain mean loss. A mini-batch's mean is taken over the
    /// weights of its own rows.
    /// </summary>
    public LossOptions? Loss { get; init; }

    /// <summary>How many threads may work; null for one. It changes no bit, but where MKL is asked for.</summary>
    public ComputeOptions? Compute { get; init; }

    /// <summary>No setting changed.</summary>
    internal static TrainingOptions Default { get; } = new();

    /// <summary>λ of the penalty, 0 where there is none.</summary>
    internal double Penalty => Loss?.Penalty ?? 0;

    /// <summary>The options in one line.</summary>
    /// <returns>As "batches of 128, seed 1, 1 thread".</returns>
    public override string ToString() =>
        $"{(BatchSize is { } size ? $"batches of {size}, seed {Guard.Text(Seed)}{(Shuffle ? "" : ", not shuffled")}" : "full batches")}"
        + $"{(Loss is null || Loss.Equals(LossOptions.None) ? "" : $", {Loss}")}, {Compute ?? ComputeOptions.Default}";
}
