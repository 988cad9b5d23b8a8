using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace MetricsTests;

/// <summary>The metrics of confusion matrices, against their definitions over rows.</summary>
[Properties(Arbitrary = [typeof(Cases), typeof(Generators)], QuietOnSuccess = true)]
public class MatrixProperties
{
    private const int Classes = ClassRow.ClassCount;

    [Property]
    public void Entries_are_sums_of_weights(ClassRow[] rows)
    {
        var matrix = Matrix(rows);
        for (var i = 0; i < Classes; i++)
        {
            for (var j = 0; j < Classes; j++)
            {
                Near(Sum(rows, row => row.Actual == i && row.Predicted == j), matrix[i, j]);
                Same.Bits(matrix[i, j], matrix.ToArray()[i, j]);
            }
        }

        Near(Sum(rows, _ => true), matrix.TotalWeight);
        Near(Sum(rows, row => row.Actual == row.Predicted) / Sum(rows, _ => true), matrix.Accuracy);
        Assert.Equal((Classes, "3"), (matrix.ClassCount, matrix.ClassNames[3]));
    }

    [Property]
    public void F_beta_is_the_weighted_harmonic_mean_of_precision_and_recall(ClassRow[] rows, byte tenths)
    {
        var (matrix, beta) = (Matrix(rows), tenths / 10.0);
        var values = new List<double>();
        for (var k = 0; k < Classes; k++)
        {
            double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
            var hits = Sum(rows, row => row.Actual == k && row.Predicted == k);
            var precision = Ratio(hits, Sum(rows, row => row.Predicted == k));
            var recall = Ratio(hits, Sum(rows, row => row.Actual == k));
            var expected = Ratio((1 + (beta * beta)) * precision * recall, (beta * beta * precision) + recall);
            Near(precision, matrix.Precision(k));
            Near(recall, matrix.Recall(k));
            Near(expected, matrix.FBeta(k, beta));
            if (Sum(rows, row => row.Actual == k || row.Predicted == k) > 0)
            {
                values.Add(expected);
            }
        }

        Near(values.Average(), matrix.MacroFBeta(beta));
    }

    [Property]
    public void Balanced_accuracy_is_the_mean_recall_of_the_classes_that_occur(ClassRow[] rows) => Near(
        rows.Where(row => row.Weight > 0).GroupBy(row => row.Actual).Average(group => group.Sum(row => row.Actual == row.Predicted ? row.Weight : 0) / group.Sum(row => row.Weight)),
        Matrix(rows).BalancedAccuracy());

    /// <summary>Each row has a 1 in the column of its class: the covariances of the columns, actual and predicted, are summed.</summary>
    [Property]
    public void The_Matthews_correlation_is_that_of_the_classes_as_columns(ClassRow[] rows)
    {
        var all = Sum(rows, _ => true);
        double Covariance(Func<ClassRow, int> left, Func<ClassRow, int> right) => Enumerable.Range(0, Classes).Sum(k =>
        {
            var (leftMean, rightMean) = (Sum(rows, row => left(row) == k) / all, Sum(rows, row => right(row) == k) / all);
            return rows.Sum(row => row.Weight / all * ((left(row) == k ? 1 : 0) - leftMean) * ((right(row) == k ? 1 : 0) - rightMean));
        });

        // With a single class among the weights a covariance is 0, but for rounding.
        bool IsOne(Func<ClassRow, int> which) => rows.Where(row => row.Weight > 0).Select(which).Distinct().Count() == 1;
        var norm = Math.Sqrt(Covariance(row => row.Actual, row => row.Actual)) * Math.Sqrt(Covariance(row => row.Predicted, row => row.Predicted));
        var isDefined = !IsOne(row => row.Actual) && !IsOne(row => row.Predicted);
        var actual = Matrix(rows).MatthewsCorrelation();
        if (!isDefined)
        {
            Assert.Equal(0, actual);
        }
        else if (norm > 1e-6)
        {
            Same.Within(Covariance(row => row.Actual, row => row.Predicted) / norm, actual, 1e-9);
        }

        Assert.InRange(actual, -1, 1);
    }

