/// Rows, classes and positive targets that weigh more than others.
module Samples.FSharp.RowAndClassWeights

open Perceptron

let run () =
    // <rare>
    // Only the digits 3 and 8, and only every tenth 8: a rare class.
    let all = Digits.Embedded().Data

    let rowsOf digit =
        [|
            for row in 0 .. all.Count - 1 do
                if all.Targets.ClassOf row = digit then
                    row
        |]

    let chosen =
        Array.append
            (rowsOf 3)
            [|
                for i, row in Array.indexed (rowsOf 8) do
                    if i % 10 = 0 then
                        row
            |]

    let classes =
        chosen
        |> Array.map (fun row -> if all.Targets.ClassOf row = 8 then 1 else 0)

    let data = Dataset.Exclusive(all.Rows.Select chosen, classes, classCount = 2)
    let parts = data.SplitByFraction(0.5, seed = 1L, stratified = true)
    // </rare>

    // <classes>
    let start = Model.Softmax<float32>(64, 2)

    let plain =
        (start.Train(parts.Training, GradientDescent 0.5, epochs = 5) |> Seq.last)
            .Model

    let balanced = LossOptions.Balanced parts.Training

    let weighed =
        (start.Train(
            parts.Training,
            GradientDescent 0.5,
            epochs = 5,
            options = TrainingOptions(Loss = balanced)
         )
         |> Seq.last)
            .Model

    let recall (model: Model<float32>) =
        model.Evaluate(parts.HeldOut).ForClass(1).Recall

    printfn "%O" balanced

    printfn
        "recall of the rare class: %.2f, balanced %.2f"
        (recall plain)
        (recall weighed)
    // </classes>

    // <auc>
    let area (model: Model<float32>) = RocAuc.Compute(model, parts.HeldOut)[1]
    let plainArea, balancedArea = area plain, area weighed
    let first = "ROC AUC of the rare class:"
    printfn "%s %.3f, balanced %.3f" first plainArea balancedArea
    // </auc>

    // <rows>
    // A row of weight 2 counts twice.
    let xor = LogicGate.Xor.Dataset
    let model = LogicGate.Or.Textbook

    printfn
        "%.4f %.4f"
        (model.Loss(xor.WithRowWeights(1.0, 1.0, 1.0, 1.0)))
        (model.Loss(xor.WithRowWeights(0.0, 1.0, 1.0, 0.0)))
    // </rows>

    // <positives>
    // More recall of independent classes: y = 1 weighs three times as much as y =
    // 0.
    let towardsRecall = LossOptions(PositiveWeights = [| 3.0 |])
    printfn "%.4f" (model.Loss(xor, loss = towardsRecall))
    // </positives>
