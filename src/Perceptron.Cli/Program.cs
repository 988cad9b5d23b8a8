using System.CommandLine;
using System.Runtime.InteropServices;
using Perceptron.Cli;
using Perceptron.Cli.Digits;
using Perceptron.Cli.Gates;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

// Everything that is printed has a point as its decimal sign, and the signs that it is meant to have.
Console.OutputEncoding = System.Text.Encoding.UTF8;

var root = new RootCommand("Perceptrons in the open: the exercises of the library, from the shell.")
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

    Terminal.Error("--help tells what can be asked for.");
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

void Cancel(PosixSignalContext signal)
{
    // The first asks politely; a second one ends the process as it always does.
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
