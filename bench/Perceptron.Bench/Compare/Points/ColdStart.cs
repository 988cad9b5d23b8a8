using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare.Points;

/// <summary>Whole processes, from start to end: they read the .gz files and train until the test accuracy is reached.</summary>
internal static class ColdStart
{
    private const int Number = 3;
    private const double Accuracy = 0.92;

    public static void Run(Context context)
    {
        var peers = context.Peers;
        var folder = Path.GetFullPath(context.Mnist.Folder);
        var ours = new Contestant(
            threads =>
            {
                // As a program that runs for half a second sets it in its project: no profile, and no second compilation of hot methods based on it.
                var start = Child.Start([Child.Cold, folder, .. threads]);
                start.Environment["DOTNET_TieredPGO"] = "0";
                return start;
            },
            Peers.ThreadCounts);
        var torch = new Contestant(
            threads => Peers.StartScript(peers.PyTorch.Absence is null ? peers.PyTorchInterpreter! : "", "pytorch_cold.py", [folder, .. threads]),
            Peers.ThreadCounts);
        var ourTime = new Side("ours", ours.Ways);
        var torchTime = peers.PyTorch.Side("PyTorch", torch.Ways);
        Measure.InTurn(context.LongRepeats, ourTime, torchTime);

        var report = context.Report;
        report.Compare(Number, "wall time to 0.92, our better threads", ourTime, torchTime, target: 5);
        report.Compare(Number, "peak memory to 0.92", ours.Memory(ourTime), torch.Memory(torchTime), target: 4, Report.Megabytes);
        report.Values(Number, "epochs to 0.92 (mean)", ours.Epochs, "PyTorch", torch.Epochs);
    }

    /// <summary>Runs processes one after another, each with its own seed, and records their output.</summary>
    private sealed class Contestant
    {
        private readonly Func<string[], ProcessStartInfo> _start;
        private readonly Dictionary<int, Figures> _memory = [];
        private readonly List<int> _epochs = [];

        public Contestant(Func<string[], ProcessStartInfo> start, IReadOnlyList<int> threadCounts)
        {
            _start = start;
            Ways = [.. threadCounts.Select(threads => new Way(threads == 1 ? "1 thread" : $"{threads} threads", Seeded(threads)))];
        }

        public Way[] Ways { get; }

        public string Epochs => _epochs.Count > 0 ? Report.Digits(_epochs.Average()) : "absent";

        /// <summary>The peaks of memory, in bytes.</summary>
        public Side Memory(Side time) =>
            new("PyTorch", [.. _memory.Values.Select(peaks => new Way("", () => double.NaN, peaks))]) { Absence = time.Absence };

        private Func<double> Seeded(int threads)
        {
            var seed = 0;
            return () =>
            {
                seed++;
                string[] arguments = [.. new[] { threads, seed }.Select(number => number.ToString(CultureInfo.InvariantCulture)), Accuracy.ToString(CultureInfo.InvariantCulture)];
                var start = _start(arguments);
                start.RedirectStandardOutput = true;
                var began = Stopwatch.GetTimestamp();
                using var process = Process.Start(start)!;
                var output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                var result = process.ExitCode == 0 ? Parse(output) : throw new PeerException($"the process ended with {process.ExitCode}");
                if ((double)result["accuracy"]! < Accuracy)
                {
                    throw new PeerException($"after {result["epochs"]} epochs the test accuracy was {result["accuracy"]}");
                }

                _epochs.Add((int)result["epochs"]!);
                if (!_memory.TryGetValue(threads, out var memory))
                {
                    _memory[threads] = memory = new Figures();
                }

                memory.Add((double)result["peakBytes"]!);
                return seconds;
            };
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
}
