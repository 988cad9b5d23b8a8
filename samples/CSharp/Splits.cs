using Perceptron;

namespace Samples.CSharp;

/// <summary>Data for training, validation and test; scaled and standardised; cross-validation.</summary>
internal static class Splits
{
    public static void Run()
    {
        // <three>
        var digits = Digits.Embedded().Data;
        var outer = digits.SplitByFraction(0.2, seed: 1, stratified: true);
        var inner = outer.Training.SplitByCount(200, seed: 2, stratified: true);
        var (training, validation) = (inner.Training, inner.HeldOut);
        var test = outer.HeldOut;
        Console.WriteLine(
            $"{training.Count} to train on, {validation.Count} to choose by, "
            + $"{test.Count} to test on");

        var fit = Model.Softmax<float>(64, 10).Fit(
            training, new GradientDescent(0.5), epochs: 100,
            new TrainingOptions { BatchSize = 32, Seed = 1 },
            new StoppingOptions<float> { Validation = validation, Patience = 10 });
        Console.WriteLine(fit);
        Console.WriteLine(
            $"best epoch {fit.Best.Number}, test accuracy "
            + $"{fit.Best.Model.Accuracy(test):0.0000}");
        // </three>

        // <folds>
        var descent = new GradientDescent(0.5);
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };
        var accuracies = outer.Training.Folds(5, seed: 1, stratified: true)
            .Select(fold => Model.Softmax<float>(64, 10)
                .Train(fold.Training, descent, epochs: 20, options)
                .Last().Model.Accuracy(fold.HeldOut))
            .ToArray();
        Console.WriteLine(
            $"{accuracies.Average():0.000}, "
            + $"from {accuracies.Min():0.000} to {accuracies.Max():0.000}");
        // </folds>

        // <standardize>
        // All parts use the statistics of the training part. Without centring, sparse
        // rows stay sparse.
        var standardization = StandardScaler.Fit(training, center: false);
        var standardTraining = standardization.Transform(training);
        var standardTest = standardization.Transform(test);
        Console.WriteLine($"{training.Rows} becomes {standardTraining.Rows}");
        var last = Model.Softmax<float>(64, 10)
            .Train(
                standardTraining,
                new GradientDescent(0.1),
                epochs: 20,
                new TrainingOptions { BatchSize = 32, Seed = 1 })
            .Last();
        Console.WriteLine($"{last.Model.Accuracy(standardTest):0.0000}");
        // </standardize>

        // <scale>
        var raw = training.Scale(16); // as if these were counts from 0 to 16
        Console.WriteLine(raw.Rows.MaxAbs);
        Console.WriteLine(raw.Scale(1 / raw.Rows.MaxAbs).Rows.MaxAbs);
        // </scale>
    }
}
