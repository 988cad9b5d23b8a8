/// The gradient of a hidden layer by the chain rule, beside the library's, and its check.
module Samples.FSharp.HiddenGradient

open Perceptron

let run () =
    // <forward>
    let sigmoid z = 1.0 / (1.0 + exp -z)
    let model = XorStart.Learns
    let w1, b1 = model.Layers[0].W, model.Layers[0].B
    let w2, b2 = model.Layers[1].W, model.Layers[1].B
    let x = [| 1.0; 0.0 |]
    let y = 1.0

    let h =
        [|
            for j in 0..1 -> sigmoid (x[0] * w1[0, j] + x[1] * w1[1, j] + b1[j])
        |]

    let z = h[0] * w2[0, 0] + h[1] * w2[1, 0] + b2[0]
    let f = sigmoid z
    printfn "h %.4f %.4f, z %.4f, f %.4f" h[0] h[1] z f
    printfn "loss %.4f" (-log f)
    // </forward>

    // <output>
    let delta2 = f - y
    printfn "error at the output %.4f" delta2
    printfn "W2 %.4f %.4f, b2 %.4f" (h[0] * delta2) (h[1] * delta2) delta2
    // </output>

    // <hidden>
    let delta1 = [| for j in 0..1 -> delta2 * w2[j, 0] * h[j] * (1.0 - h[j]) |]
    printfn "errors at h %.4f %.4f" delta1[0] delta1[1]

    for i in 0..1 do
        let row = $"{x[i] * delta1[0]:F4} {x[i] * delta1[1]:F4}"
        printfn "W1, row %d: %s" (i + 1) row
    // </hidden>

    // <library>
    let row = Dataset.Binary(array2D [ [ 1.0; 0.0 ] ], [| 1 |])
    let gradient = model.Gradient row
    let first, second = gradient.ForLayer 0, gradient.ForLayer 1
    printfn "the library: %.4f %.4f" first.W[0, 0] first.W[0, 1]
    printfn "and for W2:  %.4f %.4f" second.W[0, 0] second.W[1, 0]
    // </library>

    // <check>
    let check = GradientCheck.Compare(model, LogicGate.Xor.Dataset)
    printfn "agrees with differences: %O" (check.RelativeError < 1e-9)
    // </check>

    // <own>
    // All nine parameters in one array: W1, b1, W2, b2.
    let p = [| 1.0; -1.0; 1.0; -1.0; 1.0; 1.0; -1.0; -1.0; -1.0 |]

    let forward (p: float[]) =
        let h = [| sigmoid (p[0] + p[4]); sigmoid (p[1] + p[5]) |]
        h, sigmoid (h[0] * p[6] + h[1] * p[7] + p[8])

    let loss p = -log (snd (forward p))

    let gradientOf withSlope (p: float[]) =
        let h, f = forward p
        let d2 = f - 1.0

        let d1 j =
            d2 * p[6 + j] * (if withSlope then h[j] * (1.0 - h[j]) else 1.0)

        [| d1 0; d1 1; 0.0; 0.0; d1 0; d1 1; d2 * h[0]; d2 * h[1]; d2 |]

    let right = GradientCheck.Compare(loss, gradientOf true, p)
    let wrong = GradientCheck.Compare(loss, gradientOf false, p)
    printfn "with h(1 − h): %O" (right.RelativeError < 1e-9)
    printfn "without: %O" (wrong.RelativeError < 1e-9)
    printfn "%s: %.4f for %.4f" wrong.Where wrong.Analytic wrong.Numeric
    // </own>

    // <deep>
    for layers in [ 1; 2; 4; 8 ] do
        let mutable architecture = Architecture.Of 2

        for _ in 1..layers do
            architecture <- architecture.Hidden(8, Activation.Sigmoid)

        let deep = Model.Glorot<float>(architecture.Sigmoid 1, seed = 1)
        let w = deep.Gradient(LogicGate.Xor.Dataset).ForLayer(0).W
        let largest = w.ToArray() |> Seq.cast<float> |> Seq.map abs |> Seq.max
        printfn $"{layers} hidden layers: {largest:E1}"
// </deep>
