/// One model that many threads use at the same time, without a lock and without allocation.
module Samples.FSharp.Serving

open System
open System.Threading
open Perceptron

// <service>
type DigitService(model: Model<float32>) =
    let mutable current = model

    member _.Classify(pixels: float32[]) =
        Volatile.Read(&current).Classify pixels

    member _.Replace(better: Model<float32>) =
        Volatile.Write(&current, better)
// </service>

let run () =
    // <threads>
    let digits = Digits.Embedded().Data
    let options = TrainingOptions(BatchSize = 32, Seed = 1L)

    let model =
        (Model
            .Softmax<float32>(64, 10)
            .Train(digits, GradientDescent 0.5, epochs = 20, options = options)
         |> Seq.last)
            .Model

    let requests = Array.init digits.Count digits.Rows.Row

    let answers =
        requests |> Array.Parallel.map (fun request -> model.Classify request)

    printfn "%O" (answers = model.Classify digits.Rows)
    // </threads>

    // <into>
    // Buffers that the caller keeps: nothing is allocated.
    let f = Array.zeroCreate<float32> 10
    model.Predict(ReadOnlySpan requests[0], Span f)
    let before = GC.GetAllocatedBytesForCurrentThread()

    for request in requests do
        model.Predict(ReadOnlySpan request, Span f)

    let allocated = GC.GetAllocatedBytesForCurrentThread() - before
    printfn "%d bytes for %d rows" allocated requests.Length
    // </into>

    // <exchange>
    // A better model replaces the old one. Calls that use the old one finish with
    // it.
    let service = DigitService model
    printfn "%d" (service.Classify requests[3])
    service.Replace(Model.Softmax<float32>(64, 10))
    printfn "%d" (service.Classify requests[3])
    // </exchange>
