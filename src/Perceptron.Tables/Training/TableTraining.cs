namespace Perceptron.Tables;

/// <summary>Trains a classifier on a table.</summary>
internal static class TableTraining
{
    public static Classifier Run(Table table, TableEncoder encoder, ClassifierOptions options, string argument, string optionsName, CancellationToken cancellation)
    {
        var data = options.Optimizer is null ? encoder.ToTraining(table, argument, options.Compute) : encoder.ToDataset(table, argument, options.Compute);
        var labels = encoder.Labels;
        var counts = new long[labels.Classes.Count];
        TrainingPlan.Count(labels, data.Targets, counts);
        var classWeights = TrainingPlan.ClassWeights(options, counts, optionsName);
        var rowWeights = TrainingPlan.RowWeights(table, options, argument);
        var weight = Weight(data.Targets, rowWeights, classWeights);
        if (!(weight > 0))
        {
            throw new ArgumentException("There is no row with a weight above 0 to learn from.", argument);
        }

        var loss = TrainingPlan.Loss(labels, options, data.Count, weight, classWeights);
        data = rowWeights is null ? data : data.WithRowWeights(rowWeights);
        var start = TrainingPlan.Start(encoder, options);
        var (model, end) = options.Optimizer is null
            ? Minimize(start, data, options, loss, cancellation)
            : Train(start, data, options, loss, labels, cancellation);
        return new Classifier(encoder, model, [.. TrainingPlan.Notes(encoder, options, end)]);
    }

    private static double Weight(Targets<double> targets, double[]? rowWeights, double[]? classWeights)
    {
        var sum = 0.0;
        for (var row = 0; row < targets.Count; row++)
        {
            sum += (rowWeights?[row] ?? 1) * (classWeights?[targets.ClassOf(row)] ?? 1);
        }

        return sum;
    }

    private static (Model<double> Model, string End) Minimize(Model<double> start, Dataset<double> data, ClassifierOptions options, LossOptions loss, CancellationToken cancellation)
    {
        var minimum = start.Minimize(data, TrainingPlan.Lbfgs(options, start), loss, options.Compute, options.Progress, cancellation);
        return (minimum.Model, TrainingPlan.End(minimum.Minimum));
    }

    private static (Model<double> Model, string End) Train(
        Model<double> start, Dataset<double> data, ClassifierOptions options, LossOptions loss, LabelEncoder labels, CancellationToken cancellation)
    {
        var settings = new TrainingOptions { BatchSize = options.BatchSize, Seed = options.Seed, Loss = loss, Compute = options.Compute };
        var split = options.Patience is null ? null : data.SplitByFraction(options.ValidationFraction, options.Seed, stratified: !labels.AreIndependent);
        var stopping = split is null ? null : new StoppingOptions<double> { Validation = split.HeldOut, Patience = options.Patience };
        var progress = options.Progress is { } receiver
            ? new SynchronousProgress<FitProgress<double>>(now => receiver.Report(new Iterate(now.Epoch.Number, now.Epoch.Model.GetParameters(), now.Epoch.Loss)))
            : null;
        var fit = start.Fit(split?.Training ?? data, options.Optimizer!, options.Epochs, settings, stopping, progress, cancellation);
        if (fit.Divergence is { } divergence)
        {
            throw divergence;
        }

        var isWhole = options.BatchSize is null || options.BatchSize >= data.Count;
        return (fit.Best.Model, $"{options.Optimizer}: {fit}; {(isWhole ? "this may not be the optimum" : "mini-batches come near the optimum, and not to it")}.");
    }
}
