using System.Globalization;
using Perceptron.Support;

namespace Perceptron.Tables;

/// <summary>Trains a classifier on rows that need not fit in memory: they are encoded into a temporary file once, which each step reads.</summary>
internal static class SourceTraining
{
    public static Classifier Run(TableSource source, TableEncoder encoder, ClassifierOptions options, string argument, string optionsName, CancellationToken cancellation)
    {
        if (options.Patience is not null)
        {
            throw new ArgumentException("Rows of a source can't be held out to choose by; train on a table, or leave Patience out.", optionsName);
        }

        using var file = EncodedFile.Write(encoder, source, options, argument);
        if (file.Count == 0 || !(file.RowWeight > 0))
        {
            throw new ArgumentException("There is no row with a weight above 0 to learn from.", argument);
        }

        var classWeights = TrainingPlan.ClassWeights(options, file.ClassCounts, optionsName);
        var weight = classWeights is null ? file.RowWeight : file.ClassRowWeights.Zip(classWeights, (sum, one) => sum * one).Sum();
        var loss = TrainingPlan.Loss(encoder.Labels, options, file.Count, weight, classWeights);
        var start = TrainingPlan.Start(encoder, options);
        var (model, end) = options.Optimizer is null
            ? Minimize(start, file, options, loss, cancellation)
            : Train(start, file, options, loss, cancellation);
        return new Classifier(encoder, model, [.. TrainingPlan.Notes(encoder, options, end)]);
    }

    private static (Model<double> Model, string End) Minimize(Model<double> start, EncodedFile file, ClassifierOptions options, LossOptions loss, CancellationToken cancellation)
    {
        // Loss and gradient of a point come of one pass over the file.
        double[]? known = null;
        Gradient<double>? gradient = null;
        var minimum = TrainingPlan.Lbfgs(options, start).Minimize(point => At(point).Loss, point => At(point).ToArray(), start.GetParameters(), options.Progress, cancellation);
        return (minimum.Iterations == 0 ? start : start.WithParameters(minimum.GetPoint()), TrainingPlan.End(minimum));

        Gradient<double> At(double[] point)
        {
            if (gradient is not null && known!.AsSpan().SequenceEqual(point))
            {
                return gradient;
            }

            var model = start.WithParameters(point);
            gradient = file.Blocks().Select(block => model.Gradient(block, loss, options.Compute)).Aggregate((sum, part) => sum + part);
            known = point;
            return gradient;
        }
    }

    private static (Model<double> Model, string End) Train(Model<double> start, EncodedFile file, ClassifierOptions options, LossOptions loss, CancellationToken cancellation)
    {
        var settings = new TrainingOptions { BatchSize = options.BatchSize, Seed = options.Seed, Loss = loss, Compute = options.Compute };
        var last = default(Epoch<double>);
        foreach (var epoch in start.Train(Enumerable.Range(0, options.Epochs).SelectMany(_ => file.Blocks()), options.Optimizer!, settings, cancellation))
        {
            last = epoch;
            options.Progress?.Report(new Iterate(epoch.Number, epoch.Model.GetParameters(), epoch.Loss));
        }

        return (last!.Model, string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Optimizer}: {Guard.Count(options.Epochs, "pass")} over the rows in blocks; mini-batches come near the optimum, and not to it."));
    }
}
