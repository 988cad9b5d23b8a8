/// What gives the same bits, and what agrees only within rounding.
module Samples.FSharp.SameBits

open Perceptron

let run () =
    let data = Digits.Embedded().Data
    let start = Model.Softmax<float32>(64, 10)

    // <same>
    let train threads sparse seed =
        let rows =
            if sparse then
                data
            else
                Dataset.Of(data.Rows.ToDense(), data.Targets)

        let options =
            TrainingOptions(
                BatchSize = 32,
                Seed = seed,
                Compute = ComputeOptions(Threads = threads)
            )

        (start.Train(rows, GradientDescent 0.5, epochs = 5, options = options)
         |> Seq.last)
            .Model

    let one = train 1 true 1L
    printfn "again: %O" (one.Equals(train 1 true 1L))
    printfn "two threads: %O" (one.Equals(train 2 true 1L))
    printfn "dense rows: %O" (one.Equals(train 1 false 1L))
    printfn "another seed: %O" (one.Equals(train 1 true 2L))
    // </same>

    // <parts>
    // The caller splits a batch: the gradient is the same, within rounding.
    let all = one.Gradient data

    let parts =
        one.Gradient(data.Select [| 0..699 |])
        + one.Gradient(data.Select [| 700 .. data.Count - 1 |])

    let difference =
        Seq.map2
            (fun a b -> abs (float a - float b))
            (all.ToArray())
            (parts.ToArray())
        |> Seq.max

    printfn
        "%O, %O, %O"
        (parts.Count = all.Count)
        (difference > 0.0)
        (difference < 1e-6 * all.Norm())
    // </parts>
