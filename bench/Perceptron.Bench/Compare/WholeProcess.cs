using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare;

/// <summary>Times whole processes, from start to end, each of which writes a JSON object with its "peakBytes".</summary>
internal sealed class WholeProcess(Func<ProcessStartInfo> start, Action<JsonObject>? onResult = null)
{
    /// <summary>The peaks of memory, in bytes.</summary>
    public Figures Memory { get; } = new();

    /// <summary>Runs one, and gives the seconds that it took.</summary>
    public double Run()
    {
        var info = start();
        info.RedirectStandardOutput = true;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var result = process.ExitCode == 0 ? Parse(output) : throw new PeerException($"the process ended with {process.ExitCode}");
        Memory.Add((double)result["peakBytes"]!);
        onResult?.Invoke(result);
        return seconds;
    }

    private static JsonObject Parse(string output)
    {
        try
        {
            return (JsonObject)JsonNode.Parse(output)!;
        }
        catch (JsonException)
        {
            throw new PeerException($"the process wrote \"{output.Trim()}\"");
        }
    }
}
