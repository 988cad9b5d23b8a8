/// A perceptron of two layers learns XOR, as a class in PyTorch does.
module Samples.FSharp.SigmoidModel

open Perceptron

let run () =
    // <model>
    // Model variables
    let start =
        Model.Of(
            Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1),
            // W1, b1
            Layer.Of(array2D [ [ 1.0; -1.0 ]; [ 1.0; -1.0 ] ], [| 1.0; 1.0 |]),
            // W2, b2
            Layer.Of(array2D [ [ -1.0 ]; [ -1.0 ] ], [| -1.0 |])
        )

    // Its members: Activations(x)[0] is h, Logits(x), Predict(x) is f,
    // Loss(data), Gradient(data).
    // </model>

    // <data>
    let data =
        Dataset.Binary(
            array2D [ [ 0.0; 0.0 ]; [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 1.0 ] ],
            [| 0; 1; 1; 0 |]
        )
    // </data>

    // <start>
    printfn "gradient %.10f" (start.Gradient(data).ForLayer(0).W[0, 0])
    // </start>

    // <train>
    let epochs =
        start.Train(data, GradientDescent 1.0, epochs = 5000) |> Seq.cache

    for epoch in epochs do
        if epoch.Number % 1000 = 0 then
            printfn "%d %.10f" epoch.Number epoch.Loss

    let model = (Seq.last epochs).Model
    // </train>

    // <result>
    for i in 0..3 do
        printfn "f %.10f" (model.Predict(data.Rows)[i, 0])

    let first, second = model.Layers[0], model.Layers[1]

    printfn
        "W1 %.10f b1 %.10f W2 %.10f b2 %.10f"
        first.W[0, 0]
        first.B[0]
        second.W[0, 0]
        second.B[0]

    printfn "accuracy %.2f" (model.Accuracy data)
    // </result>
