using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Areas under ROC curves, and calibration curves.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class CurveProperties
{
    [Property]
    public void The_area_counts_all_pairs(int[] levels, int seed)
    {
        // Few levels, so that there are many ties.
        var random = new Random(seed);
        double[] scores = [.. levels.Select(level => level % 4 / 8.0)];
        bool[] answers = [.. levels.Select(_ => random.Next(2) == 1)];
        var (twice, pairs) = (0L, 0L);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (answers[i] && !answers[j])
                {
                    pairs++;
                    twice += scores[i] > scores[j] ? 2 : scores[i] == scores[j] ? 1 : 0;
                }
            }
        }

        Assert.Equal(pairs == 0 ? double.NaN : twice / (2.0 * pairs), RocAuc.ComputeBinary(scores, answers));
    }

    [Property]
    public void Areas_are_those_of_each_class_against_all_others(ModelWithData given)
    {
        var areas = RocAuc.Compute(given.Model, given.Data);
        var logits = given.Model.Logits(given.Data.Rows);
        double LogOdds(int r, int c) => !given.Model.Architecture.Output.IsSoftmax
            ? logits[r, c]
            : logits[r, c] - Math.Log(Enumerable.Range(0, given.Outputs).Where(j => j != c).Sum(j => Math.Exp(logits[r, j])));
        var (defined, support) = (new List<double>(), new List<int>());
        for (var c = 0; c < given.Outputs; c++)
        {
            bool[] answers = [.. Enumerable.Range(0, given.Rows).Select(r => given.Data.Targets.Kind == TargetKind.Exclusive
                ? Array.IndexOf(Reference.Row(given.Y, r), Reference.Row(given.Y, r).Max()) == c
                : given.Y[r, c] >= 0.5)];
            var area = RocAuc.ComputeBinary([.. Enumerable.Range(0, given.Rows).Select(r => LogOdds(r, c))], answers);
            Assert.Equal(area, areas[c]);
            if (!double.IsNaN(area))
            {
                defined.Add(area);
                support.Add(answers.Count(yes => yes));
            }
        }

        Assert.Equal(defined.Count == 0, double.IsNaN(areas.Macro) && double.IsNaN(areas.Weighted));
        if (defined.Count > 0)
        {
            Same.Within(defined.Average(), areas.Macro, 1e-15);
            Same.Within(defined.Zip(support, (area, count) => area * count).Sum() / support.Sum(), areas.Weighted, 1e-15);
        }
    }

    [Property]
    public void A_bin_of_a_calibration_curve_counts_what_lies_in_it(int[] levels, int seed)
    {
        var random = new Random(seed);
        double[] predictions = [0, 1, .. levels.Select(level => Math.Abs(level % 41) / 40.0), .. levels.Select(_ => random.NextDouble())];
        bool[] answers = [.. predictions.Select(_ => random.Next(2) == 1)];
        foreach (var bins in new[] { 1, 3, 10, 40 })
        {
            var curve = CalibrationCurve.Compute(predictions, answers, bins);
            var error = 0.0;
            Assert.Equal((bins, predictions.Length), (curve.Bins.Count, curve.Count));
            for (var b = 0; b < bins; b++)
            {
                var (lower, upper) = ((double)b / bins, (b + 1.0) / bins);
                int[] inside = [.. Enumerable.Range(0, predictions.Length).Where(i => predictions[i] <= upper && (predictions[i] > lower || (b == 0 && predictions[i] == 0)))];
                Assert.Equal((lower, upper, inside.Length), (curve.Bins[b].Lower, curve.Bins[b].Upper, curve.Bins[b].Count));
                if (inside.Length > 0)
                {
                    var (mean, frequency) = (inside.Average(i => predictions[i]), inside.Average(i => answers[i] ? 1.0 : 0));
                    Same.Within([mean, frequency], [curve.Bins[b].MeanPrediction, curve.Bins[b].Frequency], 1e-14);
                    error += inside.Length * Math.Abs(mean - frequency) / predictions.Length;
                }
            }

            Same.Within(error, curve.ExpectedError, 1e-14);
        }
    }
}
