using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits download</c>: downloads MNIST into the cache or a folder.</summary>
internal static class DownloadCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = $"Folder to download into. [default: the cache, {DisplayText.Safe(Mnist.CacheFolder ?? "which this machine does not have")}]",
            HelpName = "DIR",
        };
        var mirrors = DataOptions.MirrorOption();
        var command = new Command("download", "Downloads the missing files of MNIST, and checks all four.") { output, mirrors };
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal();
            var given = parsed.GetValue(output);
            if (given is not null)
            {
                OutputFolder.RequireNoFile(given);
            }

            var options = new MnistOptions
            {
                Folder = given?.FullName,
                Mirrors = DataOptions.MirrorsOf(parsed, mirrors),
            };
            var folder = await terminal.Downloading(progress => Mnist.DownloadAsync(options, progress, cancellation));
            terminal.Result($"MNIST is complete and correct in {LineBreaks.Whole(folder)}");
            terminal.Next($"perceptron digits{(given is null ? "" : $" --data {NextSteps.Quoted(given.ToString())}")}");
            return ExitCode.Success;
        });
        return command;
    }
}
