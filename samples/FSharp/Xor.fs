/// XOR learned by two hidden neurons, its losses, and the gradient checked.
module Samples.FSharp.Xor

open Perceptron

let run () =
    // <xor>
    let xor = LogicGate.Xor.Dataset

    let network = Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1)
    let start = Model.Uniform<float>(network, -1.0, 1.0, seed = 7)

    let learned =
        start.Train(xor, GradientDescent 5.0, epochs = 5000)
        |> Seq.tryFind (fun epoch -> epoch.Loss < 0.01)

    match learned with
    | Some epoch ->
        printfn "%O" epoch // epoch 375, loss 0.00997667
        let classes = epoch.Model.Classify xor.Rows |> Seq.map string
        printfn "%s" (String.concat ", " classes) // 0, 1, 1, 0
    | None -> printfn "not learned in 5,000 epochs"
    // </xor>

    // <losses>
    start.Train(xor, GradientDescent 5.0, epochs = 400)
    |> Seq.filter (fun epoch -> epoch.Number % 100 = 0)
    |> Seq.iter (fun epoch -> printfn "%3d  %.4f" epoch.Number epoch.Loss)
    // </losses>

    // <gradient>
    let check = GradientCheck.Compare(start, xor)
    printfn "%O" (check.RelativeError < 1e-9) // True
// </gradient>
