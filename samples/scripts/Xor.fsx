// A neuron by hand, and XOR learned. Once, in the checkout's folder:
//     dotnet pack -c Release -o packages
//     dotnet nuget add source "$PWD/packages" --name perceptron
// and then, also line by line in an editor:
//     dotnet fsi samples/scripts/Xor.fsx
// Instead of the second command, a line #i "nuget: FOLDER" above #r can name the folder of the packages, by its full path.
#r "nuget: Perceptron.Gates, 0.1.0"

open Perceptron

// OR.
let neuron = Model.Neuron([| 0.4; 0.4 |], -0.4)

for x1, x2 in List.allPairs [ 0.0; 1.0 ] [ 0.0; 1.0 ] do
    printfn $"{x1} or {x2}: f(x) = {neuron.Predict(x1, x2)[0]:F3}, read as {neuron.Classify(x1, x2)}"

// XOR needs two hidden neurons. Training is a sequence of epochs, each with a finished model.
let xor = LogicGate.Xor.Dataset
let start = Model.Uniform<float>(Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1), -1.0, 1.0, seed = 7)
let epochs = start.Train(xor, GradientDescent 5.0, epochs = 5000) |> Seq.cache

match epochs |> Seq.tryFind (fun epoch -> epoch.Loss < 0.01) with
| Some epoch -> printfn "%O" epoch // epoch 375, loss 0.00997667
| None -> printfn "not learned"

let last = Seq.last epochs

for row in TruthTable.Compute(last.Model, xor).Rows do
    printfn "%O" row
