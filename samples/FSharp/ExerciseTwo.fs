/// An exercise of a course: NOT, NAND, XOR with and without success, and digits by softmax, each with its pictures.
module Samples.FSharp.ExerciseTwo

open System.IO
open Perceptron

let run () =
    let folder = Directory.CreateTempSubdirectory().FullName

    // <not>
    let not = Dataset.Binary(array2D [ [ 0.0 ]; [ 1.0 ] ], [| 1; 0 |])
    let zeros = Model.Neuron<float>(inputCount = 1)

    let inverter =
        zeros.Train(not, GradientDescent 5.0, epochs = 5000)
        |> Seq.last
        |> _.Model

    printfn "NOT: %O" (TruthTable.Compute(inverter, not))
    HeatMap.Draw(inverter, not).SavePng(Path.Combine(folder, "not.png"))
    // </not>

    // <nand>
    let x = array2D [ [ 0.0; 0.0 ]; [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 1.0 ] ]
    let nand = Dataset.Binary(x, [| 1; 1; 1; 0 |])
    let two = Model.Neuron<float>(inputCount = 2)

    let neuron =
        two.Train(nand, GradientDescent 5.0, epochs = 5000) |> Seq.last |> _.Model

    printfn "NAND: %O" (TruthTable.Compute(neuron, nand))
    HeatMap.Draw(neuron, nand).SavePng(Path.Combine(folder, "nand.png"))
    // </nand>

    // <xor>
    let xor = Dataset.Binary(x, [| 0; 1; 1; 0 |])
    let network = Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid 1

    for seed in [ 7L; 11L ] do
        let start = Model.Uniform<float>(network, -1.0, 1.0, seed)

        let trained =
            start.Train(xor, GradientDescent 5.0, epochs = 5000)
            |> Seq.last
            |> _.Model

        printfn "XOR, seed %d: %O" seed (TruthTable.Compute(trained, xor))
        let picture = HeatMap.Draw(trained, xor)
        picture.SavePng(Path.Combine(folder, $"xor-{seed}.png"))
    // </xor>

    // <digits>
    let digits = Digits.Embedded()
    let parts = digits.SplitByFraction(0.2, seed = 1, stratified = true)
    let options = TrainingOptions(BatchSize = 32, Seed = 1)
    let start = Model.Softmax<float32>(digits.Height * digits.Width, 10)

    let epochs =
        start.Train(parts.Training.Data, GradientDescent 0.5, 20, options)

    let model = (Seq.last epochs).Model
    printfn "accuracy %.4f" (model.Accuracy parts.HeldOut.Data)

    let pictures = WeightImages.Of(model, digits.Height, digits.Width)

    for digit in 0..9 do
        pictures.Image(digit).SavePng(Path.Combine(folder, $"W{digit}.png"))
    // </digits>

    // <files>
    let names = [ for file in DirectoryInfo(folder).GetFiles() -> file.Name ]
    printfn "%s" (names |> List.sort |> String.concat " ")
    // </files>

    Directory.Delete(folder, true)
