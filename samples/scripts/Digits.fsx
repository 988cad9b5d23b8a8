// softmax(xW + b) on the small digits, and the ten columns of W as pictures. Xor.fsx says how to run it.
#r "nuget: Perceptron.Mnist, 0.1.0"

open System.IO
open Perceptron

let digits = Digits.Embedded()
let parts = digits.Data.SplitByFraction(0.2, seed = 1L, stratified = true)

let fit =
    Model.Softmax<float32>(digits.Height * digits.Width, 10).Fit(
        parts.Training,
        GradientDescent 0.5,
        epochs = 200,
        options = TrainingOptions(BatchSize = 32, Seed = 1L),
        stopping = StoppingOptions(Validation = parts.HeldOut, Patience = 10)
    )

let model = fit.Best.Model
printfn $"best on held-out images: {fit.Best}, accuracy {model.Accuracy parts.HeldOut:F3}"

// Red: ink is evidence for the digit. Blue: it is evidence against it.
let path = Path.Combine((Directory.CreateDirectory "scripts-out").FullName, "digits.png")
WeightImages.Of(model, digits.Height, digits.Width).ContactSheet().SavePng path
printfn "%s" path

// An image that the model reads wrongly, and what it reads.
let wrong = [ 0 .. digits.Count - 1 ] |> List.find (fun i -> model.Classify(digits.Pixels i) <> digits.Label i)
printfn $"image {wrong}, a {digits.Label wrong}, is read as {model.Classify(digits.Pixels wrong)}"