    [Property]
    public void Kappa_is_the_agreement_above_that_of_chance(ClassRow[] rows)
    {
        var (matrix, all) = (Matrix(rows), Sum(rows, _ => true));
        double Actual(int k) => Sum(rows, row => row.Actual == k) / all;
        double Predicted(int k) => Sum(rows, row => row.Predicted == k) / all;
        foreach (var (weighting, credit) in new (KappaWeighting, Func<int, int, double>)[]
        {
            (KappaWeighting.None, (i, j) => i == j ? 1 : 0),
            (KappaWeighting.Linear, (i, j) => 1 - (Math.Abs(i - j) / (Classes - 1.0))),
            (KappaWeighting.Quadratic, (i, j) => 1 - ((i - j) * (i - j) / ((Classes - 1.0) * (Classes - 1)))),
        })
        {
            // Agreement, in which near classes have a part of the credit, and what is expected of independent classes.
            var observed = rows.Sum(row => row.Weight / all * credit(row.Actual, row.Predicted));
            var expected = Enumerable.Range(0, Classes).Sum(i => Enumerable.Range(0, Classes).Sum(j => Actual(i) * Predicted(j) * credit(i, j)));
            if (rows.Where(row => row.Weight > 0).SelectMany(row => new[] { row.Actual, row.Predicted }).Distinct().Count() == 1)
            {
                Assert.True(double.IsNaN(matrix.CohenKappa(weighting)));
            }
            else if (1 - expected > 1e-5)
            {
                Same.Within((observed - expected) / (1 - expected), matrix.CohenKappa(weighting), 1e-9);
            }
        }
    }

    [Property]
    public void Counts_have_the_metrics_of_rows_that_weigh_1(ClassRow[] rows, byte tenths)
    {
        var (counts, sums) = (ConfusionMatrix.Compute(Actual(rows), Predicted(rows), Classes), WeightedConfusionMatrix.Compute(Actual(rows), Predicted(rows), Classes));

        Same.Bits(counts.Accuracy, sums.Accuracy);
        for (var k = 0; k < Classes; k++)
        {
            Same.Bits(counts.Precision(k), sums.Precision(k));
            Same.Bits(counts.Recall(k), sums.Recall(k));
            Same.Bits(counts.F1(k), sums.FBeta(k, 1));
            Same.Bits(counts.F1(k), counts.FBeta(k, 1));
            Same.Bits(counts.FBeta(k, tenths / 10.0), sums.FBeta(k, tenths / 10.0));
        }

        Same.Bits(counts.Macro.F1, counts.MacroFBeta(1));
        Same.Bits(counts.MacroFBeta(tenths / 10.0), sums.MacroFBeta(tenths / 10.0));
        Same.Bits(counts.MatthewsCorrelation(), sums.MatthewsCorrelation());
        Same.Bits(counts.BalancedAccuracy(), sums.BalancedAccuracy());
        Assert.All(Enum.GetValues<KappaWeighting>(), weighting => Same.Bits(counts.CohenKappa(weighting), sums.CohenKappa(weighting)));
    }

    [Property]
    public void A_weight_of_2_is_a_row_twice_and_one_of_0_none(ClassRow[] rows)
    {
        static int Times(ClassRow row) => row.WeightIndex % 4;
        ClassRow[] some = [.. rows, new(0, 0, 3)];
        ClassRow[] repeated = [.. some.SelectMany(row => Enumerable.Repeat(row, Times(row)))];

        SameBits(
            WeightedConfusionMatrix.Compute(Actual(repeated), Predicted(repeated), Classes),
            WeightedConfusionMatrix.Compute(Actual(some), Predicted(some), Classes, [.. some.Select(row => (double)Times(row))]));
    }

