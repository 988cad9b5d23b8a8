using System.CommandLine;
using System.Runtime.InteropServices;
using Perceptron.Cli;

// Everything that is printed has a point as its decimal sign, and the signs that it is meant to have.
Console.OutputEncoding = System.Text.Encoding.UTF8;

var root = new RootCommand("Perceptrons in the open: the exercises of the library, from the shell.") { DigitsCommand.Create() };
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("--help tells what can be asked for.");
    return ExitCode.WrongUsage;
}

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation.Token);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return ExitCode.Failure;
}
catch (Exception exception)
{
    Console.Error.WriteLine(exception is AggregateException { InnerException: { } inner } ? inner.Message : exception.Message);
    return ExitCode.Failure;
}

void Cancel(PosixSignalContext signal)
{
    // The first asks politely; a second one ends the process as it always does.
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
