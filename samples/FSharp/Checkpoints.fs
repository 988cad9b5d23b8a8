/// A model saved and loaded, and a training that goes on from a checkpoint to the same bits.
module Samples.FSharp.Checkpoints

open System
open System.IO
open Perceptron

let run () =
    let folder = Directory.CreateTempSubdirectory().FullName
    let path = Path.Combine(folder, "xor.safetensors")

    // <save>
    let xor = LogicGate.Xor.Textbook

    ModelFile.Save(
        xor,
        path,
        ModelFileMetadata(Entries = readOnlyDict [ "note", "by hand" ])
    )

    let saved = ModelFile.Load<float> path
    printfn "%O" saved
    printfn "%O" (saved.Model.Equals xor)
    printfn "%s" saved.Metadata.Entries["note"]
    // </save>

    // <damaged>
    let bytes = File.ReadAllBytes path
    File.WriteAllBytes(path, bytes[.. bytes.Length - 9])

    try
        ModelFile.Load<float> path |> ignore
    with :? InvalidDataException as problem ->
        printfn "%s" (problem.Message.Replace(path, "xor.safetensors"))
    // </damaged>

    // <checkpoint>
    let data = Digits.Embedded().Data

    let start =
        Model.He<float32>(
            Architecture.Of(64).Hidden(32, Activation.ReLU).Softmax(10),
            seed = 1L
        )

    let adam = Adam 0.01
    let options = TrainingOptions(BatchSize = 32, Seed = 1L)

    // After three epochs: weights, what Adam remembers, and the settings, in one
    // file.
    let checkpoint = Path.Combine(folder, "checkpoint.safetensors")

    (start.Train(data, adam, epochs = 3, options = options) |> Seq.last).Save
        checkpoint
    // </checkpoint>

    // <resume>
    // Perhaps in another process, on another day:
    let epoch = Epoch.Load<float32> checkpoint
    printfn "%s" epoch.Settings

    let resumed =
        epoch.Resume(data, adam, epochs = 2, options = options) |> Seq.last

    let uninterrupted =
        start.Train(data, adam, epochs = 5, options = options) |> Seq.last

    printfn "%O" resumed
    printfn "%O" (resumed.Model.Equals uninterrupted.Model)
    // </resume>

    // <fit>
    // A training to a stop saves each epoch. If it is interrupted, the last file
    // has the early stopping too.
    let parts = data.SplitByFraction(0.2, seed = 1L)
    let stopping = StoppingOptions(Validation = parts.HeldOut, Patience = 5)

    let save (progress: FitProgress<float32>) =
        if progress.Epoch.Number = 4 then
            progress.Epoch.Save checkpoint

    let whole =
        start.Fit(
            parts.Training,
            adam,
            epochs = 12,
            options = options,
            stopping = stopping,
            progress = SynchronousProgress save
        )

    let further =
        (Epoch.Load<float32> checkpoint)
            .ResumeFit(
                parts.Training,
                adam,
                epochs = 8,
                options = options,
                stopping = stopping
            )

    printfn
        "%O"
        (further.Best.Number = whole.Best.Number
         && further.Best.Model.Equals whole.Best.Model)

    printfn
        "%O"
        (Seq.forall2 (=) further.Losses whole.Losses
         && Seq.forall2 (=) further.Scores whole.Scores)
    // </fit>

    Directory.Delete(folder, recursive = true)
