using System.Diagnostics;
using Xunit;

namespace CliTests;

/// <summary>Runs the program as a person does: in a terminal. The output has what both streams wrote.</summary>
internal sealed class TerminalRun : IDisposable
{
    private const string Script = "/usr/bin/script";

    /// <param name="columns">The width of the terminal.</param>
    /// <param name="arguments">What the program is told, as in a shell.</param>
    /// <param name="variables">Further variables, as NAME=VALUE.</param>
    public TerminalRun(int columns, string arguments, params string[] variables)
    {
        Assert.SkipUnless(File.Exists(Script), "There is no script to make a terminal.");
        var start = new ProcessStartInfo(Script, ["-qec", $"stty cols {columns}; dotnet '{Path.Combine(AppContext.BaseDirectory, "perceptron.dll")}' {arguments}", "/dev/null"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var name in (string[])["PERCEPTRON_DATA", "PERCEPTRON_MKL", "NO_COLOR"])
        {
            start.Environment.Remove(name);
        }

        // No test asks the network, nor a person's cache.
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(Folder, "cache");
        foreach (var pair in variables.Select(variable => variable.Split('=')).Prepend(["TERM", "xterm"]))
        {
            start.Environment[pair[0]] = pair[1];
        }

        using var process = Process.Start(start)!;
        Output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        ExitCode = process.ExitCode;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("perceptron-test-").FullName;

    public int ExitCode { get; }

    public string Output { get; }

    /// <summary>The lines without colours and without what a progress bar overwrites.</summary>
    public string[] Lines => [.. System.Text.RegularExpressions.Regex.Replace(Output, "\u001b(\\[[0-9;?]*[A-Za-z]|[=>])", "").Split('\n').Select(line => line.TrimEnd('\r').Split('\r')[^1])];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
