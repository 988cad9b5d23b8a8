using Perceptron;
using Tests;
using Xunit;

namespace MetricsTests;

/// <summary>Numbers that one can check by hand.</summary>
public class WorkedExamples
{
    private static readonly double[] Scores = [0.1, 0.4, 0.35, 0.8];
    private static readonly bool[] Answers = [false, false, true, true];

    /// <summary>Three of the four pairs are ranked rightly.</summary>
    [Fact]
    public void A_ROC_curve()
    {
        var curve = RocCurve.Compute(Scores, Answers);

        Assert.Equal(0.75, curve.Area);
        Assert.Equal<RocPoint>([new(double.PositiveInfinity, 0, 0), new(0.8, 0, 0.5), new(0.4, 0.5, 0.5), new(0.35, 0.5, 1), new(0.1, 1, 1)], curve.Points);
        Assert.Equal("ROC curve of 4, area 0.7500", curve.ToString());
        Assert.Equal("from 0.4: true positives 0.5, false positives 0.5", curve.Points[2].ToString());
    }

    /// <summary>One row of the class is found at precision 1, the other at 2/3.</summary>
    [Fact]
    public void A_precision_recall_curve()
    {
        var curve = PrecisionRecallCurve.Compute(Scores, Answers);

        Assert.Equal(5 / 6.0, curve.AveragePrecision, 1e-15);
        Assert.Equal<PrecisionRecallPoint>([new(double.PositiveInfinity, 0, 1), new(0.8, 0.5, 1), new(0.4, 0.5, 0.5), new(0.35, 1, 2 / 3.0), new(0.1, 1, 0.5)], curve.Points);
        Assert.Equal("precision-recall curve of 4, average precision 0.8333", curve.ToString());
        Assert.Equal("from 0.4: precision 0.5, recall 0.5", curve.Points[2].ToString());
    }

    /// <summary>Of the weight of pairs, 3 · (1 + 2), all but the one of weight 2 · 1 is ranked rightly.</summary>
    [Fact]
    public void A_ROC_curve_of_rows_with_weights() => Assert.Equal(7 / 9.0, RocCurve.Compute(Scores, Answers, [1, 2, 1, 2]).Area, 1e-15);

    [Fact]
    public void Equal_scores_share_a_point()
    {
        var curve = RocCurve.Compute([0.5, 0.0, 0.5, -0.0], [true, true, false, false]);

        Assert.Equal(0.5, curve.Area);
        Assert.Equal<RocPoint>([new(double.PositiveInfinity, 0, 0), new(0.5, 0.5, 0.5), new(0, 1, 1)], curve.Points);
    }

    [Fact]
    public void Zero_is_one_threshold_whichever_sign_comes_first() => Assert.All<double[]>([[0.0, -0.0], [-0.0, 0.0]], scores =>
    {
        Same.Bits(0.0, RocCurve.Compute(scores, [true, false]).Points[1].Threshold);
        Same.Bits(0.0, PrecisionRecallCurve.Compute(scores, [true, false]).Points[1].Threshold);
    });

    /// <summary>2⁵³ + 1 is not a double: whoever rounds after each row loses the small ones.</summary>
    [Fact]
    public void A_large_weight_hides_no_small_ones()
    {
        var large = Math.ScaleB(1, 53);
        var curve = RocCurve.Compute([4.0, 3, 2, 1], [true, true, true, false], [large, 1, 1, 1]);

        Assert.Equal([0, large / (large + 2), large / (large + 2), 1, 1], curve.Points.Select(point => point.TruePositiveRate));
        Assert.Equal(1, curve.Area);
    }

