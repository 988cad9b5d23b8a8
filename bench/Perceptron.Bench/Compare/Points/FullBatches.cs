namespace Perceptron.Bench.Compare.Points;

/// <summary>A step of softmax regression on all of MNIST's 60,000 images: loss, gradient and update.</summary>
internal static class FullBatches
{
    private const int Number = 2;
    private const double Rate = 0.5;

    // Together they take as long as one of PyTorch's.
    private const int InARow = 8;

    public static void Run(Context context)
    {
        var (data, report) = (context.Training, context.Report);
        using var run1 = TrainingRun.Softmax(data, Rate, batch: 0, threads: 1);
        using var run2 = TrainingRun.Softmax(data, Rate, batch: 0, threads: 2);
        var ours1 = new Side("ours", new Way("1 thread", run1.Next).InARow(InARow));
        var ours2 = new Side("ours", new Way("2 threads", run2.Next).InARow(InARow));
        var autograd = context.Peers.PyTorchSide("full batch", variant: "autograd");
        var byHand = context.Peers.PyTorchSide("full batch", variant: "by hand");
        var torchSharp = context.Peers.TorchSharpSide("full batch");
        var limit1 = Context.Limit(MachineLimit.Of(data.Rows, data.ClassCount, sweeps: 2, threads: 1).InARow(InARow));
        var limit2 = Context.Limit(MachineLimit.Of(data.Rows, data.ClassCount, sweeps: 2, threads: 2).InARow(InARow));
        Measure.InTurn(context.Repeats, ours2, autograd, byHand, ours1, torchSharp, limit2, limit1);

        report.Compare(Number, "a step, 2 threads", ours2, autograd, target: 8);
        report.Compare(Number, "a step, 2 threads", ours2, byHand);
        report.Compare(Number, "a step, 2 threads", ours2, torchSharp);
        report.Compare(Number, "a step, 2 threads", ours2, ours1, target: 1.7);
        report.Compare(Number, "a step, 2 threads", ours2, limit2);
        report.Compare(Number, "a step, 1 thread", ours1, limit1);
    }
}
