using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare.Points;

/// <summary>An epoch of a network 784–128–10 with ReLU on MNIST by shuffled mini-batches of 128, and the best test accuracy in ten epochs.</summary>
internal static class Network
{
    private const int Number = 5;
    private const int Epochs = 10;
    private const int Batch = 128;
    private const int Hidden = 128;
    private const double Rate = 0.3;

    public static void Run(Context context)
    {
        var (data, report) = (context.Training, context.Report);
        var start = Model.He<float>(Architecture.Of(data.InputCount).Hidden(Hidden, Activation.ReLU).Softmax(data.ClassCount), seed: 1);
        using var run1 = new TrainingRun(start, data, Rate, Options(1));
        using var run2 = new TrainingRun(start, data, Rate, Options(2));
        var accuracies = new List<double>();
        var ours = new Side("ours", new Way("1 thread", Recording(run1)), new Way("2 threads", run2.Next));
        var torch = context.Peers.PyTorchSide("network", new JsonObject { ["hidden"] = Hidden, ["rate"] = Rate });

        // The products of the second layer are dense: forward, gradient, and back to the hidden neurons.
        var second = 3L * data.Count * Hidden * MachineLimit.Vectors(data.ClassCount);
        var limit = Context.Limit(
            MachineLimit.Of(data.Rows, Hidden, sweeps: 2, threads: 1, second), MachineLimit.Of(data.Rows, Hidden, sweeps: 2, threads: 2, second));
        Measure.InTurn(context.IsQuick ? 2 : Epochs, ours, torch, limit);

        // The measured run goes on until it has computed all epochs.
        for (var run = Recording(run1); accuracies.Count < Epochs; run())
        {
        }

        report.Compare(Number, "an epoch, our better threads", ours, torch, target: 2);
        report.Compare(Number, "an epoch, our better threads", ours, limit);
        var best = accuracies.Take(Epochs).Max();
        report.Value(Number, $"best test accuracy in {Epochs} epochs", best.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture), "≥ 0.975", best >= 0.975);

        Func<double> Recording(TrainingRun run) => () =>
        {
            var seconds = run.Next();
            accuracies.Add(run.Last.Model.Accuracy(context.Test));
            return seconds;
        };
    }

    private static TrainingOptions Options(int threads) => new() { BatchSize = Batch, Seed = 1, Compute = new ComputeOptions { Threads = threads } };
}
