using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Metrics on fixed examples, with the values of scikit-learn 1.2.1: <c>tests/references/metrics.py</c> prints them.</summary>
public class EvaluationExamples
{
    // With ties in rows and columns; class 3 never occurs, class 2 is never predicted.
    private static readonly double[,] Predictions =
    {
        { 0.5, 0.25, 0.125, 0.125 },
        { 0.25, 0.25, 0.25, 0.25 },
        { 0.125, 0.5, 0.25, 0.125 },
        { 0.375, 0.375, 0.125, 0.125 },
        { 0.25, 0.125, 0.25, 0.375 },
        { 0.0625, 0.8125, 0.0625, 0.0625 },
        { 0.75, 0.125, 0.0625, 0.0625 },
    };

    private static readonly int[] Classes = [0, 1, 2, 1, 0, 1, 2];

    // Class 1 is always there, class 2 never.
    private static readonly double[,] Each = { { 0.9, 0.6, 0.1 }, { 0.5, 0.75, 0.5 }, { 0.25, 0.5, 0 }, { 0.5, 1, 0.3 }, { 0.1, 0.4, 0.7 } };
    private static readonly double[,] Answers = { { 1, 1, 0 }, { 0, 1, 0 }, { 0, 1, 0 }, { 1, 1, 0 }, { 1, 1, 0 } };

    private static readonly double[] Scores = [0, 0.1, 0.1, 0.25, 0.25, 0.3, 0.5, 0.5, 0.5, 0.75, 0.9, 0.9, 1];
    private static readonly double[] OneAnswers = [0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 1];
    private static readonly bool[] IsOfClass = [.. OneAnswers.Select(y => y == 1)];

    [Fact]
    public void Exclusive_classes()
    {
        var evaluation = Evaluation.Compute(Predictions, Classes);

        Assert.Equal((7, 4, true), (evaluation.Count, evaluation.ClassCount, evaluation.AreExclusive));
        Same.Within(1.2590125148499098, evaluation.LogLoss, 1e-15);
        Same.Within(0.2857142857142857, evaluation.Accuracy, 0);

        // From its columns in reverse, as it puts the last of equal scores first.
        Assert.Equal([0.2857142857142857, 0.8571428571428571, 1, 1], Enumerable.Range(1, 4).Select(evaluation.TopKAccuracy));
        Check([0.25, 0.5, 0, 0], [0.5, 0.3333333333333333, 0, 0], [0.3333333333333333, 0.4, 0, 0], [2, 3, 2, 0], [.. Enumerable.Range(0, 4).Select(evaluation.ForClass)]);
        Check([0.1875], [0.20833333333333331], [0.18333333333333335], [7], evaluation.Macro);
        Check([0.2857142857142857], [0.2857142857142857], [0.2857142857142857], [7], evaluation.Micro);
        Check([0.2857142857142857], [0.2857142857142857], [0.26666666666666666], [7], evaluation.Weighted);

        // The sum over the classes of its score of each.
        Same.Within(0.6841517857142857, evaluation.BrierScore, 1e-15);
        Assert.Equal(evaluation.ConfusionMatrix().ToArray(), ConfusionMatrix.Compute(Classes, [0, 0, 1, 0, 3, 1, 0], 4).ToArray());
        Assert.Equal(new long[,] { { 2, 3 }, { 1, 1 } }, evaluation.ConfusionMatrixFor(0).ToArray());
        Assert.Equal(["not 0", "0"], evaluation.ConfusionMatrixFor(0).ClassNames);
    }

    [Fact]
    public void Areas_of_exclusive_classes()
    {
        var areas = RocAuc.Compute(Predictions, Classes);
        Same.Within([0.65, 0.7916666666666666, 0.45, double.NaN], areas);
        Same.Within(0.6305555555555555, areas.Macro, 1e-15);
        Same.Within(0.6535714285714286, areas.Weighted, 1e-15);

        // The first three columns, each row over its sum, by multi_class="ovr".
        var three = new double[7, 3];
        for (var i = 0; i < 21; i++)
        {
            three[i / 3, i % 3] = Predictions[i / 3, i % 3] / Enumerable.Range(0, 3).Sum(j => Predictions[i / 3, j]);
        }

        var others = RocAuc.Compute(three, Classes);
        Same.Within(0.6277777777777778, others.Macro, 1e-15);
        Same.Within(0.6571428571428571, others.Weighted, 1e-15);
    }

