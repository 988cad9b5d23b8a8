using Perceptron;

namespace PublicApiTests.WrongArguments;

/// <summary>Folds, grids, metrics and results of candidates.</summary>
internal static partial class Examples
{
    private static void AddTuning()
    {
        var table = Table.ParseCsv("x,label\n1.5,yes\n2,no\n3,yes\n4,no\n5,no\n7.5,yes\n");
        Add(FoldPlan.Plain(2), FoldPlan.Stratified(3), FoldPlan.ByTime("x", 2), FoldPlan.ByGroup("label", 2));
        Add(FoldPlan.Plain(2).Split(table)[0]);
        Add(Grid.Of(), Grid.Of().WithL2(0.5));
        var candidate = new Candidate("one", new ClassifierOptions { L2 = 0.5 });
        Add(candidate);
        Add(TuningMetric.LogLoss, TuningMetric.RocAuc);
        Add(new TuningOptions { Folds = FoldPlan.Stratified(2) });
        Add(new TuningProgress(1, 2, "one", 1, 1, 0.5), default);
        Add(new ScoreDifference(0.5, 0.25), default);
        HeldOutResult? held = null;
        var result = ClassifierTuning.Search(table, "label", [candidate], new() { Folds = FoldPlan.Stratified(2), Metrics = [TuningMetric.Of("kept", one => (held = one).Evaluation.LogLoss)] });
        Add(result);
        Add(result.Best);
        Add(result.Best.Score);
        Add(held!);
    }
}
