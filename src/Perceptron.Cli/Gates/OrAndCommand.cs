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
        var gate = LogicGate.OrAnd;
        var run = NamedRun.Of(gate, options.For(gate, parsed, isAlone: true), cancellation);
        LearnCommand.Show(run, terminal);
        terminal.Line("The two classes are independent: both, one or none of them can hold, and each output answers for itself.");
        terminal.Line();

        var moments = new SnapshotSampler();
        var softmax = Softmax(run.Run, moments, cancellation);
        cancellation.ThrowIfCancellationRequested();
        terminal.Heading("The same targets under a softmax, whose classes exclude each other");
        terminal.Line();
        terminal.Line($"As they are, they are refused: \"{Refusal()}\"");
        terminal.Line("What can be said in probabilities that sum to one is that 01 and 10 are OR, and that 11 is OR and AND by halves.");
        terminal.Line("Nothing can be said of 00, which is neither. Learned from these three rows:");
        terminal.Line();
        ModelText.Show(softmax.Last.Model, gate.Dataset, gate.OutputNames, terminal);
        if (softmax.Divergence is { } divergence)
        {
            terminal.Warning(divergence.Message);
        }

        terminal.Warning(string.Create(
            CultureInfo.InvariantCulture,
            $"Under a softmax {Wrong(softmax.Last.Model, gate)} of 4 rows are wrong: f(x) sums to one, so that 00 can't be neither, and 11 can be both only by half."));
        terminal.Line();
        terminal.Line($"Reports and pictures, in {folder.FullName}: {string.Join(", ", GateReport.WriteOrAnd(run, moments.With(softmax.Last), softmax, folder))}");
        return ExitCode.Success;
    }

    private static FitResult<double> Softmax(GateRun run, SnapshotSampler moments, CancellationToken cancellation) =>
        Model.Zeros<double>(Architecture.Of(2).Softmax(2).WithClassNames(LogicGate.OrAnd.OutputNames)).Fit(
            LogicGate.OrAndForSoftmax,
            // The mean over rows weighs an entry twice as much as that over rows and outputs; and ½, ½ is a place to go
            // to gently, unlike 0 and 1.
            new GradientDescent(run.LearningRate / 5),
            run.Fit.Last.Number,
            new FitOptions<double> { Progress = (epoch, _) => moments.Add(epoch) },
            cancellation);

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
