using System.CommandLine;
using System.Globalization;
using Perceptron.Cli.Gates.Reports;

namespace Perceptron.Cli.Gates;

/// <summary><c>perceptron gates nand</c> and so on: learns a gate, and shows what was learned.</summary>
internal static class LearnCommand
{
    /// <summary>The number of further starts to try for a run with the other outcome.</summary>
    private const int MaxFurtherSeeds = 200;

    public static Command Create(LogicGate gate)
    {
        var options = new LearnOptions();
        var isXor = gate == LogicGate.Xor;
        var command = new Command(
            Name(gate),
            isXor
                ? "Learns XOR, once with success and once without, and shows both."
                : $"Learns {gate}, shows what was learned, and writes a report and a picture of it.");
        IEnumerable<Option> all = [.. options.Learning, .. isXor ? [options.Start] : Array.Empty<Option>(), options.Seeds, options.Threads, options.Out];
        foreach (var option in all)
        {
            command.Add(option);
        }

        command.Validators.Add(options.RefuseContradictions);
        command.Validators.Add(result => options.RefuseActivationOf(gate, result));
        command.SetAction((parsed, cancellation) => Task.FromResult(parsed.GetValue(options.Seeds) is { } seeds
            ? Survey(gate, seeds, options, parsed, cancellation)
            : Run([gate], options, parsed, cancellation)));
        return command;
    }

    public static int Run(LogicGate[] gates, LearnOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal();
        var folder = parsed.GetValue(options.Out)!;
        OutputFolder.Require(folder);
        GateReport.Prepare();
        var pages = new List<Task<IReadOnlyList<string>>>();
        try
        {
            foreach (var gate in gates)
            {
                var (runs, note) = Learn(gate, options.For(gate, parsed, gates.Length == 1), cancellation);
                foreach (var run in runs)
                {
                    Show(run, terminal);
                }

                if (note is not null)
                {
                    terminal.Text(note);
                    terminal.Line();
                }

                cancellation.ThrowIfCancellationRequested();

                // It is drawn while the next gate learns.
                pages.Add(Task.Run(() => GateReport.Write(gate, runs, folder), CancellationToken.None));
            }
        }
        finally
        {
            // Wait even after an exception, so that no file is half written when this method ends.
            Task.WaitAny([Task.WhenAll(pages)], CancellationToken.None);
        }

        var files = Task.WhenAll(pages).GetAwaiter().GetResult().SelectMany(page => page);
        terminal.Text($"Reports and pictures, in {LineBreaks.Whole(folder.FullName)}: {string.Join(", ", files)}");
        terminal.Text("The reports open in any browser, offline too. You can rotate the surfaces and step through the epochs.");
        var given = NextSteps.Given(parsed, options.Out);
        terminal.Next(gates is [{ } one] && one != LogicGate.Xor
            ? [$"perceptron gates textbook {Name(one)}{given}", $"perceptron gates xor{given}"]
            : ["perceptron gates xor --seeds 1..100", $"perceptron gates textbook{given}"]);
        return ExitCode.Success;
    }

    /// <summary>The file name of a gate.</summary>
    public static string Name(LogicGate gate) => gate.Name.ToLowerInvariant().Replace(" and ", "-", StringComparison.Ordinal);

    /// <summary>The requested run and, for XOR, a run with the other outcome if one is found; the successful run comes first.</summary>
    private static (IReadOnlyList<NamedRun> Runs, string? Note) Learn(LogicGate gate, GateOptions options, CancellationToken cancellation)
    {
        var run = NamedRun.Of(gate, options, cancellation);
        if (gate != LogicGate.Xor)
        {
            return ([run], null);
        }

        if (run.Run.Model.Layers.Count == 1)
        {
            return ([run], "A single neuron separates the plane by a straight line, and no straight line separates 01 and 10 from 00 and 11.");
        }

        IEnumerable<GateOptions> others = options.Start is { } start
            ? [options.From(ReferenceEquals(start, XorStart.Learns) ? XorStart.GetsStuck : XorStart.Learns)]
            : FurtherSeeds(run.Run.Seed!.Value).Select(options.From);
        foreach (var other in others)
        {
            var otherRun = NamedRun.Of(gate, other, cancellation);
            if (otherRun.Run.IsLearned != run.Run.IsLearned)
            {
                return (run.Run.IsLearned ? [run, otherRun] : [otherRun, run], null);
            }
        }

        return ([run], options.Start is null ? $"None of the next {MaxFurtherSeeds} seeds has the other outcome." : "The other start by hand has the same outcome.");
    }

