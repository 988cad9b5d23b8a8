namespace Perceptron;

/// <summary>The outcome of a training from one random start.</summary>
public sealed class SeedOutcome
{
    internal SeedOutcome(long seed, GateRun run)
    {
        Seed = seed;
        IsLearned = run.IsLearned;
        Loss = run.Loss;
        Epochs = run.Fit.Last.Number;
        StopReason = run.Fit.StopReason;
    }

    /// <summary>The seed of the start.</summary>
    public long Seed { get; }

    /// <summary>Whether the gate was learned, in the sense of <see cref="GateRun.IsLearned"/>.</summary>
    public bool IsLearned { get; }

    /// <summary>The loss of the last epoch.</summary>
    public double Loss { get; }

    /// <summary>The number of the last epoch.</summary>
    public int Epochs { get; }

    /// <summary>Why training stopped.</summary>
    public StopReason StopReason { get; }

    /// <summary>Seed and loss, as "seed 7 learned, loss 0.0004".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"seed {Seed} {(IsLearned ? "learned" : "not learned")}, loss {Loss:G4}");
}
