using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Perceptron.Cli;
using Perceptron.Cli.Digits;
using Perceptron.Cli.Gates;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

// The output has signs such as −, × and σ, whatever the terminal's encoding was.
Console.OutputEncoding = System.Text.Encoding.UTF8;

var root = new RootCommand("Trains and shows perceptrons: logic gates and handwritten digits.")
{
    DigitsCommand.Create(), GatesCommand.Create(), ExportCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var message in parsed.Errors.Select(error => ErrorText.WithoutTypes(error.Message)).Distinct())
    {
        Terminal.Error(message);
    }

    Terminal.Error($"Run '{CommandPath(parsed.CommandResult)} --help' for usage.");
    return ExitCode.WrongUsage;
}

try
{
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation.Token);
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    Terminal.Error("Cancelled.");
    return ExitCode.Failure;
}
catch (Exception exception)
{
    Terminal.Error(ErrorText.OneLine(exception));
    return ExitCode.Failure;
}

static string CommandPath(CommandResult result) =>
    result.Parent is CommandResult parent ? $"{CommandPath(parent)} {result.Command.Name}" : "perceptron";

void Cancel(PosixSignalContext signal)
{
    // The first signal cancels; a second one ends the process at once.
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
