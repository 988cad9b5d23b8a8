using Perceptron;

namespace Samples.CSharp;

/// <summary>Cross-validation of a classifier of a table, a grid of options, folds by group, and metrics of one's own.</summary>
internal static class Tuning
{
    public static void Run()
    {
        var passengers = Path.Combine(AppContext.BaseDirectory, "passengers.csv");
        var table = Table.ReadCsv(passengers);
        var parts = table.SplitByFraction(0.2, seed: 1, label: "survived");

        // <one>
        var one = ClassifierTuning.CrossValidate(parts.Training, "survived");
        Console.WriteLine(one.Scores[0]);
        Console.WriteLine(one.Scores[1]);
        // </one>

        // <grid>
        var grid = Grid.Of()
            .WithL2(Grid.Logarithmic(0.001, 1, 4))
            .WithHidden([], [8]);
        var tuning = new TuningOptions
        {
            Folds = FoldPlan.Stratified(folds: 5, repeats: 2, seed: 1),
            Compute = new() { Threads = 2 },
        };
        var result = ClassifierTuning.Search(
            parts.Training, "survived", grid.ToCandidates(), tuning);
        Console.WriteLine(result.ToTable());
        // </grid>

        // <refit>
        var classifier = result.Refit();
        Console.WriteLine(classifier.Evaluate(parts.HeldOut));
        // </refit>

        // <folds>
        var byClass = new TuningOptions
        {
            Folds = FoldPlan.ByGroup("class", folds: 3),
            Metrics =
            [
                TuningMetric.RocAuc,
                TuningMetric.Of(
                    "recall", held => held.Evaluation.ForClass(1).Recall),
            ],
        };
        var far = ClassifierTuning.CrossValidate(
            parts.Training, "survived", tuning: byClass);
        Console.WriteLine(far.Score);
        // </folds>
    }
}
