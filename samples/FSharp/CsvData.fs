/// A dataset from a CSV file: by CsvHelper, and by plain lines.
module Samples.FSharp.CsvData

open System
open System.Globalization
open System.IO
open CsvHelper
open Perceptron

let run () =
    // Invented for this example.
    let path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv")

    File.WriteAllText(
        path,
        String.concat
            "\n"
            [
                "kind,length,width,weight,note"
                "letter,22.0,11.0,0.02,"
                "parcel,40.5,30.0,2.10,\"fragile, glass\""
                "letter,32.4,22.9,0.15,"
                "pallet,120.0,80.0,310.0,"
                "parcel,25.0,20.0,0.80,"
                "pallet,110.0,75.5,150.0,\"two, strapped\""
            ]
    )

    // <csv>
    let kinds = ResizeArray<string>()
    let builder = RowsBuilder<float>(inputCount = 3)

    using
        (new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture))
        (fun csv ->
            csv.Read() |> ignore
            csv.ReadHeader() |> ignore

            while csv.Read() do
                let row =
                    [|
                        for column in [ "length"; "width"; "weight" ] ->
                            float (nonNull (csv.GetField column))
                    |]

                builder.Add row |> ignore
                kinds.Add(nonNull (csv.GetField "kind")))

    let data = Dataset.Exclusive(builder.Build(), kinds.ToArray())
    printfn "%O: %s" data (String.concat ", " data.ClassNames)
    // </csv>

    // <train>
    let standardization = StandardScaler.Fit data

    let fit =
        Model
            .Softmax<float>(data.InputCount, data.ClassCount)
            .WithClassNames(Array.ofSeq data.ClassNames)
            .Fit(
                standardization.Transform data,
                GradientDescent 0.5,
                epochs = 200
            )

    let parcel =
        standardization.Transform(Rows.Of([| 30.0; 25.0; 1.2 |], inputCount = 3))

    printfn "%s" data.ClassNames[fit.Last.Model.Classify(parcel)[0]]
    // </train>

    File.WriteAllText(path, "0,0,0\n0,1,1\n1,0,1\n1,1,0\n")

    // <lines>
    // Only numbers: the last one of each line is the target.
    let lines =
        [|
            for line in File.ReadLines path ->
                line.Split ','
                |> Array.map (fun text ->
                    Double.Parse(text, CultureInfo.InvariantCulture))
        |]

    let xor =
        Dataset.Binary(
            Rows.Of(lines |> Seq.map (fun line -> line[.. line.Length - 2])),
            lines |> Array.map Array.last
        )

    printfn "%O" xor
    // </lines>

    File.Delete path
