using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using Perceptron.Cli;
using Perceptron.Cli.Digits;
using Perceptron.Cli.Gates;
using Perceptron.Cli.Tables;

using var cancellation = new CancellationTokenSource();
var cancelled = ExitCode.Interrupted;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

try
{
    WarmUp.Begin(args);
    StandardStreams.Guard();

    // Most of the time it is enough to make the command that is named. What is wrong with a command line may need the others.
    var root = Root(args.FirstOrDefault());
    var parsed = Parse(root, args);
    if (parsed.Errors.Count > 0)
    {
        root = Root(null);
        parsed = Parse(root, args);
    }

    var command = parsed.CommandResult.Command;
    if (parsed.GetResult(root.Options.OfType<HelpOption>().Single()) is { Implicit: false })
    {
        new Terminal().Table(string.Join('\n', HelpPage.Of(command)));
        return ExitCode.Success;
    }

    if (args.Length == 0)
    {
        // Nothing was done: a script that lost its command must see that.
        foreach (var line in HelpPage.Of(command))
        {
            Terminal.Error(line);
        }

        return ExitCode.WrongUsage;
    }

    if (parsed.Errors.Count > 0)
    {
        foreach (var message in UsageErrors.Of(parsed))
        {
            Terminal.Error(message);
        }

        Terminal.Error($"Run '{HelpPage.Path(command)} --help' for usage.");
        return ExitCode.WrongUsage;
    }

    var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    var run = Task.Run(() => parsed.InvokeAsync(configuration, cancellation.Token));
    if (await Task.WhenAny(run, StuckAsync()) != run)
    {
        throw new OperationCanceledException(cancellation.Token);
    }

    return await run;
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    Terminal.Error("Cancelled.");
    return cancelled;
}
catch (Exception exception)
{
    Terminal.Error(exception is IOException && IsWorkingFolderGone() ? "The working folder is gone; change into another folder first." : ErrorText.OneLine(exception));
    return ExitCode.Failure;
}

static RootCommand Root(string? only)
{
    var root = new RootCommand("Trains and shows perceptrons: logic gates, handwritten digits, and tables of your own.");
    (string Name, Func<Command> Create)[] commands =
    [
        ("digits", DigitsCommand.Create),
        ("gates", GatesCommand.Create),
        ("train", TrainTableCommand.Create),
        ("tune", TuneTableCommand.Create),
        ("predict", PredictTableCommand.Create),
        ("evaluate", EvaluateTableCommand.Create),
        ("inspect", InspectCommand.Create),
        ("export", ExportCommand.Create),
    ];
    foreach (var (name, create) in commands)
    {
        if (name == only || !commands.Any(command => command.Name == only))
        {
            root.Add(create());
        }
    }

    return root;
}

// An argument such as @3.png is a file of that name, and not one with further arguments.
static ParseResult Parse(RootCommand root, string[] args) => root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

// Work that waits for a pipe, or for a disk that does not answer, does not see that it is cancelled.
async Task StuckAsync()
{
    await Task.Delay(Timeout.Infinite, cancellation.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    await Task.Delay(TimeSpan.FromSeconds(2));
}

static bool IsWorkingFolderGone()
{
    try
    {
        return !Directory.Exists(Directory.GetCurrentDirectory());
    }
    catch (IOException)
    {
        return true;
    }
}

void Cancel(PosixSignalContext signal)
{
    // The first signal cancels; a second one ends the process at once.
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancelled = signal.Signal == PosixSignal.SIGTERM ? ExitCode.Terminated : ExitCode.Interrupted;
    cancellation.Cancel();
}