    [Fact]
    public void A_class_that_is_absent_has_no_area()
    {
        Assert.All<bool[]>([[], [true, true], [false, false]], answers =>
        {
            double[] scores = [.. answers.Select((_, i) => (double)i)];
            Assert.True(double.IsNaN(RocCurve.Compute(scores, answers).Area));
            Assert.Equal(answers is [true, ..] ? 1 : double.NaN, PrecisionRecallCurve.Compute(scores, answers).AveragePrecision);
            Assert.Equal(answers.Length + 1, RocCurve.Compute(scores, answers).Points.Count);
        });
        Assert.True(double.IsNaN(RocCurve.Compute([1.0, 2], [true, false], [1, 0]).Area));
        Assert.True(double.IsNaN(PrecisionRecallCurve.Compute([1.0, 2], [true, false], [0, 1]).AveragePrecision));
        Assert.Equal([new(double.PositiveInfinity, 0, double.NaN), new(2, 0.5, double.NaN), new(1, 1, double.NaN)], RocCurve.Compute([1.0, 2], [false, false]).Points);

        // Another part may have it.
        Assert.Equal(1, (RocCurve.Compute([1.0], [true]) + RocCurve.Compute([0.0], [false])).Area);
    }

    /// <summary>f(x) is 1 in float from z = 17 on.</summary>
    [Fact]
    public void Logits_tell_observations_apart_where_predictions_are_equal()
    {
        var model = Model.Neuron([1f], 0);
        var data = Dataset.Binary(new float[,] { { 20 }, { 30 } }, [false, true]);

        Assert.Equal([1f, 1f], model.Predict(data.Rows).Cast<float>());
        Assert.Equal(1, RocCurve.Compute(model, data).Area);
        Assert.Equal(1, PrecisionRecallCurve.Compute(model, data).AveragePrecision);
        Assert.Equal([30, 20], RocCurve.Compute(model, data).Points.Skip(1).Select(point => point.Threshold));
        Assert.Equal(0.5, RocCurve.Compute(model.Predict(data.Rows).Cast<float>().ToArray(), [false, true]).Area);

        var softmax = Model.Softmax(new float[,] { { 0, 1 } }, [0, 0]);
        Assert.Equal([1, 1], Enumerable.Range(0, 2).Select(output => RocCurve.Compute(softmax, Dataset.Exclusive(new float[,] { { 20 }, { 30 } }, [0, 1], 2), output).Area));
    }

    /// <summary>TP 6, FN 2, FP 1, TN 3.</summary>
    [Fact]
    public void Two_classes()
    {
        var matrix = Matrix(new[,] { { 3, 1 }, { 2, 6 } });

        Assert.Equal(16 / Math.Sqrt(7 * 8 * 4 * 5), matrix.MatthewsCorrelation(), 1e-15);
        Assert.Equal((0.75 + 0.75) / 2, matrix.BalancedAccuracy(), 1e-15);
        Assert.Equal(5 * 6.0 / ((5 * 6) + (4 * 2) + 1), matrix.FBeta(1, 2), 1e-15);
        Assert.Equal(1.25 * 6 / ((1.25 * 6) + (0.25 * 2) + 1), matrix.FBeta(1, 0.5), 1e-15);
        Assert.Equal(6 / 7.0, matrix.FBeta(1, 0), 1e-15);
        Assert.Equal(6 / 8.0, matrix.FBeta(1, 1e200), 1e-15);

        // 9 of 12 agree; (4 · 5 + 8 · 7) / 12² do by chance.
        Assert.Equal((0.75 - (76 / 144.0)) / (1 - (76 / 144.0)), matrix.CohenKappa(), 1e-15);
    }

    [Fact]
    public void Three_classes_in_an_order()
    {
        var matrix = Matrix(new[,] { { 2, 1, 0 }, { 0, 2, 1 }, { 1, 0, 3 } });

        Assert.Equal(1 - (3 / 6.6), matrix.CohenKappa(), 1e-15);
        Assert.Equal(1 - (4 / 9.0), matrix.CohenKappa(KappaWeighting.Linear), 1e-15);
        Assert.Equal(1 - (6 / 13.8), matrix.CohenKappa(KappaWeighting.Quadratic), 1e-15);
        Assert.Equal((70 - 34) / 66.0, matrix.MatthewsCorrelation(), 1e-15);
        Assert.Equal(((2 / 3.0) + (2 / 3.0) + 0.75) / 3, matrix.BalancedAccuracy(), 1e-15);
    }

