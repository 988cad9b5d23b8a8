/// Cross entropy, a race against squared errors, and the losses of large logits.
module Samples.FSharp.CrossEntropy

open Perceptron

/// Updates until a neuron that is sure of the wrong answers, f(0) = 0.007 and f(1) = 0.993, has learned NOT: gradient descent on w
/// and b with rate 1. The slope is the derivative by z of the loss of one row, from f and y.
let updates (slope: float -> float -> float) =
    let rec go w b update =
        let model = Model.Neuron([| w |], b)

        if model.Accuracy LogicGate.Not.Dataset = 1.0 then
            update
        else
            let at0, at1 =
                slope (model.Predict(0.0)[0]) 1.0,
                slope (model.Predict(1.0)[0]) 0.0

            go (w - at1 / 2.0) (b - (at0 + at1) / 2.0) (update + 1)

    go 10.0 -5.0 0

let run () =
    // <terms>
    for y, f in [ 1.0, 0.99; 0.0, 0.01; 1.0, 0.5; 1.0, 0.01; 0.0, 0.99 ] do
        let byFormula = -(y * log f + (1.0 - y) * log (1.0 - f))

        let fromLogit =
            Losses.BinaryCrossEntropy(
                array2D [ [ log (f / (1.0 - f)) ] ],
                array2D [ [ y ] ]
            )

        printfn
            "y %g  f %.2f  loss %.5f  from the logit %.5f"
            y
            f
            byFormula
            fromLogit
    // </terms>

    // <slopes>
    for z in [ 0.0; -2.0; -5.0; -10.0 ] do
        let f = 1.0 / (1.0 + exp -z)
        let ofSquare = 2.0 * (f - 1.0) * f * (1.0 - f)

        printfn
            "y 1  z %3g  f %.5f  slope of cross entropy %.5f, of square %.5f"
            z
            f
            (f - 1.0)
            ofSquare
    // </slopes>

    // <race>
    printfn
        "cross entropy: all correct after %d updates"
        (updates (fun f y -> f - y))

    printfn
        "squared error: all correct after %d updates"
        (updates (fun f y -> 2.0 * (f - y) * f * (1.0 - f)))
    // </race>

    // <far>
    for z, y in [ 10.0, 1.0; 40.0, 1.0; 40.0, 0.0 ] do
        let f = 1.0 / (1.0 + exp -z)
        let naive = log (1.0 / (if y = 1.0 then f else 1.0 - f))

        let exact =
            Losses.BinaryCrossEntropy(array2D [ [ z ] ], array2D [ [ y ] ])

        printfn $"z {z}  y {y}  from f(x) {naive:G6}  from the logit {exact:G6}"
    // </far>

    // <start>
    printfn
        "knows nothing: %.6f, ln 2 = %.6f"
        (Model.Neuron<float>(inputCount = 2).Loss LogicGate.Or.Dataset)
        (log 2.0)
// </start>
