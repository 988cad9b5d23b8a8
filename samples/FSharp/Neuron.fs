/// A neuron by hand: OR.
module Samples.FSharp.Neuron

open Perceptron

let run () =
    // <neuron>
    let neuron = Model.Neuron([| 0.4; 0.4 |], -0.4)
    printfn "%g" (neuron.Predict(0.0, 1.0)[0]) // 0.5, which counts as 1
    printfn "%d" (neuron.Classify(0.0, 1.0)) // 1
    // </neuron>

    // <truth-table>
    printfn "%O" (TruthTable.Compute(neuron, LogicGate.Or.Dataset))
    // </truth-table>
