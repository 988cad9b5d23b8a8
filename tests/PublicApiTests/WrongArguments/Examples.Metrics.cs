using Perceptron;

namespace PublicApiTests.WrongArguments;

/// <summary>Curves, matrices with weights, labels and intervals.</summary>
internal static partial class Examples
{
    private static void AddMetrics()
    {
        RocCurve[] curves = [RocCurve.Compute([0.25, 0.75], [false, true]), RocCurve.Compute<double>([], []), RocCurve.Compute([1.0], [true], [1e300])];
        PrecisionRecallCurve[] others = [PrecisionRecallCurve.Compute([0.25, 0.75], [false, true]), PrecisionRecallCurve.Compute<double>([], []), PrecisionRecallCurve.Compute([1.0], [true], [1e300])];
        Add(curves);
        Add(curves[0].Points[1], default);
        Add(others);
        Add(others[0].Points[1], default);
        Add(WeightedConfusionMatrix.Compute([0, 1], [0, 1], 2, [0.25, 0.75]), WeightedConfusionMatrix.Compute([0], [1], 5), WeightedConfusionMatrix.Compute([], [], 2), WeightedConfusionMatrix.Compute([0], [1], 2, [1e300]));
        Add(MultiLabelEvaluation.Compute(new[,] { { true, false } }, new[,] { { true, true } }), MultiLabelEvaluation.Compute(new bool[1, 1], new bool[1, 1]), MultiLabelEvaluation.Compute(new bool[1, 2], new bool[1, 2], [1e300]));
        Add(Bootstrap.Interval(2, weights => weights[0], replicates: 3), default);
        Add(KappaWeighting.None, KappaWeighting.Linear, KappaWeighting.Quadratic, (KappaWeighting)7);
    }
}
