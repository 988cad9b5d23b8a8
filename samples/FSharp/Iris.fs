/// From a CSV file of numbers to a classifier in a file.
module Samples.FSharp.Iris

open System
open System.IO
open Perceptron

let run () =
    let iris = Path.Combine(AppContext.BaseDirectory, "iris.csv")
    let file = Path.GetTempFileName()

    // <iris>
    let table = Table.ReadCsv iris
    let parts = table.SplitByFraction(0.2, seed = 1L, label = "species")
    let classifier = Classifier.Fit(parts.Training, label = "species")
    printfn "%s" (classifier.Evaluate(parts.HeldOut).ToTable())
    printfn "%s" (Seq.head (classifier.PredictAll parts.HeldOut)).Name
    classifier.Save file
    // </iris>

    // <load>
    let loaded = Classifier.Load file

    let flower =
        {|
            SepalLength = 6.1
            SepalWidth = 2.8
            PetalLength = 4.7
            PetalWidth = 1.2
        |}

    printfn "%s" (loaded.Predict flower).Name // versicolor
    // </load>

    // <source>
    let source = TableSource.FromCsv(iris, CsvOptions(BatchRows = 50))
    let split = source.SplitByFraction(0.2, seed = 1L)
    let large = Classifier.Fit(split.Training, label = "species")
    printfn "%d" (large.Evaluate split.HeldOut).Count
    // </source>

    // <encoder>
    let schema = Schema.Infer(parts.Training, label = "species")
    let encoder = TableEncoder.Fit(parts.Training, schema)

    let start =
        Model.Softmax<float>(encoder.InputCount, 3).WithClassNames
            encoder.ClassNames

    let data = encoder.ToDataset parts.Training
    let last = start.Train(data, Adam 0.1, epochs = 50) |> Seq.last
    let own = Classifier.Of(encoder, last.Model)
    printfn "%O" ((own.Evaluate parts.HeldOut).Accuracy > 0.9) // True
    // </encoder>

    File.Delete file
