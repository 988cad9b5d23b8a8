/// Data for training, validation and test; scaled and standardised; cross-validation.
module Samples.FSharp.Splits

open Perceptron

let run () =
    // <three>
    let digits = Digits.Embedded().Data
    let outer = digits.SplitByFraction(0.2, seed = 1L, stratified = true)
    let inner = outer.Training.SplitByCount(200, seed = 2L, stratified = true)
    let training, validation, test = inner.Training, inner.HeldOut, outer.HeldOut

    printfn
        "%d to train on, %d to choose by, %d to test on"
        training.Count
        validation.Count
        test.Count

    let fit =
        Model
            .Softmax<float32>(64, 10)
            .Fit(
                training,
                GradientDescent 0.5,
                epochs = 100,
                options = TrainingOptions(BatchSize = 32, Seed = 1L),
                stopping = StoppingOptions(Validation = validation, Patience = 10)
            )

    printfn "%O" fit

    printfn
        "best epoch %d, test accuracy %.4f"
        fit.Best.Number
        (fit.Best.Model.Accuracy test)
    // </three>

    // <folds>
    let accuracies =
        [
            for fold in outer.Training.Folds(5, seed = 1L, stratified = true) do
                let epochs =
                    Model
                        .Softmax<float32>(64, 10)
                        .Train(
                            fold.Training,
                            GradientDescent 0.5,
                            epochs = 20,
                            options = TrainingOptions(BatchSize = 32, Seed = 1L)
                        )

                (Seq.last epochs).Model.Accuracy fold.HeldOut
        ]

    printfn
        "%.3f, from %.3f to %.3f"
        (List.average accuracies)
        (List.min accuracies)
        (List.max accuracies)
    // </folds>

    // <standardize>
    // All parts use the statistics of the training part. Without centring, sparse
    // rows stay sparse.
    let standardization = StandardScaler.Fit(training, center = false)

    let standardTraining, standardTest =
        standardization.Transform training, standardization.Transform test

    printfn "%O becomes %O" training.Rows standardTraining.Rows

    let epochs =
        Model
            .Softmax<float32>(64, 10)
            .Train(
                standardTraining,
                GradientDescent 0.1,
                epochs = 20,
                options = TrainingOptions(BatchSize = 32, Seed = 1L)
            )

    printfn "%.4f" ((Seq.last epochs).Model.Accuracy standardTest)
    // </standardize>

    // <scale>
    let raw = training.Scale 16.0 // as if these were counts from 0 to 16
    printfn "%g" raw.Rows.MaxAbs
    printfn "%g" (raw.Scale(1.0 / raw.Rows.MaxAbs).Rows.MaxAbs)
    // </scale>
