module Tasks

open Perceptron
open Xunit

[<Fact>]
let ``the OR neuron by hand`` () =
    let neuron = Model.Neuron([| 0.4; 0.4 |], -0.4)
    Assert.Equal<int[]>([| 0; 1; 1; 1 |], neuron.Classify(LogicGate.Or.Dataset.Rows))
