/// A neuron: its logit, its f(x), many rows at a time, and how it learns NOT.
module Samples.FSharp.NeuronSteps

open Perceptron

let run () =
    // <neuron>
    let neuron = Model.Neuron([| 2.0; -1.0 |], 0.5)
    printfn "logit %g" (neuron.Logits(1.0, 3.0)[0])
    printfn "f(x)  %.4f" (neuron.Predict(1.0, 3.0)[0])
    // </neuron>

    // <by-hand>
    let sigmoid z = 1.0 / (1.0 + exp -z)
    printfn "by hand %.4f" (sigmoid (1.0 * 2.0 + 3.0 * -1.0 + 0.5))
    // </by-hand>

    // <rows>
    let x = array2D [ [ 0.0; 0.0 ]; [ 1.0; 3.0 ]; [ 3.0; 1.0 ] ]
    let f = neuron.Predict x

    for i in 0..2 do
        printfn "f(%g, %g) = %.4f" x[i, 0] x[i, 1] f[i, 0]
    // </rows>

    // <not>
    let not = Dataset.Binary(array2D [ [ 0.0 ]; [ 1.0 ] ], [| 1; 0 |])
    let start = Model.Neuron<float>(inputCount = 1)

    for epoch in start.Train(not, GradientDescent 5.0, epochs = 100) do
        if List.contains epoch.Number [ 0; 1; 2; 10; 100 ] then
            let layer = epoch.Model.Layers[0]

            printfn
                "%3d  loss %.4f  w %.3f  b %.3f"
                epoch.Number
                epoch.Loss
                layer.W[0, 0]
                layer.B[0]
    // </not>

    // <gradient>
    let gradient = start.Gradient(not).ToArray()
    printfn "gradient at the start: %g, %g" gradient[0] gradient[1]
    let check = GradientCheck.Compare(neuron, LogicGate.Or.Dataset)
    printfn "agrees with differences: %O" (check.RelativeError < 1e-9)
    // </gradient>
