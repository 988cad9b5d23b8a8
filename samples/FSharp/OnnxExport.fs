/// A trained model as an ONNX file, for ONNX Runtime and other programs that read ONNX.
module Samples.FSharp.OnnxExport

open System.IO
open Perceptron

let run () =
    let folder = Directory.CreateTempSubdirectory().FullName
    let path = Path.Combine(folder, "digits.onnx")

    // <save>
    let digits = Digits.Embedded().Data
    let options = TrainingOptions(BatchSize = 32, Seed = 1L)

    let model =
        (Model
            .Softmax<float32>(64, 10)
            .Train(digits, GradientDescent 0.5, epochs = 20, options = options)
         |> Seq.last)
            .Model

    OnnxFile.Save(model, path, ModelFileMetadata(InputDivisor = 255.0))
    printfn "%O: %d KB" model (FileInfo(path).Length / 1024L)
    // </save>

    // <stream>
    use stream = new MemoryStream()
    OnnxFile.Write(LogicGate.Xor.Textbook, stream)
    printfn "%O" (stream.Length > 0L)
    // </stream>

    // <refused>
    try
        OnnxFile.Save(model, Path.Combine(folder, "nowhere", "digits.onnx"))
    with :? IOException as problem ->
        printfn "%s" (problem.Message.Replace(folder, "…"))
    // </refused>

    Directory.Delete(folder, true)
