using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace MetricsTests;

/// <summary>ROC and precision-recall curves, against counting.</summary>
[Properties(Arbitrary = [typeof(Cases), typeof(Generators)], QuietOnSuccess = true)]
public class CurveProperties
{
    [Property]
    public void The_area_is_the_part_of_the_pairs_that_are_ranked_rightly(ScoredRow[] rows)
    {
        var (right, all) = (0.0, 0.0);
        foreach (var inside in rows.Where(row => row.IsOfClass))
        {
            foreach (var outside in rows.Where(row => !row.IsOfClass))
            {
                var weight = inside.Weight * outside.Weight;
                all += weight;
                right += inside.Score > outside.Score ? weight : inside.Score == outside.Score ? weight / 2 : 0;
            }
        }

        Near(all == 0 ? double.NaN : right / all, Roc(rows).Area);
    }

    [Property]
    public void Points_of_a_ROC_curve_are_counted_at_each_threshold(ScoredRow[] rows)
    {
        var curve = Roc(rows);
        double[] thresholds = [double.PositiveInfinity, .. rows.Where(row => row.Weight > 0).Select(row => row.Score).Distinct().OrderDescending()];

        Assert.Equal(rows.Length, curve.Count);
        Assert.Equal(thresholds, curve.Points.Select(point => point.Threshold));
        foreach (var point in curve.Points)
        {
            Near(Part(rows.Where(row => !row.IsOfClass), row => row.Score >= point.Threshold), point.FalsePositiveRate);
            Near(Part(rows.Where(row => row.IsOfClass), row => row.Score >= point.Threshold), point.TruePositiveRate);
        }
    }

    [Property]
    public void Points_of_a_precision_recall_curve_are_counted_at_each_threshold(ScoredRow[] rows)
    {
        var curve = PrecisionRecall(rows);
        double[] thresholds = [double.PositiveInfinity, .. rows.Where(row => row.Weight > 0).Select(row => row.Score).Distinct().OrderDescending()];

        Assert.Equal(rows.Length, curve.Count);
        Assert.Equal(thresholds, curve.Points.Select(point => point.Threshold));
        Assert.Equal(1, curve.Points[0].Precision);
        foreach (var point in curve.Points)
        {
            Near(Part(rows.Where(row => row.IsOfClass), row => row.Score >= point.Threshold), point.Recall);
            if (point != curve.Points[0])
            {
                Near(Part(rows.Where(row => row.Score >= point.Threshold), row => row.IsOfClass), point.Precision);
            }
        }
    }

    /// <summary>Every row of the class is found at its own score, at the precision there.</summary>
    [Property]
    public void The_average_precision_is_the_mean_of_the_precisions_at_which_the_rows_of_the_class_are_found(ScoredRow[] rows)
    {
        var (sum, all) = (0.0, 0.0);
        foreach (var found in rows.Where(row => row.IsOfClass && row.Weight > 0))
        {
            all += found.Weight;
            sum += found.Weight * Part(rows.Where(row => row.Score >= found.Score), row => row.IsOfClass);
        }

        Near(all == 0 ? double.NaN : sum / all, PrecisionRecall(rows).AveragePrecision);
    }

    [Property]
    public void Without_weights_the_area_is_that_of_the_core_to_the_last_bit(ScoredRow[] rows)
    {
        var (scores, answers) = (Scores(rows), Answers(rows));

        Same.Bits(RocAuc.ComputeBinary(scores, answers), RocCurve.Compute(scores, answers).Area);
        float[] narrow = [.. scores.Select(score => (float)score)];
        Same.Bits(RocAuc.ComputeBinary(narrow, answers), RocCurve.Compute(narrow, answers).Area);
    }

    [Property]
    public void A_weight_of_2_is_a_row_twice_and_one_of_0_none(ScoredRow[] rows)
    {
        static int Times(ScoredRow row) => row.WeightIndex % 4;
        ScoredRow[] some = [.. rows, new(0, true, 3)];
        ScoredRow[] repeated = [.. some.SelectMany(row => Enumerable.Repeat(row, Times(row)))];
        double[] weights = [.. some.Select(row => (double)Times(row))];

        var (roc, expected) = (RocCurve.Compute(Scores(some), Answers(some), weights), RocCurve.Compute(Scores(repeated), Answers(repeated)));
        Same.Bits(expected.Area, roc.Area);
        Assert.Equal(expected.Points, roc.Points);
        var (curve, other) = (PrecisionRecallCurve.Compute(Scores(some), Answers(some), weights), PrecisionRecallCurve.Compute(Scores(repeated), Answers(repeated)));
        Same.Bits(other.AveragePrecision, curve.AveragePrecision);
        Assert.Equal(other.Points, curve.Points);
    }

