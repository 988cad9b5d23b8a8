using System.Diagnostics;
using System.Globalization;

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
        private readonly List<WholeProcess> _processes = [];
        private readonly List<int> _epochs = [];

        public Contestant(Func<string[], ProcessStartInfo> start, IReadOnlyList<int> threadCounts)
        {
            Ways = [.. threadCounts.Select(threads => new Way(threads == 1 ? "1 thread" : $"{threads} threads", Seeded(start, threads).Run))];
        }

        public Way[] Ways { get; }

        public string Epochs => _epochs.Count > 0 ? Report.Digits(_epochs.Average()) : "absent";

        /// <summary>The peaks of memory, in bytes.</summary>
        public Side Memory(Side time) =>
            new("PyTorch", [.. _processes.Where(process => process.Memory.Count > 0).Select(process => new Way("", () => double.NaN, process.Memory))]) { Absence = time.Absence };

        private WholeProcess Seeded(Func<string[], ProcessStartInfo> start, int threads)
        {
            var seed = 0;
            var process = new WholeProcess(
                () => start([Text(threads), Text(++seed), Accuracy.ToString(CultureInfo.InvariantCulture)]),
                result =>
                {
                    if ((double)result["accuracy"]! < Accuracy)
                    {
                        throw new PeerException($"after {result["epochs"]} epochs the test accuracy was {result["accuracy"]}");
                    }

                    _epochs.Add((int)result["epochs"]!);
                });
            _processes.Add(process);
            return process;
        }

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
