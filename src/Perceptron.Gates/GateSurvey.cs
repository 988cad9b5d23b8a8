using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>Trainings of a gate from many random starts: which of them learn it, and where the others end.</summary>
public sealed class GateSurvey
{
    private GateSurvey(LogicGate gate, List<SeedOutcome> outcomes)
    {
        Gate = gate;
        Outcomes = new ReadOnlyCollection<SeedOutcome>(outcomes);
        LearnedCount = outcomes.Count(outcome => outcome.IsLearned);
    }

    /// <summary>The gate to learn.</summary>
    public LogicGate Gate { get; }

    /// <summary>The outcome of each seed, in the order of the seeds.</summary>
    public IReadOnlyList<SeedOutcome> Outcomes { get; }

    /// <summary>The number of seeds from which the gate was learned.</summary>
    public int LearnedCount { get; }

    /// <summary>Learns a gate from each seed's start; the outcomes don't depend on the number of threads.</summary>
    /// <param name="gate">The gate to learn.</param>
    /// <param name="firstSeed">The first seed; the others follow it.</param>
    /// <param name="count">How many seeds; at least 1.</param>
    /// <param name="options">Learning rate, epochs and hidden layer; the start and the seed are not used.</param>
    /// <param name="compute">The number of threads, each with one run at a time; one if omitted.</param>
    /// <param name="progress">Receives each outcome, in the order of the seeds, on the caller's thread. What it throws ends the survey.</param>
    /// <param name="cancellationToken">Checked before every step.</param>
    /// <returns>An outcome for each seed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1, or the last seed would overflow.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GateSurvey Run(
        LogicGate gate,
        long firstSeed,
        int count,
        GateOptions? options = null,
        ComputeOptions? compute = null,
        IProgress<SeedOutcome>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        OutOfRange.Between(1, Array.MaxLength, count, nameof(count));
        if (count - 1 > long.MaxValue - Math.Max(0, firstSeed))
        {
            throw OutOfRange.Of(nameof(count), count, FormattableString.Invariant($"From seed {firstSeed} on, there are {long.MaxValue - firstSeed + 1} seeds."));
        }

        options ??= GateOptions.Default;
        var outcomes = new List<SeedOutcome>();
        OrderedWork.Run(
            count,
            compute?.Threads ?? 1,
            (i, cancellation) =>
            {
                var run = GateRun.Run(gate, options.From(firstSeed + i), cancellationToken: cancellation);
                cancellation.ThrowIfCancellationRequested();
                return new SeedOutcome(firstSeed + i, run);
            },
            (_, outcome) =>
            {
                outcomes.Add(outcome);
                progress?.Report(outcome);
            },
            cancellationToken);
        return new(gate, outcomes);
    }

    /// <summary>The number of seeds that learned, as "XOR learned from 85 of 100 seeds".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Gate} learned from {LearnedCount} of {Pluralize.Count(Outcomes.Count, "seed")}";
}