    [Property]
    public void Parts_in_any_order_give_the_bits_of_the_whole(ScoredRow[] rows, int seed)
    {
        var parts = Weights.Parts(rows, row => row.Weight, seed);

        var roc = parts.Select(Roc).Aggregate((left, right) => left + right);
        Same.Bits(Roc(rows).Area, roc.Area);
        Assert.Equal(Roc(rows).Points, roc.Points);
        Assert.Equal(rows.Length, roc.Count);
        Same.Bits(roc.Area, parts.Select(Roc).Reverse().Aggregate((left, right) => right.Add(left)).Area);

        var curve = parts.Select(PrecisionRecall).Aggregate((left, right) => left + right);
        Same.Bits(PrecisionRecall(rows).AveragePrecision, curve.AveragePrecision);
        Assert.Equal(PrecisionRecall(rows).Points, curve.Points);
        Same.Bits(curve.AveragePrecision, parts.Select(PrecisionRecall).Reverse().Aggregate((left, right) => right.Add(left)).AveragePrecision);
    }

    [Property]
    public void A_power_of_2_times_all_weights_changes_no_bit(ScoredRow[] rows)
    {
        foreach (var exponent in new[] { 900, -900 })
        {
            double[] weights = [.. rows.Select(row => Math.ScaleB(row.Weight, exponent))];

            Same.Bits(Roc(rows).Area, RocCurve.Compute(Scores(rows), Answers(rows), weights).Area);
            Same.Bits(PrecisionRecall(rows).AveragePrecision, PrecisionRecallCurve.Compute(Scores(rows), Answers(rows), weights).AveragePrecision);
        }
    }

    [Property]
    public void The_curve_of_a_model_is_that_of_its_log_odds_on_any_number_of_threads(ModelWithData given, int seed)
    {
        var random = new Random(seed);
        double[] weights = [.. Enumerable.Range(0, given.Rows).Select(_ => 0.1 + random.NextDouble())];
        var logits = given.Model.Logits(given.Data.Rows);
        var auc = RocAuc.Compute(given.Model, given.Data);
        for (var c = 0; c < given.Outputs; c++)
        {
            double LogOdds(int r) => !given.IsSoftmax
                ? logits[r, c]
                : logits[r, c] - Math.Log(Enumerable.Range(0, given.Outputs).Where(j => j != c).Sum(j => Math.Exp(logits[r, j])));
            double[] scores = [.. Enumerable.Range(0, given.Rows).Select(LogOdds)];
            bool[] answers = [.. Enumerable.Range(0, given.Rows).Select(r => given.Data.Targets.Kind == TargetKind.Exclusive
                ? given.Data.Targets.ClassOf(r) == c
                : given.Y[r, c] >= 0.5)];
            var roc = RocCurve.Compute(given.Model, given.Data, c, weights);

            Near(RocCurve.Compute(scores, answers, weights).Area, roc.Area);
            Same.Within([.. RocCurve.Compute(scores, answers, weights).Points.Skip(1).Select(point => point.Threshold)], [.. roc.Points.Skip(1).Select(point => point.Threshold)], 1e-9);
            Same.Bits(roc.Area, RocCurve.Compute(given.Model, given.Data, c, weights, new ComputeOptions { Threads = 3 }).Area);
            Same.Bits(auc[c], RocCurve.Compute(given.Model, given.Data, c).Area);
            var curve = PrecisionRecallCurve.Compute(given.Model, given.Data, c, weights);
            Near(PrecisionRecallCurve.Compute(scores, answers, weights).AveragePrecision, curve.AveragePrecision);
            Same.Bits(curve.AveragePrecision, PrecisionRecallCurve.Compute(given.Model, given.Data, c, weights, new ComputeOptions { Threads = 3 }).AveragePrecision);
        }
    }

    private static RocCurve Roc(ScoredRow[] rows) => RocCurve.Compute(Scores(rows), Answers(rows), WeightsOf(rows));

    private static PrecisionRecallCurve PrecisionRecall(ScoredRow[] rows) => PrecisionRecallCurve.Compute(Scores(rows), Answers(rows), WeightsOf(rows));

    private static double[] Scores(ScoredRow[] rows) => [.. rows.Select(row => row.Score)];

    private static bool[] Answers(ScoredRow[] rows) => [.. rows.Select(row => row.IsOfClass)];

    private static double[] WeightsOf(ScoredRow[] rows) => [.. rows.Select(row => row.Weight)];

    /// <summary>The part of the weight of some rows that are of a kind; NaN where there is none.</summary>
    private static double Part(IEnumerable<ScoredRow> rows, Func<ScoredRow, bool> isIt) => rows.Sum(row => isIt(row) ? row.Weight : 0) / rows.Sum(row => row.Weight);

    private static void Near(double expected, double actual)
    {
        if (double.IsNaN(expected))
        {
            Assert.True(double.IsNaN(actual), $"{actual:R} instead of NaN.");
        }
        else
        {
            Same.Within(expected, actual, 1e-12);
        }
    }
}
