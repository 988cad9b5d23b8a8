/// Curves, metrics of confusion matrices, row weights, several labels, parts, and how sure all this is.
module Samples.FSharp.MoreMetrics

open System
open System.IO
open Perceptron

let run () =
    let passengers = Path.Combine(AppContext.BaseDirectory, "passengers.csv")
    let table = Table.ReadCsv passengers
    let parts = table.SplitByFraction(0.2, seed = 1L, label = "survived")

    // <curves>
    let classifier = Classifier.Fit(parts.Training, label = "survived")
    let model = classifier.Model
    let test = classifier.Encoder.ToDataset parts.HeldOut
    let roc = RocCurve.Compute(model, test)
    let curve = PrecisionRecallCurve.Compute(model, test)
    printfn "area %.3f, average precision %.3f" roc.Area curve.AveragePrecision
    // </curves>

    // <threshold>
    let point = roc.Points |> Seq.find (fun p -> p.TruePositiveRate >= 0.8)
    let threshold = 1.0 / (1.0 + exp -point.Threshold)

    printfn
        "from f(x) = %.3f on: %.3f of the yes, and %.3f of the no"
        threshold
        point.TruePositiveRate
        point.FalsePositiveRate
    // </threshold>

    // <matrix>
    let matrix = classifier.Evaluate(parts.HeldOut).ConfusionMatrix()

    printfn
        "Matthews %.3f, kappa %.3f, balanced accuracy %.3f, F2 %.3f"
        (matrix.MatthewsCorrelation())
        (matrix.CohenKappa())
        (matrix.BalancedAccuracy())
        (matrix.FBeta(classIndex = 1, beta = 2.0))
    // </matrix>

    // <weights>
    let classes = [| for row in 0 .. test.Count - 1 -> test.Targets.ClassOf row |]
    let counts = classes |> Array.countBy id |> Map
    let weights = [| for c in classes -> 1.0 / float counts[c] |]
    let weighted = WeightedConfusionMatrix.Compute(model, test, weights)
    printfn "accuracy of classes that weigh the same %.3f" weighted.Accuracy
    // </weights>

    // <labels>
    let actual = array2D [ [ true; true ]; [ false; true ]; [ true; false ] ]
    let predicted = array2D [ [ true; false ]; [ false; true ]; [ true; false ] ]
    printfn "%O" (MultiLabelEvaluation.Compute(actual, predicted))
    // </labels>

    // <parts>
    let sum =
        [| 0 .. test.Count - 1 |]
        |> Seq.chunkBySize 50
        |> Seq.map (fun part -> RocCurve.Compute(model, test.Select part))
        |> Seq.reduce (+)

    printfn "%O" (sum.Area = roc.Area) // True
    // </parts>

    // <interval>
    let scores = model.Logits test.Rows |> Seq.cast<float> |> Array.ofSeq
    let answers = classes |> Array.map (fun c -> c = 1)

    let interval =
        Bootstrap.Interval(
            test.Count,
            (fun drawn -> RocCurve.Compute(scores, answers, drawn).Area),
            seed = 1L,
            compute = ComputeOptions(Threads = 2)
        )

    printfn "area %O" interval
// </interval>
