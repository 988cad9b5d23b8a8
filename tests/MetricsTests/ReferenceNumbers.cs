using System.Text.Json;
using Perceptron;
using Tests;
using Xunit;

namespace MetricsTests;

/// <summary>Metrics are those of scikit-learn, which tests/references/more_metrics.py computes: it tells what the letters are.</summary>
public class ReferenceNumbers
{
    private static readonly JsonDocument Problems = Read();

    [Fact]
    public void Curves()
    {
        var (areas, averages, drawn) = (0, 0, 0);
        Assert.All(All(), problem =>
        {
            double[] scores = [.. Digits(problem, "s").Select(digit => digit / 10.0)];
            bool[] answers = [.. Digits(problem, "y").Select(digit => digit == 1)];
            var (roc, curve) = (RocCurve.Compute(scores, answers, WeightsOf(problem)), PrecisionRecallCurve.Compute(scores, answers, WeightsOf(problem)));
            areas += Agrees(problem.GetProperty("auc"), roc.Area);
            averages += Agrees(problem.GetProperty("ap"), curve.AveragePrecision);
            if (problem.TryGetProperty("roc", out var points))
            {
                drawn++;
                Near(Numbers(points[0]), [.. roc.Points.Skip(1).Select(point => point.FalsePositiveRate)]);
                Near(Numbers(points[1]), [.. roc.Points.Skip(1).Select(point => point.TruePositiveRate)]);
                Near(Numbers(points[2]), [.. roc.Points.Skip(1).Select(point => point.Threshold)]);
                Near(Numbers(problem.GetProperty("pr")[0]), [.. curve.Points.Skip(1).Select(point => point.Recall)]);
                Near(Numbers(problem.GetProperty("pr")[1]), [.. curve.Points.Skip(1).Select(point => point.Precision)]);
                Near(Numbers(problem.GetProperty("pr")[2]), [.. curve.Points.Skip(1).Select(point => point.Threshold)]);
            }
        });
        Assert.True(areas > 300 && averages > 400 && drawn > 50, $"{areas} areas, {averages} averages, {drawn} curves");
        Assert.True(areas < 500 && averages < 500, "No class is absent.");
    }

    [Fact]
    public void Matrices()
    {
        var kappas = 0;
        Assert.All(All(), problem =>
        {
            var (classes, beta) = (problem.GetProperty("classes").GetInt32(), problem.GetProperty("beta").GetDouble());
            var (actual, predicted) = (Digits(problem, "a"), Digits(problem, "p"));
            var matrix = WeightedConfusionMatrix.Compute(actual, predicted, classes, WeightsOf(problem));
            Near(Numbers(problem.GetProperty("f")), [.. Enumerable.Range(0, classes).Select(k => matrix.FBeta(k, beta))]);
            Agrees(problem.GetProperty("macro"), matrix.MacroFBeta(beta));
            Agrees(problem.GetProperty("mcc"), matrix.MatthewsCorrelation());
            Agrees(problem.GetProperty("balanced"), matrix.BalancedAccuracy());
            kappas += Enum.GetValues<KappaWeighting>().Sum(weighting => Agrees(problem.GetProperty("kappas")[(int)weighting], matrix.CohenKappa(weighting)));
            if (WeightsOf(problem) is null)
            {
                Agrees(problem.GetProperty("mcc"), ConfusionMatrix.Compute(actual, predicted, classes).MatthewsCorrelation());
            }
        });
        Assert.InRange(kappas, 1300, 1499);
    }

    [Fact]
    public void Labels()
    {
        var several = 0;
        Assert.All(All(), problem =>
        {
            var evaluation = MultiLabelEvaluation.Compute(Answers(problem.GetProperty("actual")), Answers(problem.GetProperty("predicted")), WeightsOf(problem));
            Agrees(problem.GetProperty("subset"), evaluation.SubsetAccuracy);
            Agrees(problem.GetProperty("hamming"), evaluation.HammingLoss);
            if (problem.GetProperty("jaccards") is { ValueKind: JsonValueKind.Array } jaccards)
            {
                several++;
                Near(Numbers(jaccards), [evaluation.SampleJaccard, evaluation.MicroJaccard, evaluation.MacroJaccard]);
            }
        });
        Assert.InRange(several, 300, 499);
    }

    private static JsonDocument Read()
    {
        using var stream = typeof(ReferenceNumbers).Assembly.GetManifestResourceStream("Reference.json")!;
        return JsonDocument.Parse(stream);
    }

    private static JsonElement[] All()
    {
        JsonElement[] all = [.. Problems.RootElement.EnumerateArray()];
        Assert.Equal(500, all.Length);
        return all;
    }

    private static int[] Digits(JsonElement problem, string name) => [.. problem.GetProperty(name).GetString()!.Select(digit => digit - '0')];

    private static double[]? WeightsOf(JsonElement problem) => Digits(problem, "w") is { Length: > 0 } digits ? [.. digits.Select(digit => digit / 10.0)] : null;

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static bool[,] Answers(JsonElement columns)
    {
        string[] texts = [.. columns.EnumerateArray().Select(text => text.GetString()!)];
        var answers = new bool[texts[0].Length, texts.Length];
        for (var row = 0; row < texts[0].Length; row++)
        {
            for (var label = 0; label < texts.Length; label++)
            {
                answers[row, label] = texts[label][row] == '1';
            }
        }

        return answers;
    }

    /// <summary>NaN where scikit-learn has no value; 1 where it has one.</summary>
    private static int Agrees(JsonElement expected, double actual)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(double.IsNaN(actual), $"{actual:R} instead of NaN.");
            return 0;
        }

        Same.Within(expected.GetDouble(), actual, 1e-12);
        return 1;
    }

    private static void Near(double[] expected, double[] actual) => Same.Within(expected, actual, 1e-12);
}
