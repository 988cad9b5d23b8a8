using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare.Points;

/// <summary>
/// An epoch of softmax regression on dense rows without zeros, one thread against one. Apart from it, epochs on MNIST's sparse
/// rows against a peer that also uses sparse rows: dense figures are not compared with sparse ones.
/// </summary>
internal static class DenseAndSparse
{
    private const int Number = 6;
    private const int Rows = 60_000;
    private const int Inputs = 784;
    private const int Classes = 10;
    private const int Batch = 128;
    private const int Passes = 3;

    public static void Run(Context context)
    {
        var path = Path.Combine(Path.GetTempPath(), $"perceptron-bench-{Environment.ProcessId}.f32");
        try
        {
            Dense(context, path);
        }
        finally
        {
            File.Delete(path);
        }

        Sparse(context);
    }

    private static void Dense(Context context, string path)
    {
        var values = BenchData.Uniform(Rows * Inputs);
        using (var file = File.Create(path))
        {
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        var data = BenchData.Dense(values, Inputs, Classes);
        var options = new JsonObject { ["path"] = path, ["classes"] = Classes };
        using var run = TrainingRun.Softmax(data, rate: 0.01, Batch, threads: 1);
        var ours = Side.Ours("1 thread", run.Next);
        var autograd = context.Peers.PyTorchSide("dense mini-batches", options, "autograd", threads: 1);
        var byHand = context.Peers.PyTorchSide("dense mini-batches", options, "by hand", threads: 1);
        var limit = Context.Limit(MachineLimit.Of(data.Rows, data.ClassCount, sweeps: 2, threads: 1));
        Measure.InTurn(context.Repeats, ours, autograd, byHand, limit);

        var report = context.Report;
        report.Compare(Number, "dense 60,000 × 784: an epoch, 1 thread", ours, autograd, target: 2);
        report.Compare(Number, "dense 60,000 × 784: an epoch, 1 thread", ours, byHand);
        report.Compare(Number, "dense 60,000 × 784: an epoch, 1 thread", ours, limit);
    }

    private static void Sparse(Context context)
    {
        var data = context.Training;
        var (accuracy, its) = (0.0, 0.0);
        var ours = Side.Ours("1 thread", () =>
        {
            using var run = TrainingRun.Softmax(data, rate: 0.5, Batch, threads: 1);
            var seconds = Enumerable.Range(0, Passes).Sum(_ => run.Next());
            accuracy = run.Last.Model.Accuracy(context.Test);
            return seconds;
        });
        var scikit = context.Peers.Scikit.Side(
            "scikit-learn saga, CSR",
            context.Peers.Scikit.Way("1 thread", new JsonObject { ["task"] = "saga", ["passes"] = Passes }, answer => its = (double)answer["accuracy"]!));
        Measure.InTurn(context.LongRepeats, ours, scikit);

        var report = context.Report;
        report.Compare(Number, $"sparse MNIST: {Passes} epochs, 1 thread", ours, scikit);
        report.Values(Number, $"test accuracy after these {Passes}", Text(accuracy), scikit.Name, scikit.Absence is null ? Text(its) : "absent");
    }

    private static string Text(double accuracy) => accuracy.ToString("0.0000", CultureInfo.InvariantCulture);
}
