using Perceptron;

namespace Samples.CSharp;

/// <summary>Curves, metrics of confusion matrices, row weights, several labels, parts, and how sure all this is.</summary>
internal static class MoreMetrics
{
    public static void Run()
    {
        var passengers = Path.Combine(AppContext.BaseDirectory, "passengers.csv");
        var table = Table.ReadCsv(passengers);
        var parts = table.SplitByFraction(0.2, seed: 1, label: "survived");

        // <curves>
        var classifier = Classifier.Fit(parts.Training, label: "survived");
        var model = classifier.Model;
        var test = classifier.Encoder.ToDataset(parts.HeldOut);
        var roc = RocCurve.Compute(model, test);
        var curve = PrecisionRecallCurve.Compute(model, test);
        Console.WriteLine(
            $"area {roc.Area:F3}, "
            + $"average precision {curve.AveragePrecision:F3}");
        // </curves>

        // <threshold>
        var point = roc.Points.First(p => p.TruePositiveRate >= 0.8);
        var threshold = 1 / (1 + Math.Exp(-point.Threshold));
        Console.WriteLine(
            $"from f(x) = {threshold:F3} on: "
            + $"{point.TruePositiveRate:F3} of the yes, "
            + $"and {point.FalsePositiveRate:F3} of the no");
        // </threshold>

        // <matrix>
        var matrix = classifier.Evaluate(parts.HeldOut).ConfusionMatrix();
        Console.WriteLine(
            $"Matthews {matrix.MatthewsCorrelation():F3}, "
            + $"kappa {matrix.CohenKappa():F3}, "
            + $"balanced accuracy {matrix.BalancedAccuracy():F3}, "
            + $"F2 {matrix.FBeta(classIndex: 1, beta: 2):F3}");
        // </matrix>

        // <weights>
        var classes = Enumerable.Range(0, test.Count)
            .Select(test.Targets.ClassOf)
            .ToArray();
        var weights = classes.Select(c => 1.0 / classes.Count(k => k == c));
        var weighted = WeightedConfusionMatrix.Compute(model, test, [.. weights]);
        Console.WriteLine(
            $"accuracy of classes that weigh the same {weighted.Accuracy:F3}");
        // </weights>

        // <labels>
        bool[,] actual = { { true, true }, { false, true }, { true, false } };
        bool[,] predicted = { { true, false }, { false, true }, { true, false } };
        Console.WriteLine(MultiLabelEvaluation.Compute(actual, predicted));
        // </labels>

        // <parts>
        var rows = Enumerable.Range(0, test.Count).ToArray();
        var sum = rows.Chunk(50)
            .Select(part => RocCurve.Compute(model, test.Select(part)))
            .Aggregate((left, right) => left + right);
        Console.WriteLine(sum.Area.Equals(roc.Area)); // True
        // </parts>

        // <interval>
        var scores = model.Logits(test.Rows).Cast<double>().ToArray();
        var answers = classes.Select(c => c == 1).ToArray();
        var interval = Bootstrap.Interval(
            test.Count,
            drawn => RocCurve.Compute(scores, answers, drawn).Area,
            seed: 1,
            compute: new ComputeOptions { Threads = 2 });
        Console.WriteLine($"area {interval}");
        // </interval>
    }
}
