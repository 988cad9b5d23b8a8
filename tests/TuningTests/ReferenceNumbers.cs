using System.Text.Json;
using Perceptron;
using Tests;
using Xunit;

namespace TuningTests;

/// <summary>Winners and scores are those of scikit-learn's GridSearchCV, which tests/references/tuning.py computes.</summary>
public class ReferenceNumbers
{
    [Theory]
    [InlineData("iris", "species")]
    [InlineData("wine", "cultivar")]
    [InlineData("breast_cancer", "diagnosis")]
    public void Penalties(string name, string label)
    {
        using var stream = typeof(ReferenceNumbers).Assembly.GetManifestResourceStream("Reference.json")!;
        using var document = JsonDocument.Parse(stream);
        var expected = document.RootElement.GetProperty(name);
        double[] Of(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];

        // The fold of a row as a group of its own.
        string[] lines = [.. File.ReadLines(Samples.Path(name))];
        var table = Table.ParseCsv($"fold,{lines[0]}\n" + string.Concat(lines.Skip(1).Select((line, row) => $"f{row % 5},{line}\n")));
        var result = ClassifierTuning.Search(
            table, label, Grid.Of().WithL2(Of(expected.GetProperty("l2"))).ToCandidates(), new() { Folds = FoldPlan.ByGroup("fold"), Compute = new() { Threads = 2 } });

        // Rows 0 to 4 are in different folds.
        int[] order = [.. Enumerable.Range(0, 5).Select(row => result.Folds.Index().Single(fold => fold.Item.HeldOutRows().Contains(row)).Index)];
        Assert.Equal(expected.GetProperty("best").GetDouble(), result.Best.Candidate.Options.L2);
        foreach (var (i, penalty) in Of(expected.GetProperty("l2")).Index())
        {
            var candidate = result.Candidates.Single(one => one.Candidate.Options.L2 == penalty);
            Same.Within(Of(expected.GetProperty("losses")[i]), [.. order.Select(fold => candidate.Score.Values[fold])], 1e-6);
            Same.Within(expected.GetProperty("means")[i].GetDouble(), candidate.Score.Mean, 1e-6);
            Same.Within(expected.GetProperty("deviations")[i].GetDouble(), candidate.Score.StandardDeviation, 1e-6);
            Same.Within(expected.GetProperty("accuracies")[i].GetDouble(), candidate.Scores[1].Mean, 1e-12);
        }

        var worst = result.Candidates[^1];
        Assert.Equal(expected.GetProperty("worst").GetDouble(), worst.Candidate.Options.L2);
        Same.Within(expected.GetProperty("difference").GetDouble(), worst.DifferenceToBest.Mean, 1e-6);

        // With 150, 178 and 569 rows the parts are not all of one size, but their means are 1 to 4.
        Same.Within(expected.GetProperty("error").GetDouble(), worst.DifferenceToBest.StandardError, 1e-6);
    }
}
