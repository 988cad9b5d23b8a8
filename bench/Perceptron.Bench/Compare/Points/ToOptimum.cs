using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare.Points;

/// <summary>Logistic regression to its optimum on four small datasets that scikit-learn brings along: standardised, C = 1, doubles, warm, one thread each.</summary>
internal static class ToOptimum
{
    private const int Number = 9;

    // scikit-learn's default: the largest entry of the gradient of the summed loss.
    private const double Tolerance = 1e-4;
    private const int InARow = 20;
    private const double InARowSeconds = 0.05;

    private static readonly string[] s_names = ["iris", "wine", "breast_cancer", "digits"];

    // Both go to the same optimum. liblinear does not: it penalises the biases, and takes one class against all others.
    private static readonly string[] s_solvers = ["lbfgs", "newton-cg"];

    public static void Run(Context context)
    {
        foreach (var name in s_names)
        {
            Run(context, name);
        }
    }

    private static void Run(Context context, string name)
    {
        var (peer, folder) = (context.Peers.Scikit, Directory.CreateTempSubdirectory("perceptron-bench-"));
        try
        {
            Dataset<double> data;
            try
            {
                var answer = peer.Ask(new JsonObject { ["task"] = "optimum data", ["name"] = name, ["folder"] = folder.FullName });
                data = Read(folder.FullName, (int)answer["inputs"]!);
            }
            catch (PeerException exception)
            {
                context.Report.Value(Number, name, $"absent: the data are scikit-learn's, and {exception.Message}");
                return;
            }

            var model = data.Targets.Kind == TargetKind.Binary ? Model.Neuron<double>(data.InputCount) : Model.Softmax<double>(data.InputCount, data.ClassCount);
            var (minimizer, loss) = (new Lbfgs { GradientTolerance = Tolerance / data.Count }, new LossOptions { L2 = 1.0 / data.Count });
            var oneThread = new ComputeOptions { Threads = 1 };
            ModelMinimum<double>? minimum = null;
            var theirs = double.NaN;
            var ours = new Side("ours", new Way("1 thread", Measure.Seconds(() => minimum = model.Minimize(data, minimizer, loss, oneThread))).InARow(InARow, InARowSeconds));
            Side[] sides = [.. s_solvers.Select(solver => peer.Side("scikit-learn", peer.Way(
                solver,
                new JsonObject { ["task"] = "optimum fit", ["name"] = name, ["solver"] = solver, ["tolerance"] = Tolerance },
                answer => theirs = double.IsNaN(theirs) ? (double)answer["loss"]! : Math.Min(theirs, (double)answer["loss"]!)).InARow(InARow, InARowSeconds)))];
            Measure.InTurn(context.Repeats, [ours, .. sides]);
            var what = string.Create(CultureInfo.InvariantCulture, $"{name}, {data.Count} × {data.InputCount} → {data.ClassCount} classes: L-BFGS to the optimum");
            foreach (var side in sides)
            {
                context.Report.Compare(Number, what, ours, side, target: 1);
            }

            var sum = minimum!.Minimum.Loss * data.Count;
            context.Report.Values(
                Number,
                $"{name}: the loss there, summed",
                sum.ToString("0.0000000", CultureInfo.InvariantCulture),
                "scikit-learn, the lowest",
                theirs.ToString("0.0000000", CultureInfo.InvariantCulture),
                "the same or lower",
                sum <= theirs * (1 + 1e-8));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dataset<double> Read(string folder, int inputs)
    {
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, "values.f64"))).ToArray();
        var labels = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(folder, "labels.i32"))).ToArray();
        var (rows, classes) = (Rows.Of(values, inputs), labels.Max() + 1);
        return classes == 2 ? Dataset.Binary(rows, labels) : Dataset.Exclusive(rows, labels, classes);
    }
}