    private static IEnumerable<long> FurtherSeeds(long seed) =>
        Enumerable.Range(1, MaxFurtherSeeds).Where(further => seed <= long.MaxValue - further).Select(further => seed + further);

    public static void Show(NamedRun named, Terminal terminal)
    {
        var run = named.Run;
        terminal.Heading($"{run.Gate}, {named.Name}: {run.Model.Architecture}, rate {run.LearningRate}");
        terminal.Line();
        foreach (var epoch in run.Snapshots.Where(epoch => IsRound(epoch.Number) || ReferenceEquals(epoch, run.Snapshots[^1])))
        {
            terminal.Line($"  epoch {epoch.Number,7}   loss {NumberText.Fixed(epoch.Loss, 6)}");
        }

        terminal.Line();
        ModelText.Show(run.Model, run.Gate.Dataset, run.Gate.OutputNames, terminal);
        if (run.Fit.Divergence is { } divergence)
        {
            terminal.Warning(divergence.Message);
        }

        foreach (var note in run.Fit.Notes)
        {
            terminal.Warning(note);
        }

        var text = $"{run.Gate} {named.Name}, {named.Outcome}.";
        if (run.IsLearned)
        {
            terminal.Result(text);
        }
        else
        {
            terminal.Warning(text);
        }

        terminal.Line();
    }

    /// <summary>0, 1, 10, 100 …</summary>
    private static bool IsRound(int number)
    {
        while (number > 1 && number % 10 == 0)
        {
            number /= 10;
        }

        return number <= 1;
    }

    private static int Survey(LogicGate gate, SeedRange seeds, LearnOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal();
        var survey = GateSurvey.Run(
            gate,
            seeds.First,
            seeds.Count,
            options.For(gate, parsed, isAlone: true),
            new ComputeOptions { Threads = parsed.GetValue(options.Threads) ?? Environment.ProcessorCount },
            cancellationToken: cancellation);
        terminal.Result(string.Create(
            CultureInfo.InvariantCulture,
            $"{survey}: {(double)survey.LearnedCount / survey.Outcomes.Count:0.0%}. All rows correct and a loss under {GateRun.LearnedLoss} count as learned."));
        if (survey.LearnedCount > 0)
        {
            terminal.Text($"Learned from: {Ranges(survey.Outcomes.Where(outcome => outcome.IsLearned))}");
        }

        // Runs get stuck at a few losses; two digits distinguish them.
        var places = survey.Outcomes.Where(outcome => !outcome.IsLearned)
            .GroupBy(outcome => (Loss: Math.Round(outcome.Loss, 2), outcome.StopReason)).OrderBy(place => place.Key);
        foreach (var place in places)
        {
            var why = place.Key.StopReason == StopReason.Diverged ? "Diverged" : "Not learned";
            var (least, most) = (NumberText.Fixed(place.Min(outcome => outcome.Loss), 4), NumberText.Fixed(place.Max(outcome => outcome.Loss), 4));
            terminal.Text($"{why}, at a loss of {(least == most ? least : $"{least} to {most}")}: {Ranges(place)}");
        }

        if (survey.Outcomes.FirstOrDefault(outcome => !outcome.IsLearned) is { } stuck)
        {
            var given = NextSteps.Given(parsed, [.. options.Learning.Except([options.Seed]), options.Out]);
            terminal.Next(string.Create(CultureInfo.InvariantCulture, $"perceptron gates {Name(gate)} --seed {stuck.Seed}{given}"));
        }

        return ExitCode.Success;
    }

    /// <summary>"1, 3-7, 9".</summary>
    private static string Ranges(IEnumerable<SeedOutcome> outcomes)
    {
        var ranges = new List<(long First, long Last)>();
        foreach (var seed in outcomes.Select(outcome => outcome.Seed))
        {
            if (ranges.Count > 0 && ranges[^1].Last == seed - 1)
            {
                ranges[^1] = (ranges[^1].First, seed);
            }
            else
            {
                ranges.Add((seed, seed));
            }
        }

        return string.Join(", ", ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}..{range.Last}"));
    }
}
