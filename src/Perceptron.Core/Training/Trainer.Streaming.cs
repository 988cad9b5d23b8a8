using Perceptron.Kernels;

namespace Perceptron.Training;

internal sealed partial class Trainer<T>
{
    /// <summary>One pass over one chunk of a stream: the epoch that follows <paramref name="start"/>.</summary>
    public static Epoch<T> Pass(
        Epoch<T> start, Dataset<T> chunk, Optimizer optimizer, TrainingOptions options, string settings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var trainer = new Trainer<T>(start, chunk, optimizer, options, settings, cancellation);
        return trainer.IsFullBatch ? trainer.OneStep(start.Number + 1) : trainer.MiniBatches(start, resume: true, epochs: 1).Single();
    }

    private Epoch<T> OneStep(int number)
    {
        var loss = Gradient(new RowBlock(null, 0, _data.Count));
        Update();
        RequireFinite(number);
        return double.IsFinite(loss)
            ? After(number, loss, isMeanBatchLoss: true, double.NaN)
            : throw Diverged(number);
    }
}
