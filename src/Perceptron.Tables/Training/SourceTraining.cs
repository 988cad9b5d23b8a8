using System.Globalization;
using Perceptron.Support;

namespace Perceptron.Tables;

/// <summary>Trains a classifier on rows that need not fit in memory: they are encoded into a temporary file once, which each step reads.</summary>
internal static class SourceTraining
{
    public static Classifier Run(TableSource source, TableEncoder encoder, ClassifierOptions options, string argument, string optionsName, CancellationToken cancellation)
    {
        // The encoder knows all rows, as that of a table does; the model doesn't know those that it is chosen by.
        var split = options.Patience is null ? null : source.SplitByFraction(options.ValidationFraction, options.Seed);
        using var validation = split is null ? null : EncodedFile.Write(encoder, split.HeldOut, options, argument);
        if (validation is { Count: 0 })
        {
            throw new ArgumentException("No row was held out to choose by: there are too few for ValidationFraction.", optionsName);
        }

        using var file = EncodedFile.Write(encoder, split?.Training ?? source, options, argument);
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
            : Train(start, file, validation, options, loss, cancellation);
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

    private static (Model<double> Model, string End) Train(
        Model<double> start, EncodedFile file, EncodedFile? validation, ClassifierOptions options, LossOptions loss, CancellationToken cancellation)
    {
        var settings = new TrainingOptions { BatchSize = options.BatchSize, Seed = options.Seed, Loss = loss, Compute = options.Compute };
        var (best, bestLoss, bestPass, pass, sum) = (start, double.PositiveInfinity, 0, 0, 0.0);
        try
        {
            foreach (var (index, block) in start.Train(Enumerable.Range(0, options.Epochs).SelectMany(_ => file.Blocks()), options.Optimizer!, settings, cancellation).Index())
            {
                var number = index % file.BlockCount;
                sum = (number == 0 ? 0 : sum) + (block.Loss * file.RowsOf(number));
                if (number + 1 < file.BlockCount)
                {
                    continue;
                }

                pass++;
                options.Progress?.Report(new Iterate(pass, block.Model.GetParameters(), sum / file.Count));
                // With no row to choose by the last pass is the best.
                var score = validation?.Loss(block.Model, options.Compute) ?? -pass;
                if (score < bestLoss)
                {
                    (best, bestLoss, bestPass) = (block.Model, score, pass);
                }
                else if (pass - bestPass >= options.Patience)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The best so far.
        }

        var chosen = validation is null ? "" : string.Create(CultureInfo.InvariantCulture, $", the best of which is {bestPass} by the loss on {validation.Count} rows held out");
        return (best, $"{options.Optimizer}: {Guard.Count(pass, "pass")} over the rows in blocks{chosen}; mini-batches come near the optimum, and not to it.");
    }
}
