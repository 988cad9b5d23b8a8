using Perceptron;
using Xunit;

namespace MetricsTests;

/// <summary>What is wrong is refused by the name of the argument, with what was given and what was expected.</summary>
public class Refusals
{
    [Fact]
    public void Wrong_arguments_of_curves()
    {
        Refused("isOfClass", "1 answer given; 2 expected", () => RocCurve.Compute([1.0, 2], [true]));
        Refused("scores", "index 1 is NaN", () => RocCurve.Compute([1.0, double.NaN], [true, false]));
        Refused("scores", "index 0 is Infinity", () => PrecisionRecallCurve.Compute([double.PositiveInfinity, 1], [true, false]));
        Refused("rowWeights", "1 row weight given; 2 expected", () => RocCurve.Compute([1.0, 2], [true, false], [1]));
        Refused("rowWeights", "weight of row 1 is -1", () => PrecisionRecallCurve.Compute([1.0, 2], [true, false], [1, -1]));
        Refused("rowWeights", "All weights are 0", () => RocCurve.Compute([1.0, 2], [true, false], [0, 0]));
        Refused("rowWeights", "1E+300 is the maximum", () => RocCurve.Compute([1.0, 2], [true, false], [1e300, 1e300]));
        Refused("outputIndex", "from 0 to 0", () => RocCurve.Compute(Model.Neuron([1.0], 0), Dataset.Binary(new double[,] { { 1 } }, [true]), 1));
        Refused("data", "2", () => RocCurve.Compute(Model.Neuron([1.0], 0), Dataset.Binary(new double[,] { { 1, 2 } }, [true])));
        var heavy = RocCurve.Compute([1.0], [true], [9e299]);
        Refused("right", "1E+300 is the maximum", () => _ = heavy + heavy);
        Refused("other", "1E+300 is the maximum", () => heavy.Add(heavy));
    }

    [Fact]
    public void Wrong_arguments_of_matrices()
    {
        var (matrix, weighted) = (ConfusionMatrix.Compute([0, 1], [0, 1], 2), WeightedConfusionMatrix.Compute([0, 1], [0, 1], 2, [1, 2]));

        Assert.All<Action>([() => matrix.FBeta(2, 1), () => weighted.FBeta(2, 1), () => weighted.Recall(-1), () => weighted.Precision(2)], call => Refused("classIndex", "from 0 to 1", call));
        Assert.All<Action>([() => matrix.FBeta(0, -1), () => weighted.MacroFBeta(double.NaN), () => matrix.MacroFBeta(double.PositiveInfinity)], call => Refused("beta", "at least 0", call));
        Assert.All<Action>([() => matrix.CohenKappa((KappaWeighting)3), () => weighted.CohenKappa((KappaWeighting)(-1))], call => Refused("weighting", "None, Linear and Quadratic", call));
        Refused("predicted", "row 1 is 2", () => WeightedConfusionMatrix.Compute([0, 1], [0, 2], 2));
        Refused("classCount", "At least 2", () => WeightedConfusionMatrix.Compute([0], [0], 1));
        Refused("classCount", "16384 classes", () => WeightedConfusionMatrix.Compute([0], [0], 16_385));
        Refused("right", "The classes differ", () => _ = weighted + WeightedConfusionMatrix.Compute([0], [0], 3));
        Refused("predicted", "from 0 to 1", () => _ = weighted[0, 2]);
        var heavy = WeightedConfusionMatrix.Compute([0], [0], 2, [9e299]);
        Refused("other", "1E+300 is the maximum", () => heavy.Add(heavy));
        Assert.Throws<ArgumentNullException>("matrix", () => ConfusionMatrixMetrics.CohenKappa(null!));
    }

    [Fact]
    public void Wrong_arguments_of_labels()
    {
        var evaluation = MultiLabelEvaluation.Compute(new bool[1, 2], new bool[1, 2]);

        Refused("predicted", "The predictions are 2 × 2; the actual labels are 2 × 3", () => MultiLabelEvaluation.Compute(new bool[2, 3], new bool[2, 2]));
        Refused("actual", "no prediction", () => MultiLabelEvaluation.Compute(new bool[0, 3], new bool[0, 3]));
        Refused("actual", "no prediction", () => MultiLabelEvaluation.Compute(new bool[3, 0], new bool[3, 0]));
        Refused("labelIndex", "from 0 to 1", () => evaluation.Jaccard(2));
        Refused("right", "labels differ: 2 and 1", () => _ = evaluation + MultiLabelEvaluation.Compute(new bool[1, 1], new bool[1, 1]));
        var heavy = MultiLabelEvaluation.Compute(new bool[1, 1], new bool[1, 1], [9e299]);
        Refused("other", "1E+300 is the maximum", () => heavy.Add(heavy));
    }

    [Fact]
    public void Wrong_arguments_of_intervals()
    {
        Refused("rowCount", "At least 1", () => Bootstrap.Interval(0, _ => 0));
        Refused("rowCount", "At most 100000000", () => Bootstrap.Interval(100_000_001, _ => 0));
        Refused("replicates", "At least 1", () => Bootstrap.Interval(1, _ => 0, replicates: 0));
        Refused("replicates", "At most 1000000", () => Bootstrap.Interval(1, _ => 0, replicates: 1_000_001));
        Assert.All([0, 1, -0.5, double.NaN], level => Refused("level", "above 0 and below 1", () => Bootstrap.Interval(1, _ => 0, level)));
        Assert.Throws<ArgumentNullException>("metric", () => Bootstrap.Interval(1, null!));
    }

    private static void Refused(string name, string text, Action call)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(name, exception.ParamName);
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
    }
}
