/// Independent classes by a sigmoid, exclusive ones by a softmax, and the error where the targets don't fit.
module Samples.FSharp.ClassesTogether

open System
open Perceptron

let run () =
    // <independent>
    let x = array2D [ [ 0.0; 0.0 ]; [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 1.0 ] ]

    let data =
        Dataset.MultiLabel(
            x,
            array2D [ [ 0.0; 0.0 ]; [ 1.0; 0.0 ]; [ 1.0; 0.0 ]; [ 1.0; 1.0 ] ]
        )

    let independent =
        Model
            .Sigmoid<float>(inputCount = 2, outputCount = 2)
            .WithClassNames("OR", "AND")
            .Train(data, GradientDescent 5.0, epochs = 5000)
        |> Seq.last
        |> _.Model

    for x1, x2 in [ 0.0, 0.0; 0.0, 1.0; 1.0, 0.0; 1.0, 1.0 ] do
        let row = [| x1; x2 |]
        let f = independent.Predict row
        let holds = independent.ClassifyMultiLabel row

        printfn
            "%g %g  OR %.3f %O  AND %.3f %O"
            row[0]
            row[1]
            f[0]
            holds[0]
            f[1]
            holds[1]
    // </independent>

    // <refused>
    try
        Model.Softmax<float>(inputCount = 2, outputCount = 2).Loss data |> ignore
    with :? ArgumentException as e ->
        printfn "%s" e.Message
    // </refused>

    // <softmax>
    let scores =
        Model.Softmax(
            array2D [ [ 1.0; 0.0; 0.0 ]; [ 0.0; 1.0; 0.0 ]; [ 0.0; 0.0; 1.0 ] ],
            [| 0.0; 0.0; 0.0 |]
        )

    for z1, z2, z3 in [ 2.0, 1.0, 0.0; 102.0, 101.0, 100.0; 20.0, 10.0, 0.0 ] do
        let f = scores.Predict(z1, z2, z3)

        printfn
            "%s  sum %.5f"
            (f |> Array.map (sprintf "%.5f") |> String.concat " ")
            (Array.sum f)
    // </softmax>

    // <two-classes>
    let two =
        Model.Softmax(array2D [ [ 0.0; 0.4 ]; [ 0.0; 0.4 ] ], [| 0.0; -0.4 |])

    let neuron = Model.Neuron([| 0.4; 0.4 |], -0.4)
    printfn "%.6f %.6f" (two.Predict(1.0, 1.0)[1]) (neuron.Predict(1.0, 1.0)[0])
    // </two-classes>

    // <losses>
    let logits = array2D [ [ 2.0; 1.0; 0.0 ] ]
    printfn "exclusive, class 0:     %.6f" (Losses.CrossEntropy(logits, [| 0 |]))

    printfn
        "−ln f₀ =                %.6f"
        (-log(scores.Predict(2.0, 1.0, 0.0)[0]))

    printfn
        "independent, 1 0 0:     %.6f"
        (Losses.BinaryCrossEntropy(logits, array2D [ [ 1.0; 0.0; 0.0 ] ]))
// </losses>
