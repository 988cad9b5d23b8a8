using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Perceptron.Bench.Compare;

namespace Perceptron.Bench;

/// <summary>The commands for users: <c>micro</c> and <c>compare</c>.</summary>
internal static class Commands
{
    public static int Run(string[] args)
    {
        var root = new RootCommand("Measures Perceptron alone, and against other libraries.") { Micro(), CompareCommand.Create() };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return parsed.Invoke();
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or MnistNotFoundException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static Command Micro()
    {
        var command = new Command("micro", "Micro-benchmarks by BenchmarkDotNet; its own arguments follow, as in: micro --filter '*Prediction*'.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            // A busy machine may take long to build the benchmarks. This does not change the results.
            var config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10));
            BenchmarkSwitcher.FromAssembly(typeof(Commands).Assembly).Run([.. parsed.UnmatchedTokens], config);
            return 0;
        });
        return command;
    }
}
