using Perceptron;

namespace Samples.CSharp;

/// <summary>Three parts of the data: one to train on, one to choose the epoch, and one for the test, with its standard error.</summary>
internal static class HonestTest
{
    public static void Run()
    {
        // <memory>
        var digits = Digits.Embedded();
        var few = digits.Data.SplitByFraction(0.9, seed: 1, stratified: true);
        var learner = Model.He<float>(
                Architecture.Of(64).Hidden(64, Activation.ReLU).Softmax(10), seed: 1)
            .Train(
                few.Training,
                new GradientDescent(0.1),
                epochs: 300,
                new TrainingOptions { BatchSize = 16, Seed = 1 })
            .Last().Model;
        Console.WriteLine(
            $"seen: {learner.Accuracy(few.Training):F3} of {few.Training.Count}, "
            + $"new: {learner.Accuracy(few.HeldOut):F3} of {few.HeldOut.Count}");
        // </memory>

        // <parts>
        var rest = digits.Data.SplitByFraction(0.2, seed: 1, stratified: true);
        var test = rest.HeldOut; // used once, at the end
        var parts = rest.Training.SplitByFraction(0.2, seed: 2, stratified: true);
        Console.WriteLine(
            $"{parts.Training.Count} to train on, {parts.HeldOut.Count} to choose "
            + $"by, {test.Count} to test on");
        // </parts>

        // <fit>
        var fit = Model.Softmax<float>(64, 10)
            .Fit(
                parts.Training,
                new GradientDescent(0.5),
                epochs: 500,
                new TrainingOptions { BatchSize = 32, Seed = 1 },
                new StoppingOptions<float>
                {
                    Validation = parts.HeldOut,
                    Patience = 20,
                });
        Console.WriteLine(
            $"stopped by {fit.StopReason} after epoch {fit.Last.Number}; best on the "
            + $"held-out data: epoch {fit.Best.Number}");
        // </fit>

        // <accuracy>
        var model = fit.Best.Model;
        var accuracy = model.Accuracy(test);
        var error = Math.Sqrt(accuracy * (1 - accuracy) / test.Count);
        Console.WriteLine($"test accuracy {accuracy:F3}, standard error {error:F3}");
        // </accuracy>

        // <table>
        Console.WriteLine(model.Evaluate(test).ToTable());
        // </table>

        // <folds>
        var descent = new GradientDescent(0.5);
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };
        var scores = digits.Data.Folds(5, seed: 1, stratified: true)
            .Select(fold => Model.Softmax<float>(64, 10)
                .Train(fold.Training, descent, epochs: 30, options)
                .Last().Model.Accuracy(fold.HeldOut))
            .ToArray();
        var all = string.Join(" ", scores.Select(score => $"{score:F3}"));
        Console.WriteLine($"five folds: {all}, mean {scores.Average():F3}");
        // </folds>

        // <sure>
        var f = model.Predict(test.Rows);
        var largest = Enumerable.Range(0, test.Count)
            .Select(row => Enumerable.Range(0, 10).Max(digit => f[row, digit]))
            .ToArray();
        var read = model.Classify(test.Rows);
        foreach (var (low, high) in new[] { (0.0, 0.9), (0.9, 0.99), (0.99, 1.01) })
        {
            var rows = Enumerable.Range(0, test.Count)
                .Where(row => largest[row] >= low && largest[row] < high)
                .ToArray();
            var right = rows.Count(row => read[row] == test.Targets.ClassOf(row));
            Console.WriteLine(
                $"f(x) from {low:F2} to {Math.Min(high, 1):F2}: {right} of "
                + $"{rows.Length} right");
        }
        // </sure>
    }
}
