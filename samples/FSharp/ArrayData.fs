/// Datasets from arrays and from matrices of MathNet.Numerics, with targets of each kind.
module Samples.FSharp.ArrayData

open System
open MathNet.Numerics.LinearAlgebra
open Perceptron

let run () =
    // <arrays>
    // Four observations of two values, each of one of three classes.
    let x = array2D [ [ 0.1; 0.9 ]; [ 0.8; 0.2 ]; [ 0.4; 0.5 ]; [ 0.9; 0.9 ] ]
    let classes = [| 0; 1; 0; 2 |]
    let data = Dataset.Exclusive(x, classes, classCount = 3)
    printfn "%O" data
    // </arrays>

    // <other-arrays>
    let jagged = [| [| 0.1; 0.9 |]; [| 0.8; 0.2 |] |]
    let flat = [| 0.1; 0.9; 0.8; 0.2 |]
    printfn "%O" (Rows.Of jagged)
    printfn "%O" (Rows.Of(flat, inputCount = 2))
    // </other-arrays>

    // <mathnet>
    let matrix =
        Matrix<float>
            .Build
            .Dense(100, 5, fun row column -> float ((row + column) % 7) / 7.0)

    let sparse =
        Matrix<float>
            .Build.SparseOfIndexed(
                100,
                20_000,
                [
                    struct (0, 3, 1.5)
                    struct (0, 17_000, 2.0)
                    struct (99, 4, 1.0)
                ]
            )

    printfn "%O" (Rows.Of matrix)

    printfn
        "%O, %d values stored"
        (Rows.Of sparse)
        (Rows.Of sparse).StoredValueCount
    // </mathnet>

    // <targets>
    let points = array2D [ [ 0.1; 0.9 ]; [ 0.8; 0.2 ]; [ 0.9; 0.9 ] ]
    let yesNo = Dataset.Binary(points, [| true; false; true |])
    let oneOfThree = Dataset.Exclusive(points, [| 0; 2; 1 |], classCount = 3)

    let probabilities =
        Dataset.Exclusive(
            points,
            array2D [ [ 0.7; 0.2; 0.1 ]; [ 0.0; 0.0; 1.0 ]; [ 0.1; 0.9; 0.0 ] ]
        )

    let several =
        Dataset.MultiLabel(
            points,
            array2D [ [ true; true ]; [ false; true ]; [ false; false ] ]
        )

    for one in [ yesNo; oneOfThree; probabilities; several ] do
        printfn
            "%O: %O, %d of %d"
            one
            one.Targets.Kind
            one.OutputCount
            one.ClassCount
    // </targets>

    // <labels>
    let posts = Dataset.Exclusive(x, [| "letter"; "parcel"; "letter"; "pallet" |])
    printfn "%O: %s" posts (String.Join(", ", posts.ClassNames))

    let late =
        Dataset.Binary(
            x,
            [| "late"; "in time"; "late"; "in time" |],
            positive = "late"
        )

    printfn "%O: %s" late (String.Join(", ", late.ClassNames))

    // Other datasets, such as a test set, take the same class names: a class can
    // be missing there.
    let test =
        Dataset.Exclusive(
            array2D [ [ 0.2; 0.8 ] ],
            [| "letter" |],
            posts.ClassNames
        )

    printfn
        "%O: class %d, %s"
        test
        (test.Targets.ClassOf 0)
        test.ClassNames[test.Targets.ClassOf 0]
    // </labels>

    // <names>
    let model =
        Model.Softmax<float>(inputCount = 2, outputCount = 3).WithClassNames
            posts.ClassNames

    let fit = model.Fit(posts, GradientDescent 1.0, epochs = 500)
    printfn "%s" (fit.Last.Model.ClassifyName(0.85, 0.15))
    printfn "%s" (fit.Last.Model.PredictClass(0.85, 0.15)).Ranking[1].Name
    // </names>

    // <threshold>
    // The answer is "spam" only where the model is quite sure.
    let filter =
        Model
            .Neuron([| 2.0; -1.0 |], 0.5)
            .WithClassNames("ham", "spam")
            .WithThreshold
            0.9

    for mail in [ [| 0.5; 0.2 |]; [| 1.0; 0.0 |] ] do
        let f = filter.Predict mail
        printfn "%.3f: %s" f[0] (filter.ClassifyName mail)
    // </threshold>

    // <join>
    let more =
        Dataset.Exclusive(
            array2D [ [ 0.3; 0.7 ]; [ 0.7; 0.3 ] ],
            [| "letter"; "parcel" |],
            posts.ClassNames
        )

    printfn "%O" (posts.Concat more)
    // </join>

    // <refused>
    try
        Dataset.Exclusive(array2D [ [ 0.1; nan ] ], [| 0 |], classCount = 2)
        |> ignore
    with :? ArgumentException as problem ->
        printfn "%s" problem.Message
    // </refused>
