/// Asks for Intel's MKL, trains a wide network with it and without it, and compares the two.
module Samples.FSharp.AskForMkl

open System
open Perceptron

let run () =
    // <check>
    printfn "%O" (BlasProvider.Mkl.Check()) // MKL is …
    // </check>

    // <train>
    // A batch of 300 rows and a layer of 256 inputs and outputs are large enough.
    // Without MKL nothing throws: the library computes as if you had not asked
    // for it.
    let random = Random 1

    let x =
        Rows.Of
            [| for _ in 1..300 -> [| for _ in 1..256 -> random.NextSingle() |] |]

    let data =
        Dataset.Exclusive(x, [| for row in 0..299 -> row % 2 |], classCount = 2)

    let start =
        Model.Glorot<float32>(
            Architecture.Of(256).Hidden(256, Activation.Tanh).Softmax(2),
            seed = 1
        )

    let train options =
        start.Train(data, GradientDescent 0.1, epochs = 10, options = options)
        |> Seq.last

    let withMkl, without =
        train (TrainingOptions(Compute = ComputeOptions(UseMkl = true))),
        train (TrainingOptions())

    printfn "%O" (abs (withMkl.Loss - without.Loss) < 1e-5)
// </train>
