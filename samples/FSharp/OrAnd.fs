/// OR and AND by hand: the same weights, another bias.
module Samples.FSharp.OrAnd

open Perceptron

let run () =
    // <tables>
    let show name (model: Model<float>) =
        printfn "%s" name

        for x1, x2 in [ 0.0, 0.0; 0.0, 1.0; 1.0, 0.0; 1.0, 1.0 ] do
            let logit, f = model.Logits(x1, x2)[0], model.Predict(x1, x2)[0]
            let read = model.Classify(x1, x2)
            let row = $"  {x1} {x2}  logit {logit, 4:F1}  f(x) {f:F3}"
            printfn $"{row}  read as {read}"

    show "OR" (Model.Neuron([| 0.4; 0.4 |], -0.4))
    show "AND" (Model.Neuron([| 0.4; 0.4 |], -0.8))
    // </tables>

    // <line>
    printfn "%O" (DecisionLine.Of LogicGate.Or.Textbook.Layers[0])
    printfn "%O" (DecisionLine.Of LogicGate.And.Textbook.Layers[0])
    // </line>

    // <bias>
    for b in [ -0.9; -0.6; -0.2; 0.1 ] do
        let read =
            Model.Neuron([| 0.4; 0.4 |], b).Classify LogicGate.Or.Dataset.Rows

        printfn "b = %4.1f: %s" b (read |> Array.map string |> String.concat " ")
    // </bias>

    // <steep>
    for factor in [ 1.0; 10.0; 100.0 ] do
        let steep = Model.Neuron([| 0.4 * factor; 0.4 * factor |], -0.2 * factor)
        let f, loss = steep.Predict(0.0, 0.0)[0], steep.Loss LogicGate.Or.Dataset
        printfn $"times {factor, 3}: f(0, 0) = {f:F6}, loss {loss:G3}"
    // </steep>

    // <exercise>
    printfn
        "%O"
        (TruthTable.Compute(
            Model.Neuron([| -0.4; -0.4 |], 0.6),
            LogicGate.Nand.Dataset
        ))

    printfn
        "%O"
        (TruthTable.Compute(Model.Neuron([| -0.4 |], 0.2), LogicGate.Not.Dataset))
// </exercise>