    /// <summary>Whoever subtracts squares of 10¹⁵ has no digits left.</summary>
    [Fact]
    public void Rare_classes_keep_their_digits()
    {
        var matrix = WeightedConfusionMatrix.Compute([0, 0, 1, 1], [0, 1, 0, 1], 2, [1e15, 1, 1, 1]);

        Assert.Equal((1e15 - 1) / (2 * (1e15 + 1)), matrix.MatthewsCorrelation(), 1e-15);
        Assert.Equal("confusion matrix of 2 classes, accuracy 1.0000 of weight 1E+15", matrix.ToString());
    }

    [Fact]
    public void What_the_metrics_of_a_matrix_are_where_they_divide_by_0()
    {
        var (nothing, one, guess) = (ConfusionMatrix.Compute([], [], 2), Matrix(new[,] { { 4, 0 }, { 0, 0 } }), Matrix(new[,] { { 2, 2 }, { 0, 0 } }));

        Assert.Equal((0, 0, 0), (nothing.FBeta(0, 1), nothing.MacroFBeta(1), nothing.MatthewsCorrelation()));
        Assert.True(double.IsNaN(nothing.BalancedAccuracy()) && double.IsNaN(nothing.CohenKappa()));
        Assert.Equal((1, 0, 1, 0, 1), (one.FBeta(0, 1), one.FBeta(1, 1), one.MacroFBeta(1), one.MatthewsCorrelation(), one.BalancedAccuracy()));
        Assert.All(Enum.GetValues<KappaWeighting>(), weighting => Assert.True(double.IsNaN(one.CohenKappa(weighting))));
        Assert.Equal((0, 0.5, 0), (guess.MatthewsCorrelation(), guess.BalancedAccuracy(), guess.CohenKappa()));
        Assert.Equal((0, 0), (WeightedConfusionMatrix.Compute([], [], 2).Accuracy, WeightedConfusionMatrix.Compute([], [], 2).TotalWeight));
    }

    /// <summary>Of the labels 0 and 1 only 0 was predicted; label 2 was; and a row without labels.</summary>
    [Fact]
    public void Several_labels()
    {
        var evaluation = MultiLabelEvaluation.Compute(LabelRow.Matrix([0b011, 0b100, 0]), LabelRow.Matrix([0b001, 0b100, 0]));

        Assert.Equal(2 / 3.0, evaluation.SubsetAccuracy, 1e-15);
        Assert.Equal(1 / 9.0, evaluation.HammingLoss, 1e-15);
        Assert.Equal(0.5, evaluation.SampleJaccard, 1e-15);
        Assert.Equal((1, 0, 1), (evaluation.Jaccard(0), evaluation.Jaccard(1), evaluation.Jaccard(2)));
        Assert.Equal(2 / 3.0, evaluation.MicroJaccard, 1e-15);
        Assert.Equal(2 / 3.0, evaluation.MacroJaccard, 1e-15);
        Assert.Equal("subset accuracy 0.6667, Hamming loss 0.1111, sample Jaccard 0.5000 of 3", evaluation.ToString());
    }

    private static ConfusionMatrix Matrix(int[,] counts)
    {
        var (actual, predicted) = (new List<int>(), new List<int>());
        for (var i = 0; i < counts.GetLength(0); i++)
        {
            for (var j = 0; j < counts.GetLength(1); j++)
            {
                actual.AddRange(Enumerable.Repeat(i, counts[i, j]));
                predicted.AddRange(Enumerable.Repeat(j, counts[i, j]));
            }
        }

        return ConfusionMatrix.Compute([.. actual], [.. predicted], counts.GetLength(0));
    }
}
