/// A table with categories, gaps and rare levels.
module Samples.FSharp.Passengers

open System
open System.IO
open Perceptron

let run () =
    let passengers = Path.Combine(AppContext.BaseDirectory, "passengers.csv")
    let file = Path.GetTempFileName()

    // <passengers>
    let table = Table.ReadCsv passengers
    let parts = table.SplitByFraction(0.2, seed = 1L, label = "survived")
    let age = Column.Number(gaps = Gaps.Median.WithIndicator())
    let cabin = Column.Category(minCount = 5, unseen = Unseen.Other)
    let inferred = Schema.Infer(parts.Training, label = "survived")
    let schema = inferred.With("age", age).With("cabin", cabin)
    let classifier = Classifier.Fit(parts.Training, schema)
    printfn "%s" (classifier.Evaluate(parts.HeldOut).ToTable())
    // </passengers>
    classifier.Save file

    // <ask>
    // A record does as well, and so does a Row from a dictionary.
    let row =
        {|
            ``class`` = "first"
            sex = "female"
            age = (None: float option)
            fare = 80.5
            port = "C"
            cabin = "B12"
            companions = 1
        |}

    printfn "%O" (classifier.Predict row)
    printfn "%O" (classifier.Predict row).Ranking[1]
    // </ask>

    // <columns>
    for column in schema.ColumnNames do
        printfn "%s: %O" column schema[column]

    for note in classifier.Notes do
        printfn "%s" (note.Split(';', ':')[0])
    // </columns>

    // <drift>
    let strange =
        Table.ParseCsv(
            "class,sex,age,fare,port,cabin,companions\n"
            + "fourth,female,,9000,C,,1\n"
            + "first,,30,20,S,,0\n"
        )

    printfn "%s" ((classifier.Drift strange).ToTable())
    // </drift>

    // <network>
    let options = ClassifierOptions(L2 = 0.01, Hidden = [| 16 |], Seed = 1L)
    let network = Classifier.Fit(parts.Training, schema, options)
    printfn "%O" network.Model.Architecture
    // </network>

    File.Delete file
