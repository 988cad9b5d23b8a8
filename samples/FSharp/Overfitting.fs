/// A model that learns its data by heart, and what helps: a penalty, an early stop, more data, fewer weights.
module Samples.FSharp.Overfitting

open Perceptron

let run () =
    // <by-heart>
    let digits = Digits.Embedded().Data
    let parts = digits.SplitByFraction(0.9, seed = 1, stratified = true)
    let few, heldOut = parts.Training, parts.HeldOut
    let network = Architecture.Of(64).Hidden(64, Activation.ReLU).Softmax 10
    let start = Model.He<float32>(network, seed = 1)
    let descent = GradientDescent 0.1
    let options = TrainingOptions(BatchSize = 16, Seed = 1)

    for epoch in start.Train(few, descent, epochs = 300, options = options) do
        if List.contains epoch.Number [ 1; 10; 30; 100; 300 ] then
            let loss, fresh = epoch.Model.Loss few, epoch.Model.Loss heldOut
            printfn "epoch %3d  loss %.4f, held out %.4f" epoch.Number loss fresh
    // </by-heart>

    // <penalty>
    for l2 in [ 0.0; 0.001; 0.01; 0.03; 0.1 ] do
        let loss = LossOptions(L2 = l2)
        let penalised = TrainingOptions(BatchSize = 16, Seed = 1, Loss = loss)
        let last = start.Train(few, descent, 300, penalised) |> Seq.last
        let model = last.Model
        let w = model.Layers[0].W.ToArray() |> Seq.cast<float32>
        let seen, fresh = model.Loss few, model.Loss heldOut
        let accuracy = model.Accuracy heldOut
        let largest = w |> Seq.map abs |> Seq.max
        let losses = $"l2 {l2, 5}  loss {seen:F3}, held out {fresh:F3}"
        printfn $"{losses}, accuracy {accuracy:F3}, largest w {largest:F2}"
    // </penalty>

    // <stop>
    let stop = StoppingOptions(Validation = heldOut, Patience = 20)
    let fit = start.Fit(few, descent, 300, options, stop)
    let best = fit.Best
    printfn "best epoch %d: held out %.3f" best.Number (best.Model.Loss heldOut)
    // </stop>

    // <more>
    for fraction in [ 0.9; 0.75; 0.5 ] do
        let more = digits.SplitByFraction(fraction, seed = 1, stratified = true)
        let last = start.Train(more.Training, descent, 100, options) |> Seq.last
        let count, model = more.Training.Count, last.Model
        let loss, fresh = model.Loss more.Training, model.Loss more.HeldOut
        printfn "%d images  loss %.3f, held out %.3f" count loss fresh
    // </more>

    // <inverse>
    // scikit-learn's C = 1, as an L2 of this library.
    let c = 1.0
    printfn "L2 = %.5f" (1.0 / (c * float few.Count))
// </inverse>
