/// Cross-validation of a classifier of a table, a grid of options, folds by group, and metrics of one's own.
module Samples.FSharp.Tuning

open System
open System.IO
open Perceptron

let run () =
    let passengers = Path.Combine(AppContext.BaseDirectory, "passengers.csv")
    let table = Table.ReadCsv passengers
    let parts = table.SplitByFraction(0.2, seed = 1L, label = "survived")

    // <one>
    let one = ClassifierTuning.CrossValidate(parts.Training, "survived")
    printfn "%O" one.Scores[0]
    printfn "%O" one.Scores[1]
    // </one>

    // <grid>
    let grid =
        Grid.Of()
            .WithL2(Grid.Logarithmic(0.001, 1.0, 4))
            .WithHidden([||], [| 8 |])

    let tuning =
        TuningOptions(
            Folds = FoldPlan.Stratified(folds = 5, repeats = 2, seed = 1L),
            Compute = ComputeOptions(Threads = 2)
        )

    let candidates = grid.ToCandidates()

    let result =
        ClassifierTuning.Search(parts.Training, "survived", candidates, tuning)

    printfn "%s" (result.ToTable())
    // </grid>

    // <refit>
    let classifier = result.Refit()
    printfn "%O" (classifier.Evaluate parts.HeldOut)
    // </refit>

    // <folds>
    let recall =
        TuningMetric.Of("recall", fun held -> held.Evaluation.ForClass(1).Recall)

    let byClass =
        TuningOptions(
            Folds = FoldPlan.ByGroup("class", folds = 3),
            Metrics = [| TuningMetric.RocAuc; recall |]
        )

    let far =
        ClassifierTuning.CrossValidate(
            parts.Training,
            "survived",
            tuning = byClass
        )

    printfn "%O" far.Score
    // </folds>
