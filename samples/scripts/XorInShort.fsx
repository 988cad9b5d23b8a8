#r "nuget: Perceptron.Gates, 0.1.0"

open Perceptron

let network = Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1)
let start = Model.Uniform<float>(network, -1.0, 1.0, seed = 7L)

start.Train(LogicGate.Xor.Dataset, GradientDescent 5.0, epochs = 5000)
|> Seq.tryFind (fun epoch -> epoch.Loss < 0.01)
|> Option.iter (printfn "%O") // epoch 375, loss 0.00997667