    [Fact]
    public void Independent_classes()
    {
        var evaluation = Evaluation.Compute(Each, Answers);

        Same.Within(0.589934873023857, evaluation.LogLoss, 1e-15);
        Same.Within(0.6666666666666666, evaluation.Accuracy, 0);
        Check([0.6666666666666666, 1, 0], [0.6666666666666666, 0.8, 0], [0.6666666666666666, 0.888888888888889, 0], [3, 5, 0], [.. Enumerable.Range(0, 3).Select(evaluation.ForClass)]);
        Check([0.5555555555555555], [0.48888888888888893], [0.5185185185185185], [8], evaluation.Macro);
        Check([0.6666666666666666], [0.75], [0.7058823529411765], [8], evaluation.Micro);
        Check([0.875], [0.75], [0.8055555555555556], [8], evaluation.Weighted);
        Same.Within(0.20366666666666666, evaluation.BrierScore, 1e-15);
        Assert.Equal(new long[,] { { 1, 1 }, { 1, 2 } }, evaluation.ConfusionMatrixFor(0).ToArray());

        // It refuses the other two classes.
        var areas = RocAuc.Compute(Each, Targets.MultiLabel(Answers));
        Same.Within([0.5833333333333333, double.NaN, double.NaN], areas);
        Same.Within(0.5833333333333333, areas.Macro, 1e-15);
        Same.Within(0.5833333333333333, areas.Weighted, 1e-15);
    }

    [Fact]
    public void One_class()
    {
        var evaluation = Evaluation.Compute(Scores, OneAnswers);

        Same.Within(0.24365384615384617, evaluation.BrierScore, 1e-15);
        Same.Within(0.7087435545342895, evaluation.LogLoss, 1e-15);
        Same.Within(0.7023809523809524, RocAuc.ComputeBinary(Scores, IsOfClass), 1e-15);
        Assert.Equal(evaluation.ConfusionMatrixFor(1).ToArray(), evaluation.ConfusionMatrix().ToArray());
        Check(
            [true, true, true, true],
            [0.4, 0.5, 1, 0.6666666666666666],
            [0.13999999999999999, 0.45, 0.75, 0.9333333333333332],
            CalibrationCurve.Compute(Scores, IsOfClass, 4));
        Check(
            [true, false, true, false, true, false, false, true, true, true],
            [0.3333333333333333, 0.3333333333333333, 0.6666666666666666, 1, 0.5, 1],
            [0.06666666666666667, 0.26666666666666666, 0.5, 0.75, 0.9, 1],
            CalibrationCurve.Compute(Scores, IsOfClass));
    }

    [Fact]
    public void A_certain_mistake_costs_36_nats_where_only_its_probability_is_known()
    {
        double[] certain = [1.0];
        double[] wrong = [0.0];
        int[] second = [1];
        Same.Within(36.04365338911715, Evaluation.Compute(certain, wrong).LogLoss, 1e-14);
        Same.Within(36.04365338911715, Evaluation.Compute(new[,] { { 1.0, 0 } }, second).LogLoss, 1e-14);

        // The model has it from its logits.
        Same.Within(60, Model.Neuron([60.0], 0).Evaluate(Dataset.Binary(new[,] { { 1.0 } }, [0.0])).LogLoss, 1e-13);
    }

    [Fact]
    public void The_table_has_a_line_a_class_and_three_means()
    {
        var lines = Evaluation.Compute(Predictions, Classes).ToTable().Split('\n');

        Assert.Equal(8, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.Equal("   class  precision  recall      F1  support", lines[0]);
        Assert.Equal("       1     0.5000  0.3333  0.4000        3", lines[2]);
        Assert.Equal("weighted     0.2857  0.2857  0.2667        7", lines[7]);
    }

    private static void Check(double[] precision, double[] recall, double[] f1, long[] support, params PrecisionRecall[] actual)
    {
        Same.Within(precision, [.. actual.Select(values => values.Precision)], 1e-15);
        Same.Within(recall, [.. actual.Select(values => values.Recall)], 1e-15);
        Same.Within(f1, [.. actual.Select(values => values.F1)], 1e-15);
        Assert.Equal(support, actual.Select(values => values.Support));
    }

    private static void Check(bool[] met, double[] frequencies, double[] means, CalibrationCurve curve)
    {
        Assert.Equal(met, curve.Bins.Select(bin => bin.Count > 0));
        Same.Within(frequencies, [.. curve.Bins.Where(bin => bin.Count > 0).Select(bin => bin.Frequency)], 1e-15);
        Same.Within(means, [.. curve.Bins.Where(bin => bin.Count > 0).Select(bin => bin.MeanPrediction)], 1e-15);
        Assert.All(curve.Bins.Where(bin => bin.Count == 0), bin => Assert.True(double.IsNaN(bin.Frequency) && double.IsNaN(bin.MeanPrediction)));
    }
}
