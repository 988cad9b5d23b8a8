/// Data in chunks, which need not fit in memory together.
module Samples.FSharp.DataParts

open System.Collections.Generic
open System.Threading
open System.Threading.Tasks
open Perceptron

let run () =
    // <parts>
    let digits =
        Digits.Embedded().Data.SplitByFraction(0.2, seed = 1L, stratified = true)

    // In place of files, or pages of a database: each chunk is made when it is
    // needed, and freed after its epoch.
    let parts passes =
        seq {
            for _ in 1..passes do
                let all = seq { 0 .. digits.Training.Count - 1 }

                for rows in Seq.chunkBySize 500 all do
                    digits.Training.Select rows
        }

    let start = Model.Softmax<float32>(64, 10)
    let options = TrainingOptions(BatchSize = 32, Seed = 1L)
    let last = start.Train(parts 10, GradientDescent 0.5, options) |> Seq.last
    printfn "%O, %d steps" last last.Steps
    // </parts>

    // <evaluate>
    let inParts =
        last.Model.Evaluate(
            seq { 0 .. digits.HeldOut.Count - 1 }
            |> Seq.chunkBySize 100
            |> Seq.map (fun rows -> digits.HeldOut.Select rows)
        )

    printfn "%O" inParts
    printfn "%O" (inParts.LogLoss = last.Model.Evaluate(digits.HeldOut).LogLoss)
    // </evaluate>

    // <waited>
    // In place of data that arrive over a network.
    let arriving =
        { new IAsyncEnumerable<Dataset<float32>> with
            member _.GetAsyncEnumerator(_: CancellationToken) =
                let source = (parts 1).GetEnumerator()

                { new IAsyncEnumerator<Dataset<float32>> with
                    member _.Current = source.Current

                    member _.MoveNextAsync() =
                        ValueTask<bool>(
                            task {
                                do! Task.Delay 10
                                return source.MoveNext()
                            }
                        )

                    member _.DisposeAsync() =
                        source.Dispose()
                        ValueTask.CompletedTask
                }
        }

    let waited =
        task {
            let epochs =
                start
                    .TrainAsync(arriving, GradientDescent 0.5, options)
                    .GetAsyncEnumerator()

            while! epochs.MoveNextAsync() do
                printfn "%O" epochs.Current
        }

    waited.Wait()
    // </waited>
