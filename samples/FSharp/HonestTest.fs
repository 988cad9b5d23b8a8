/// Three parts of the data: one to train on, one to choose the epoch, and one for the test, with its standard error.
module Samples.FSharp.HonestTest

open Perceptron

let run () =
    // <memory>
    let digits = Digits.Embedded()
    let few = digits.Data.SplitByFraction(0.9, seed = 1, stratified = true)

    let learner =
        Model
            .He<float32>(
                Architecture.Of(64).Hidden(64, Activation.ReLU).Softmax 10,
                seed = 1
            )
            .Train(
                few.Training,
                GradientDescent 0.1,
                epochs = 300,
                options = TrainingOptions(BatchSize = 16, Seed = 1)
            )
        |> Seq.last
        |> _.Model

    let seen, fresh = learner.Accuracy few.Training, learner.Accuracy few.HeldOut

    printfn
        "seen: %.3f of %d, new: %.3f of %d"
        seen
        few.Training.Count
        fresh
        few.HeldOut.Count
    // </memory>

    // <parts>
    let rest = digits.Data.SplitByFraction(0.2, seed = 1, stratified = true)
    let test = rest.HeldOut // used once, at the end
    let parts = rest.Training.SplitByFraction(0.2, seed = 2, stratified = true)

    printfn
        "%d to train on, %d to choose by, %d to test on"
        parts.Training.Count
        parts.HeldOut.Count
        test.Count
    // </parts>

    // <fit>
    let fit =
        Model
            .Softmax<float32>(64, 10)
            .Fit(
                parts.Training,
                GradientDescent 0.5,
                epochs = 500,
                options = TrainingOptions(BatchSize = 32, Seed = 1),
                stopping =
                    StoppingOptions(Validation = parts.HeldOut, Patience = 20)
            )

    printfn
        "stopped by %O after epoch %d; best on the held-out data: epoch %d"
        fit.StopReason
        fit.Last.Number
        fit.Best.Number
    // </fit>

    // <accuracy>
    let model = fit.Best.Model
    let accuracy = model.Accuracy test
    let error = sqrt (accuracy * (1.0 - accuracy) / float test.Count)
    printfn "test accuracy %.3f, standard error %.3f" accuracy error
    // </accuracy>

    // <table>
    printfn "%s" (model.Evaluate(test).ToTable())
    // </table>

    // <folds>
    let scores =
        [
            for fold in digits.Data.Folds(5, seed = 1, stratified = true) do
                let descent = GradientDescent 0.5
                let options = TrainingOptions(BatchSize = 32, Seed = 1)

                let last =
                    Model
                        .Softmax<float32>(64, 10)
                        .Train(fold.Training, descent, 30, options)
                    |> Seq.last

                last.Model.Accuracy fold.HeldOut
        ]

    printfn
        "five folds: %s, mean %.3f"
        (scores |> List.map (sprintf "%.3f") |> String.concat " ")
        (List.average scores)
    // </folds>

    // <sure>
    let f = model.Predict test.Rows
    let largest = [| for row in 0 .. test.Count - 1 -> Array.max f[row, *] |]
    let read = model.Classify test.Rows

    for low, high in [ 0.0f, 0.9f; 0.9f, 0.99f; 0.99f, 1.01f ] do
        let rows =
            [ 0 .. test.Count - 1 ]
            |> List.filter (fun row -> largest[row] >= low && largest[row] < high)

        let right =
            rows |> List.filter (fun row -> read[row] = test.Targets.ClassOf row)

        printfn
            "f(x) from %.2f to %.2f: %d of %d right"
            low
            (min high 1.0f)
            right.Length
            rows.Length
// </sure>
