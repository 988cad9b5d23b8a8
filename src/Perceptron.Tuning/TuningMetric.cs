using System.Collections.ObjectModel;
using Perceptron.Support;

namespace Perceptron;

/// <summary>A number that says how good a classifier is on the rows of a fold that were held out, and which direction is better.</summary>
/// <remarks>It may be NaN, as the area under a curve is where a class is absent from the fold. Rows count alike, also where there is a column of weights to train with.</remarks>
public sealed class TuningMetric
{
    private readonly Func<HeldOutResult, double> _measure;

    private TuningMetric(string name, Func<HeldOutResult, double> measure, bool largerIsBetter, bool needsOneLabel = false) =>
        (Name, _measure, LargerIsBetter, NeedsOneLabel) = (name, measure, largerIsBetter, needsOneLabel);

    /// <summary>The mean loss in nats, as <see cref="Evaluation.LogLoss"/>; smaller is better.</summary>
    public static TuningMetric LogLoss { get; } = new("log loss", held => held.Evaluation.LogLoss, false);

    /// <summary>The mean squared distance of f(x) from the targets, as <see cref="Evaluation.BrierScore"/>; smaller is better.</summary>
    public static TuningMetric BrierScore { get; } = new("brier score", held => held.Evaluation.BrierScore, false);

    /// <summary>The part that was predicted correctly, as <see cref="Evaluation.Accuracy"/>.</summary>
    public static TuningMetric Accuracy { get; } = new("accuracy", held => held.Evaluation.Accuracy, true);

    /// <summary>The mean F1 of the classes, as that of <see cref="Evaluation.Macro"/>.</summary>
    public static TuningMetric MacroF1 { get; } = new("macro f1", held => held.Evaluation.Macro.F1, true);

    /// <summary>The mean recall of the classes, as <see cref="ConfusionMatrixMetrics.BalancedAccuracy"/>; for one label.</summary>
    public static TuningMetric BalancedAccuracy { get; } = new("balanced accuracy", held => held.Evaluation.ConfusionMatrix().BalancedAccuracy(), true, true);

    /// <summary>The correlation of actual and predicted classes, as <see cref="ConfusionMatrixMetrics.MatthewsCorrelation"/>; for one label.</summary>
    public static TuningMetric MatthewsCorrelation { get; } = new("matthews", held => held.Evaluation.ConfusionMatrix().MatthewsCorrelation(), true, true);

    /// <summary>Agreement beyond chance, as <see cref="ConfusionMatrixMetrics.CohenKappa"/> without weights; for one label.</summary>
    public static TuningMetric CohenKappa { get; } = new("kappa", held => held.Evaluation.ConfusionMatrix().CohenKappa(), true, true);

    /// <summary>The area under the ROC curve, as <see cref="RocCurve.Area"/>; of more than two classes the mean of each against all others. NaN where a class is absent.</summary>
    public static TuningMetric RocAuc { get; } = new("roc auc", held => MeanOfOutputs(held, output => RocCurve.Compute(held.Classifier.Model, held.Data, output).Area), true);

    /// <summary>The average precision, as <see cref="PrecisionRecallCurve.AveragePrecision"/>; of more than two classes the mean of each against all others. NaN where a class is absent.</summary>
    public static TuningMetric AveragePrecision { get; } =
        new("average precision", held => MeanOfOutputs(held, output => PrecisionRecallCurve.Compute(held.Classifier.Model, held.Data, output).AveragePrecision), true);

    /// <summary>The metrics that are here.</summary>
    public static IReadOnlyList<TuningMetric> BuiltIn { get; } = new ReadOnlyCollection<TuningMetric>(
        [LogLoss, BrierScore, Accuracy, MacroF1, BalancedAccuracy, MatthewsCorrelation, CohenKappa, RocAuc, AveragePrecision]);

    /// <summary>What tables call it.</summary>
    public string Name { get; }

    /// <summary>Whether a larger number is better.</summary>
    public bool LargerIsBetter { get; }

    internal bool NeedsOneLabel { get; }

    /// <summary>A metric of your own.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="measure">The metric; NaN where it is undefined. Several threads call it at the same time, if several may work.</param>
    /// <param name="largerIsBetter">Whether a larger number is better.</param>
    /// <returns>The metric.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static TuningMetric Of(string name, Func<HeldOutResult, double> measure, bool largerIsBetter = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Guard.NotNull(measure, nameof(measure));
        return new(name, measure, largerIsBetter);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => DisplayText.Safe(Name);

    internal double Measure(HeldOutResult held) => _measure(held);

    private static double MeanOfOutputs(HeldOutResult held, Func<int, double> measure) => Enumerable.Range(0, held.Classifier.Model.OutputCount).Average(measure);
}
