/// softmax(xW + b) on the small digits: training, f(x) of one image, and pictures of W.
module Samples.FSharp.SoftmaxDigits

open System.IO
open Perceptron

let run () =
    // <data>
    let digits = Digits.Embedded()
    printfn "%O" digits
    let parts = digits.SplitByFraction(0.2, seed = 1, stratified = true)
    printfn "%O" parts
    // </data>

    // <train>
    let start =
        Model.Softmax<float32>(
            inputCount = digits.Height * digits.Width,
            outputCount = 10
        )

    printfn "%O" start
    let options = TrainingOptions(BatchSize = 32, Seed = 1)

    let epochs =
        start.Train(
            parts.Training.Data,
            GradientDescent 0.5,
            epochs = 20,
            options = options
        )
        |> Seq.toArray

    for number in [ 0; 1; 5; 20 ] do
        let model = epochs[number].Model

        printfn
            "epoch %2d  held-out loss %.4f  accuracy %.4f"
            number
            (model.Loss parts.HeldOut.Data)
            (model.Accuracy parts.HeldOut.Data)

    let model = epochs[20].Model
    // </train>

    // <predict>
    let x = parts.HeldOut.Pixels 0
    printfn "label %d, read as %d" (parts.HeldOut.Label 0) (model.Classify x)
    let f = model.Predict x

    let ranking = [ 0..9 ] |> List.sortByDescending (fun digit -> f[digit])

    for digit in List.take 3 ranking do
        printfn "  %d: %.3f" digit f[digit]
    // </predict>

    // <pictures>
    let pictures = WeightImages.Of(model, digits.Height, digits.Width)
    printfn "%O" pictures
    use png = new MemoryStream()
    pictures.ContactSheet().WritePng png // or SavePng "W.png"
    printfn "all ten on a sheet: %O" (pictures.ContactSheet())
    // </pictures>

    // <column>
    // The logit of class 3: its bias, and each pixel times its weight in column
    // 3.
    let column = model.Layers[0].W.Column 3

    let z =
        Array.fold2
            (fun z pixel weight -> z + pixel * weight)
            (model.Layers[0].B[3])
            x
            column

    printfn "by hand %.3f, by the model %.3f" z (model.Logits(x)[3])
// </column>
