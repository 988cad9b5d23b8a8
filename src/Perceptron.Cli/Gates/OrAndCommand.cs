using System.CommandLine;
using System.Globalization;
using Perceptron.Cli.Gates.Reports;

namespace Perceptron.Cli.Gates;

/// <summary><c>perceptron gates or-and</c>: independent classes, and what happens to them under a softmax.</summary>
internal static class OrAndCommand
{
    public static Command Create()
    {
        var options = new LearnOptions();
        var command = new Command(
            "or-and", "Learns OR and AND of the same inputs as two independent outputs, and shows what softmax makes of the same targets.");
        foreach (var option in options.Learning.Append(options.Out))
        {
            command.Add(option);
        }

        command.Validators.Add(result => options.RefuseActivationOf(LogicGate.OrAnd, result));
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(options, parsed, cancellation)));
        return command;
    }

    private static int Run(LearnOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal();
        var folder = parsed.GetValue(options.Out)!;
        OutputFolder.Require(folder);
        GateReport.Prepare();
        var gate = LogicGate.OrAnd;
        var run = NamedRun.Of(gate, options.For(gate, parsed, isAlone: true), cancellation);
        LearnCommand.Show(run, terminal);
        terminal.Text("The two classes are independent: both, one or neither can be true, and each has its own output.");
        terminal.Line();

        var snapshots = new SnapshotSampler();
        var softmax = Softmax(run.Run, snapshots, cancellation);
        cancellation.ThrowIfCancellationRequested();
        terminal.Heading("The same targets under a softmax, whose classes exclude each other");
        terminal.Line();
        terminal.Text($"As they are, they are refused: \"{Refusal()}\"");
        terminal.Text("Probabilities that sum to one can say that 01 and 10 are OR, and that 11 is OR and AND by ½ each.");
        terminal.Text("They can't describe 00, which is neither. Learned from these three rows:");
        terminal.Line();
        ModelText.Show(softmax.Last.Model, gate.Dataset, gate.OutputNames, terminal);
        if (softmax.Divergence is { } divergence)
        {
            terminal.Warning(divergence.Message);
        }

        terminal.Warning(string.Create(
            CultureInfo.InvariantCulture,
            $"Under a softmax {Wrong(softmax.Last.Model, gate)} of 4 rows are wrong: f(x) sums to one, so 00 can't be neither, and 11 can be both only by ½ each."));
        terminal.Line();
        terminal.Text(
            $"Reports and pictures, in {LineBreaks.Whole(folder.FullName)}: {string.Join(", ", GateReport.WriteOrAnd(run, snapshots.With(softmax.Last), softmax, folder))}");
        terminal.Next($"perceptron gates textbook or-and{NextSteps.Given(parsed, options.Out)}", "perceptron gates loss");
        return ExitCode.Success;
    }

    private static FitResult<double> Softmax(GateRun run, SnapshotSampler snapshots, CancellationToken cancellation) =>
        Model.Zeros<double>(Architecture.Of(2).Softmax(2).WithClassNames(LogicGate.OrAnd.OutputNames)).Fit(
            LogicGate.OrAndForSoftmax,
            // The mean over rows weighs an element twice as much as the mean over rows and outputs. And the targets ½, ½ have
            // finite logits, which large steps would overshoot.
            new GradientDescent(run.LearningRate / 5),
            run.Fit.Last.Number,
            progress: new SynchronousProgress<FitProgress<double>>(progress => snapshots.Add(progress.Epoch)),
            cancellationToken: cancellation);

    private static string Refusal()
    {
        try
        {
            return string.Create(CultureInfo.InvariantCulture, $"loss {Model.Softmax<double>(2, 2).Loss(LogicGate.OrAnd.Dataset)}");
        }
        catch (ArgumentException exception)
        {
            return ErrorText.OneLine(exception);
        }
    }

    private static int Wrong(Model<double> model, LogicGate gate) => Enumerable.Range(0, gate.Dataset.Count).Count(row =>
        model.Predict(gate.Dataset.Rows.Row(row)).Where((f, output) => f >= 0.5 != gate.Dataset.Targets[row, output] >= 0.5).Any());
}
