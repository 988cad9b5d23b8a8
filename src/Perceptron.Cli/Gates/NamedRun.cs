namespace Perceptron.Cli.Gates;

/// <summary>A run, and its start in words.</summary>
internal sealed record NamedRun(GateRun Run, string Name)
{
    /// <summary>"learned: 4 of 4 rows correct, loss 0.002, after 5000 epochs".</summary>
    public string Outcome => FormattableString.Invariant(
        $"{(Run.IsLearned ? "learned" : "not learned")}: {Run.Table}, after {Run.Fit.Last.Number} epochs");

    public static NamedRun Of(LogicGate gate, GateOptions options, CancellationToken cancellation)
    {
        var run = GateRun.Run(gate, options, cancellationToken: cancellation);
        cancellation.ThrowIfCancellationRequested();
        var name = options.Start is { } start
            ? $"from the start by hand that {(ReferenceEquals(start, XorStart.Learns) ? "learns" : "gets stuck")}"
            : run.Seed is { } seed ? $"from seed {seed}" : "from zeros";
        return new(run, name);
    }
}
