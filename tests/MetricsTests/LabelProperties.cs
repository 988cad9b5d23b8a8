using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace MetricsTests;

/// <summary>The metrics of several labels, against sets.</summary>
[Properties(Arbitrary = [typeof(Cases), typeof(Generators)], QuietOnSuccess = true)]
public class LabelProperties
{
    private const int Labels = LabelRow.LabelCount;

    [Property]
    public void Rows_are_sets_of_labels(LabelRow[] rows)
    {
        var (evaluation, all) = (Evaluate(rows), rows.Sum(row => row.Weight));
        double Mean(Func<HashSet<int>, HashSet<int>, double> value) => rows.Sum(row => row.Weight * value(LabelRow.Set(row.Actual), LabelRow.Set(row.Predicted))) / all;

        Assert.Equal((rows.Length, Labels), (evaluation.Count, evaluation.LabelCount));
        Near(Mean((actual, predicted) => actual.SetEquals(predicted) ? 1 : 0), evaluation.SubsetAccuracy);
        Near(Mean((actual, predicted) => actual.Except(predicted).Count() + predicted.Except(actual).Count()) / Labels, evaluation.HammingLoss);
        Near(Mean((actual, predicted) => Index(actual.Intersect(predicted).Count(), actual.Union(predicted).Count())), evaluation.SampleJaccard);
    }

    [Property]
    public void Labels_are_sets_of_rows(LabelRow[] rows)
    {
        var evaluation = Evaluate(rows);
        var (indices, both, either) = (new List<double>(), 0.0, 0.0);
        for (var label = 0; label < Labels; label++)
        {
            HashSet<LabelRow> actual = new(rows.Where(row => LabelRow.Has(row.Actual, label)), ReferenceEqualityComparer.Instance);
            HashSet<LabelRow> predicted = new(rows.Where(row => LabelRow.Has(row.Predicted, label)), ReferenceEqualityComparer.Instance);
            var common = actual.Where(predicted.Contains).Sum(row => row.Weight);
            var union = common + actual.Where(row => !predicted.Contains(row)).Sum(row => row.Weight) + predicted.Where(row => !actual.Contains(row)).Sum(row => row.Weight);
            (both, either) = (both + common, either + union);
            indices.Add(Index(common, union));
            Near(indices[label], evaluation.Jaccard(label));
        }

        Near(Index(both, either), evaluation.MicroJaccard);
        Near(indices.Average(), evaluation.MacroJaccard);
    }

    [Property]
    public void A_weight_of_2_is_a_row_twice_and_one_of_0_none(LabelRow[] rows)
    {
        static int Times(LabelRow row) => row.WeightIndex % 4;
        LabelRow[] some = [.. rows, new(1, 1, 3)];
        LabelRow[] repeated = [.. some.SelectMany(row => Enumerable.Repeat(row, Times(row)))];

        Same.Bits(
            Metrics(MultiLabelEvaluation.Compute(Actual(repeated), Predicted(repeated))),
            Metrics(MultiLabelEvaluation.Compute(Actual(some), Predicted(some), [.. some.Select(row => (double)Times(row))])));
    }

    [Property]
    public void Parts_in_any_order_give_the_bits_of_the_whole(LabelRow[] rows, int seed)
    {
        var parts = Weights.Parts(rows, row => row.Weight, seed);
        var sum = parts.Select(Evaluate).Aggregate((left, right) => left + right);

        Assert.Equal(rows.Length, sum.Count);
        Same.Bits(Metrics(Evaluate(rows)), Metrics(sum));
        Same.Bits(Metrics(Evaluate(rows)), Metrics(parts.Select(Evaluate).Reverse().Aggregate((left, right) => right.Add(left))));
    }

    [Property]
    public void The_evaluation_of_a_model_is_that_of_its_classes_on_any_number_of_threads(ModelWithData given, int seed)
    {
        if (given.IsSoftmax)
        {
            Assert.Throws<InvalidOperationException>(() => MultiLabelEvaluation.Compute(given.Model, given.Data));
            return;
        }

        var random = new Random(seed);
        double[] weights = [.. Enumerable.Range(0, given.Rows).Select(_ => 0.1 + random.NextDouble())];
        var model = given.Model.WithThresholds([.. Enumerable.Range(0, given.Outputs).Select(_ => 0.25 + (random.NextDouble() / 2))]);
        var actual = new bool[given.Rows, given.Outputs];
        for (var row = 0; row < given.Rows; row++)
        {
            for (var j = 0; j < given.Outputs; j++)
            {
                actual[row, j] = given.Y[row, j] >= 0.5;
            }
        }

        var evaluation = MultiLabelEvaluation.Compute(model, given.Data, weights);
        Same.Bits(Metrics(MultiLabelEvaluation.Compute(actual, model.ClassifyMultiLabel(given.Data.Rows), weights)), Metrics(evaluation));
        Same.Bits(Metrics(evaluation), Metrics(MultiLabelEvaluation.Compute(model, given.Data, weights, new ComputeOptions { Threads = 3 })));
        Same.Within(1 - model.Evaluate(given.Data).Accuracy, MultiLabelEvaluation.Compute(model, given.Data).HammingLoss, 1e-12);
    }

    private static double[] Metrics(MultiLabelEvaluation evaluation) =>
    [
        evaluation.SubsetAccuracy, evaluation.HammingLoss, evaluation.SampleJaccard, evaluation.MicroJaccard, evaluation.MacroJaccard,
        .. Enumerable.Range(0, evaluation.LabelCount).Select(evaluation.Jaccard),
    ];

    private static MultiLabelEvaluation Evaluate(LabelRow[] rows) => MultiLabelEvaluation.Compute(Actual(rows), Predicted(rows), [.. rows.Select(row => row.Weight)]);

    private static bool[,] Actual(LabelRow[] rows) => LabelRow.Matrix([.. rows.Select(row => row.Actual)]);

    private static bool[,] Predicted(LabelRow[] rows) => LabelRow.Matrix([.. rows.Select(row => row.Predicted)]);

    private static double Index(double both, double either) => either == 0 ? 0 : both / either;

    private static void Near(double expected, double actual) => Same.Within(expected, actual, 1e-12);
}
