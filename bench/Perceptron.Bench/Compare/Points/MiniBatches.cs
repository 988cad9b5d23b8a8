namespace Perceptron.Bench.Compare.Points;

/// <summary>An epoch of softmax regression on MNIST by shuffled mini-batches of 128.</summary>
internal static class MiniBatches
{
    private const int Number = 1;
    private const int Batch = 128;
    private const double Rate = 0.5;

    // Together they take as long as one of PyTorch's.
    private const int InARow = 8;

    public static void Run(Context context)
    {
        var (data, report) = (context.Training, context.Report);
        using var run1 = TrainingRun.Softmax(data, Rate, Batch, threads: 1);
        using var run2 = TrainingRun.Softmax(data, Rate, Batch, threads: 2);
        var ours1 = new Side("ours", new Way("1 thread", run1.Next).InARow(InARow));
        var ours2 = new Side("ours", new Way("2 threads", run2.Next).InARow(InARow));
        var autograd = context.Peers.PyTorchSide("mini-batches", variant: "autograd");
        var byHand = context.Peers.PyTorchSide("mini-batches", variant: "by hand");
        var torchSharp = context.Peers.TorchSharpSide("mini-batches");
        var limit1 = Context.Limit(MachineLimit.Of(data.Rows, data.ClassCount, sweeps: 2, threads: 1).InARow(InARow));
        var limit2 = Context.Limit(MachineLimit.Of(data.Rows, data.ClassCount, sweeps: 2, threads: 2).InARow(InARow));
        Measure.InTurn(context.Repeats, ours1, autograd, byHand, ours2, torchSharp, limit1, limit2);

        report.Compare(Number, "an epoch, 1 thread", ours1, autograd, target: 10);
        report.Compare(Number, "an epoch, 1 thread", ours1, byHand);
        report.Compare(Number, "an epoch, 1 thread", ours1, torchSharp);
        report.Compare(Number, "an epoch, 1 thread", ours1, limit1);
        report.Compare(Number, "an epoch, 2 threads", ours2, ours1, target: 1);
        report.Compare(Number, "an epoch, 2 threads", ours2, limit2);
    }
}
