using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tests;

/// <summary>A process that has ended, and what it said.</summary>
public sealed record Run(int ExitCode, string Output, string Error)
{
    private static readonly string DotnetRoot = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    public string All => $"exit code {ExitCode}\n{Output}\n{Error}";

    public string[] Lines => Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static Run Dotnet(string folder, params string[] arguments) => Dotnet(folder, arguments, null);

    public static Run Dotnet(string folder, string[] arguments, string? packages, params (string Name, string Value)[] variables) =>
        Of(Path.Combine(DotnetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), folder, arguments,
            [.. packages is null ? [] : new[] { ("NUGET_PACKAGES", packages) }, .. variables]);

    public static Run Of(string program, string folder, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // What the SDK that runs these tests tells its own children is not for this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in ((string, string)[])
            [("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"), ("DOTNET_ROOT", DotnetRoot), ("MSBUILDDISABLENODEREUSE", "1"),
             .. variables])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.Result);
    }
}
