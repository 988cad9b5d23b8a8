using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CliTests;

/// <summary>Runs the program as it was built, in a folder of its own.</summary>
internal sealed class ProgramRun : IDisposable
{
    public ProgramRun(params string[] arguments)
        : this(data: null, arguments)
    {
    }

    public ProgramRun(string? data, string[] arguments, string? variable = null, string? program = null)
    {
        using var process = Start(Folder, data, arguments, variable, program);
        var error = process.StandardError.ReadToEndAsync();
        Output = process.StandardOutput.ReadToEnd();
        Error = error.Result;
        process.WaitForExit();
        ExitCode = process.ExitCode;
    }

    /// <summary>What a model file says of pictures prepared as the built-in digits are.</summary>
    public static Perceptron.ModelFileMetadata Prepared { get; } = new() { InputDivisor = 255, Entries = new Dictionary<string, string> { ["digit_box"] = "8" } };

    public string Folder { get; } = Directory.CreateTempSubdirectory("perceptron-test-").FullName;

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    public string[] Pictures => Directory.Exists(Out) ? [.. Directory.GetFiles(Out, "*.png").Order(StringComparer.Ordinal)] : [];

    public string Model => Path.Combine(Out, "model.safetensors");

    public string GatesOut => Path.Combine(Folder, "gates-out");

    public string Out => Path.Combine(Folder, "digits-out");

    /// <param name="folder">Where it runs.</param>
    /// <param name="data">What PERCEPTRON_DATA is, if anything.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="variable">A further variable, as NAME=VALUE.</param>
    /// <param name="program">The folder of the program, if it is another one.</param>
    public static Process Start(string folder, string? data, string[] arguments, string? variable = null, string? program = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program ?? AppContext.BaseDirectory, "perceptron.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("PERCEPTRON_DATA");
        start.Environment.Remove("PERCEPTRON_MKL");

        // No test asks the network, nor a person's cache.
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, "cache");
        foreach (var name in (string[])["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
        {
            start.Environment[name] = "http://127.0.0.1:1";
        }

        if (data is not null)
        {
            start.Environment["PERCEPTRON_DATA"] = data;
        }

        if (variable?.Split('=') is [var key, var value])
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Whether an interrupt is among the signals that the process catches (SigCgt), or ignores (SigIgn); on Linux.</summary>
    public static bool HasInterruptIn(Process process, string mask)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith(mask, StringComparison.Ordinal));
        return (Convert.ToUInt64(line[(mask.Length + 1)..].Trim(), 16) & 2) != 0;
    }

    /// <summary>Waits until the process has used this much more processor time.</summary>
    public static async Task WorkAsync(Process process, TimeSpan time, CancellationToken cancellationToken)
    {
        for (var end = process.TotalProcessorTime + time; process.TotalProcessorTime < end; process.Refresh())
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>What Ctrl-C sends.</summary>
    public static void Interrupt(Process process)
    {
        const int Interrupt = 2;
        _ = Kill(process.Id, Interrupt);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
