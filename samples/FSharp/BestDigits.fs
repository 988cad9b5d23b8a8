/// Digits: the best epoch on held-out images, another optimizer, rare classes that weigh more, and the minimum itself.
module Samples.FSharp.BestDigits

open Perceptron

let run () =
    // <fit>
    let digits = Digits.Embedded()
    let parts = digits.Data.SplitByFraction(0.2, seed = 1L, stratified = true)

    let fit =
        Model.Softmax<float32>(digits.Height * digits.Width, 10).Fit(
            parts.Training,
            GradientDescent 0.5,
            epochs = 200,
            options = TrainingOptions(BatchSize = 32, Seed = 1L),
            stopping = StoppingOptions(Validation = parts.HeldOut, Patience = 10)
        )

    printfn "%.3f" (fit.Best.Model.Accuracy parts.HeldOut) // 0.978
    // </fit>

    // <evaluation>
    printfn "%s" (fit.Best.Model.Evaluate(parts.HeldOut).ToTable())
    // </evaluation>

    // <why>
    match fit.StopReason with
    | StopReason.PatienceExhausted ->
        "The held-out images were no longer read better."
    | StopReason.MaxEpochsReached -> "All epochs are done."
    // Target loss reached, diverged, cancelled, or a later reason.
    | other -> $"It stopped: {other}."
    |> printfn "%s"
    // </why>

    // <adam>
    let adam =
        Adam(0.1, Schedule = Schedule.WarmUp(50).Then(50, Schedule.Cosine 850))

    let last =
        Model
            .Softmax<float32>(64, 10)
            .Train(
                parts.Training,
                adam,
                epochs = 20,
                options = TrainingOptions(BatchSize = 32, Seed = 1L)
            )
        |> Seq.last

    printfn "%.3f" (last.Model.Accuracy parts.HeldOut) // 0.986
    // </adam>

    // <balanced>
    let balanced = TrainingOptions(Loss = LossOptions.Balanced parts.Training)

    printfn
        "%O"
        (Model
            .Softmax<float32>(64, 10)
            .Train(
                parts.Training,
                GradientDescent 0.5,
                epochs = 20,
                options = balanced
            )
         |> Seq.last)
    // </balanced>

    // <minimum>
    let minimum =
        Model
            .Softmax<float32>(64, 10)
            .Minimize(parts.Training, Lbfgs(), loss = LossOptions(L2 = 0.01))

    printfn "%O" minimum
// </minimum>
