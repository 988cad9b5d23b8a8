/// Folds, grids, metrics and searches.
module Tuning

open System
open System.Threading
open Perceptron
open Xunit

let private rows =
    [ for row in 0..39 -> $"%.3f{sin (float row * 1.7)},g{row % 5},{row * 7 % 41},{(if sin (float (row * row)) > 0.0 then 1 else 0)}" ]

let private table = Table.ParseCsv("x,who,day,answer\n" + String.Join("\n", rows) + "\n")

[<Fact>]
let ``plans of folds`` () =
    let plans =
        [ FoldPlan.Stratified(folds = 4, repeats = 2, seed = 1L)
          FoldPlan.Plain(4, repeats = 2)
          FoldPlan.ByGroup("who", folds = 4, repeats = 2) ]

    for plan in plans do
        let folds = plan.Split(table, label = "answer")
        Assert.Equal((4, 2, 8), (plan.FoldCount, plan.RepeatCount, folds.Count))
        let fold = folds[5]
        Assert.Equal((2, 2), (fold.Repeat, fold.Number))
        Assert.Equal(40, fold.TrainingCount + fold.HeldOutCount)
        Assert.Equal(fold.TrainingCount, table.Select(fold.TrainingRows()).Count)
        Assert.Equal(fold.HeldOutCount, table.Select(fold.HeldOutRows()).Count)

    Assert.Equal("day", FoldPlan.ByTime("day", folds = 3).Column)

[<Fact>]
let ``a grid of candidates`` () =
    let grid =
        Grid.Of(ClassifierOptions(Seed = 3L))
            .WithL2(Grid.Logarithmic(0.01, 1.0, 3))
            .WithHidden([||], [| 4; 2 |])
            .WithOptimizers(Adam 0.1)
            .WithBatchSizes(8)

    let candidates = grid.ToCandidates()
    Assert.Equal((6L, 6), (grid.Count, candidates.Count))
    Assert.Equal(Nullable 0.1, candidates[2].Options.L2)
    Assert.StartsWith("l2=0.1 hidden=0", candidates[2].Name)

[<Fact>]
let ``a search, and a classifier with the best options`` () =
    let reports = ResizeArray<TuningProgress>()
    use source = new CancellationTokenSource()
    let own = TuningMetric.Of("own", (fun held -> held.Evaluation.Accuracy + float (held.Table.Count - held.Data.Count) + float (held.Classifier.ClassNames.Count - 2)), largerIsBetter = true)

    let tuning =
        TuningOptions(
            Folds = FoldPlan.Stratified(4),
            Metrics = [| TuningMetric.LogLoss; TuningMetric.Accuracy; own |],
            Compute = ComputeOptions(Threads = 2),
            Progress = SynchronousProgress(fun report -> reports.Add report)
        )

    Assert.Equal(("4 stratified folds", 3), (string tuning.Folds, tuning.Metrics.Count))
    Assert.NotNull tuning.Compute
    Assert.NotNull tuning.Progress
    let candidates = [| Candidate("weak", ClassifierOptions(L2 = Nullable 0.001)); Candidate("strong", ClassifierOptions(L2 = Nullable 1.0)) |]
    let schema = Schema.Infer(table, "answer").With("who", Column.Ignored)

    for result in [ ClassifierTuning.Search(table, schema, candidates, tuning = tuning, cancellationToken = source.Token); ClassifierTuning.Search(table, "answer", candidates, tuning) ] do
        let best = result.Best
        Assert.Equal((2, 4), (result.Candidates.Count, result.Folds.Count))
        Assert.Equal((3, 0), (best.Scores.Count, best.DivergedCount))
        Assert.Equal(best.Scores[1].Mean, best.Scores[2].Mean)
        Assert.Equal((4, 0), (best.Score.Values.Count, best.Score.UndefinedCount))
        Assert.True(best.Score.StandardDeviation > 0.0)
        Assert.False best.Score.Metric.LargerIsBetter
        Assert.Equal("log loss", best.Score.Metric.Name)
        let difference = result.Candidates[1].DifferenceToBest
        Assert.True(difference.Mean >= 0.0)
        Assert.Equal(difference.IsSmall, difference.Mean <= 2.0 * difference.StandardError)
        Assert.Equal(difference, ScoreDifference(difference.Mean, difference.StandardError))
        Assert.Contains(best.Candidate.Name, result.ToTable())
        Assert.NotNull result.Notes
        Assert.Equal<string>([ "answer" ], result.Schema.Labels)
        Assert.Equal(2, (result.Refit(cancellationToken = source.Token)).ClassNames.Count)

    let last = reports[7]
    Assert.Equal((8, 8, 1), (last.Done, last.Total, last.Repeat))
    Assert.Equal(last, TuningProgress(8, 8, last.Name, 1, last.Fold, last.Score))

[<Fact>]
let ``one classifier and each metric`` () =
    let metrics =
        [| TuningMetric.LogLoss; TuningMetric.BrierScore; TuningMetric.Accuracy; TuningMetric.MacroF1; TuningMetric.BalancedAccuracy
           TuningMetric.MatthewsCorrelation; TuningMetric.CohenKappa; TuningMetric.RocAuc; TuningMetric.AveragePrecision |]

    Assert.Equal<TuningMetric>(metrics, TuningMetric.BuiltIn)
    let tuning = TuningOptions(Metrics = metrics)
    let schema = Schema.Infer(table, "answer")
    let one = ClassifierTuning.CrossValidate(table, "answer", tuning = tuning)
    let other = ClassifierTuning.CrossValidate(table, schema, options = ClassifierOptions(), tuning = tuning)
    Assert.Equal<float>([ for score in one.Scores -> score.Mean ], [ for score in other.Scores -> score.Mean ])
