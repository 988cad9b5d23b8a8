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
    ModelFile.Save(xor, path, ModelFileMetadata(Entries = readOnlyDict [ "note", "by hand" ]))

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
    let start = Model.He<float32>(Architecture.Of(64).Hidden(32, Activation.ReLU).Softmax(10), seed = 1L)
    let adam = Adam 0.01
    let options = TrainingOptions(BatchSize = 32, Seed = 1L)

    // After three epochs: the model, and beside it what Adam remembers, two numbers a parameter.
    let third = start.Train(data, adam, epochs = 3, options = options) |> Seq.last
    let checkpoint = Path.Combine(folder, "checkpoint.safetensors")
    let entries = readOnlyDict [ "epoch", string third.Number; "steps", string third.Steps ]
    ModelFile.Save(third.Model, checkpoint, ModelFileMetadata(Entries = entries))
    File.WriteAllBytes(checkpoint + ".slots", third.GetSlots() |> Array.collect BitConverter.GetBytes)
    // </checkpoint>

    // <resume>
    // Perhaps in another process, on another day:
    let loaded = ModelFile.Load<float32> checkpoint
    let slots = File.ReadAllBytes(checkpoint + ".slots") |> Array.chunkBySize 4 |> Array.map (fun four -> BitConverter.ToSingle(four, 0))
    let epoch = Epoch.Of(int loaded.Metadata.Entries["epoch"], loaded.Model, int64 loaded.Metadata.Entries["steps"], slots)
    let resumed = epoch.Resume(data, adam, epochs = 2, options = options) |> Seq.last
    let uninterrupted = start.Train(data, adam, epochs = 5, options = options) |> Seq.last
    printfn "%O" resumed
    printfn "%O" (resumed.Model.Equals uninterrupted.Model)
    // </resume>

    Directory.Delete(folder, recursive = true)