    [Property]
    public void Parts_in_any_order_give_the_bits_of_the_whole(ClassRow[] rows, int seed)
    {
        var parts = Weights.Parts(rows, row => row.Weight, seed);

        SameBits(Matrix(rows), parts.Select(Matrix).Aggregate((left, right) => left + right));
        SameBits(Matrix(rows), parts.Select(Matrix).Reverse().Aggregate((left, right) => right.Add(left)));
    }

    [Property]
    public void A_power_of_2_times_all_weights_changes_no_bit(ClassRow[] rows)
    {
        foreach (var exponent in new[] { 900, -900 })
        {
            var scaled = WeightedConfusionMatrix.Compute(Actual(rows), Predicted(rows), Classes, [.. rows.Select(row => Math.ScaleB(row.Weight, exponent))]);

            Same.Bits(Metrics(Matrix(rows)), Metrics(scaled));
        }
    }

    [Property]
    public void The_matrix_of_a_model_is_that_of_its_classes_on_any_number_of_threads(ModelWithData given, int seed)
    {
        if (!given.IsSoftmax && given.Outputs > 1)
        {
            Assert.Contains("MultiLabelEvaluation", Assert.Throws<InvalidOperationException>(() => WeightedConfusionMatrix.Compute(given.Model, given.Data)).Message, StringComparison.Ordinal);
            return;
        }

        var random = new Random(seed);
        double[] weights = [.. Enumerable.Range(0, given.Rows).Select(_ => 0.1 + random.NextDouble())];
        int[] actual = [.. Enumerable.Range(0, given.Rows).Select(given.Data.Targets.ClassOf)];
        var matrix = WeightedConfusionMatrix.Compute(given.Model, given.Data, weights);

        SameBits(WeightedConfusionMatrix.Compute(actual, given.Model.Classify(given.Data.Rows), given.Model.ClassNames.Count, weights), matrix);
        SameBits(matrix, WeightedConfusionMatrix.Compute(given.Model, given.Data, weights, new ComputeOptions { Threads = 3 }));
        Assert.Equal(given.Model.ClassNames, matrix.ClassNames);
        var counts = ConfusionMatrix.Compute(given.Model, given.Data);
        Assert.Equal(counts.ToArray().Cast<long>().Select(count => (double)count), WeightedConfusionMatrix.Compute(given.Model, given.Data).ToArray().Cast<double>());
    }

    private static void SameBits(WeightedConfusionMatrix expected, WeightedConfusionMatrix actual)
    {
        Same.Bits(expected.ToArray(), actual.ToArray());
        Same.Bits(Metrics(expected), Metrics(actual));
        Same.Bits(expected.TotalWeight, actual.TotalWeight);
    }

    private static double[] Metrics(WeightedConfusionMatrix matrix) =>
    [
        matrix.Accuracy, matrix.MacroFBeta(0.5), matrix.MatthewsCorrelation(), matrix.BalancedAccuracy(),
        .. Enum.GetValues<KappaWeighting>().Select(matrix.CohenKappa),
        .. Enumerable.Range(0, matrix.ClassCount).SelectMany(k => new[] { matrix.Precision(k), matrix.Recall(k), matrix.FBeta(k, 2) }),
    ];

    private static WeightedConfusionMatrix Matrix(ClassRow[] rows) => WeightedConfusionMatrix.Compute(Actual(rows), Predicted(rows), Classes, [.. rows.Select(row => row.Weight)]);

    private static int[] Actual(ClassRow[] rows) => [.. rows.Select(row => row.Actual)];

    private static int[] Predicted(ClassRow[] rows) => [.. rows.Select(row => row.Predicted)];

    private static double Sum(ClassRow[] rows, Func<ClassRow, bool> which) => rows.Sum(row => which(row) ? row.Weight : 0);

    private static void Near(double expected, double actual) => Same.Within(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));
}
