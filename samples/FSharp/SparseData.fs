/// Rows with many zeros, collected one by one: words of messages, and pixels as bytes.
module Samples.FSharp.SparseData

open System
open Perceptron

let run () =
    // <words>
    // Invented for this example: messages, and whether each is an order.
    let messages =
        [
            "please send two boxes of tea", true
            "send ten boxes again", true
            "two more bags of coffee please", true
            "the tea was late again", false
            "when does the shop open", false
            "the coffee was good", false
        ]

    let words =
        messages
        |> Seq.collect (fun (text, _) -> text.Split ' ')
        |> Seq.distinct
        |> Array.ofSeq

    let count (text: string) =
        let row = Array.zeroCreate<float32> words.Length

        for word in text.Split ' ' |> Seq.distinct do
            match Array.IndexOf(words, word) with
            | -1 -> ()
            | place -> row[place] <- row[place] + 1.0f

        row

    // One row at a time is dense; the builder keeps what is not 0.
    let builder = RowsBuilder<float32>(words.Length, sparse = true)

    for text, _ in messages do
        builder.Add(count text) |> ignore

    let data =
        Dataset.Binary(
            builder.Build(),
            [| for _, isOrder in messages -> isOrder |]
        )

    printfn "%O; %d values stored" data data.Rows.StoredValueCount

    let model =
        (Model
            .Neuron<float32>(words.Length)
            .Train(data, GradientDescent 1.0, epochs = 200)
         |> Seq.last)
            .Model

    printfn
        "%.2f, %.2f"
        (model.Predict(count "send coffee please")[0])
        (model.Predict(count "the shop was late")[0])
    // </words>

    // <values>
    // Only what is not 0: the inputs, in rising order, and their values.
    let wide = RowsBuilder<float32>(inputCount = 1_000_000, sparse = true)
    let first, firstValues = [| 3; 250_000 |], [| 1.0f; 2.0f |]
    let second, secondValues = [| 999_999 |], [| 5.0f |]
    wide.Add(first, firstValues).Add(second, secondValues) |> ignore
    printfn "%O" (wide.Build())

    // The same from three arrays, as SciPy's csr_matrix has them.
    let csr =
        Rows.OfCsr(
            rowStarts = [| 0; 2; 3 |],
            columns = [| 3; 250_000; 999_999 |],
            values = [| 1.0f; 2.0f; 5.0f |],
            inputCount = 1_000_000
        )

    printfn "%O, %d values stored" csr csr.StoredValueCount
    // </values>

    // <bytes>
    // Pixels stay bytes in memory; the model sees them divided by 255.
    let images = RowsBuilder<float32>(inputCount = 4, sparse = true)
    images.AddBytes [| 0uy; 255uy; 0uy; 51uy |] |> ignore
    images.AddBytes [| 102uy; 0uy; 0uy; 0uy |] |> ignore
    let rows = images.Build()
    printfn "%O: %s" rows (String.Join(", ", rows.Row 0))
    // </bytes>

    // <convert>
    let digits = Digits.Embedded().Data
    printfn "%O" digits.Rows
    printfn "%O" (digits.Rows.ToDense())

    printfn
        "%d of %d values stored"
        digits.Rows.StoredValueCount
        (int64 digits.Count * int64 digits.InputCount)
    // </convert>
