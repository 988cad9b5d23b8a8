/// The gates exercise as values.
module Gates

open System
open Perceptron
open Xunit

[<Fact>]
let ``gates say what they are`` () =
    Assert.Equal(("XOR", 2), (LogicGate.Xor.Name, LogicGate.Xor.InputCount))
    Assert.Equal(2, LogicGate.OrAnd.OutputNames.Count)
    Assert.True(TruthTable.Compute(LogicGate.OrAnd.Textbook, LogicGate.OrAnd.Dataset).IsCorrect)
    Assert.Equal(TargetKind.Exclusive, LogicGate.OrAndForSoftmax.Targets.Kind)
    Assert.Equal(2, XorStart.Learns.Layers.Count)

[<Fact>]
let ``a row of a truth table`` () =
    let xor = LogicGate.Xor.Textbook
    let table = TruthTable.Compute(xor, LogicGate.Xor.Dataset)
    let row = table.Rows[1]

    Assert.Equal<float list>([ 0.0; 1.0 ], List.ofSeq row.Inputs)
    Assert.Equal<float[]>(xor.Activations(0.0, 1.0)[0], Array.ofSeq row.Hidden)
    Assert.Equal<float[]>(xor.Logits(0.0, 1.0), Array.ofSeq row.Logits)
    Assert.Equal<float[]>(xor.Predict(0.0, 1.0), Array.ofSeq row.Predictions)
    Assert.Equal(1.0, Seq.exactlyOne row.Targets)
    Assert.True row.IsCorrect
    Assert.Equal(-(log row.Predictions[0]), row.Loss, 1e-12)
    Assert.Equal(xor.Loss LogicGate.Xor.Dataset, table.Loss, 1e-12)

[<Fact>]
let ``options of a run`` () =
    let options = GateOptions(Seed = 3L, HiddenNeurons = 4, HiddenActivation = Activation.Tanh, LearningRate = 2.0, Epochs = 10, TargetLoss = 0.01)
    Assert.Equal((Nullable 3L, Nullable 4, Nullable 2.0), (options.Seed, options.HiddenNeurons, options.LearningRate))
    Assert.Same(Activation.Tanh, options.HiddenActivation)
    Assert.Equal((10, Nullable 0.01), (options.Epochs, options.TargetLoss))
    Assert.Equal(Nullable 5L, (options.From 5L).Seed)

    let from = options.From XorStart.Learns
    Assert.Same(XorStart.Learns, from.Start)
    Assert.Equal(Nullable(), from.Seed)

[<Fact>]
let ``a run and what came of it`` () =
    let run = GateRun.Run(LogicGate.Xor, GateOptions(Seed = 7L, Epochs = 2000))
    Assert.Same(LogicGate.Xor, run.Gate)
    Assert.Equal((Nullable 7L, 5.0), (run.Seed, run.LearningRate))
    Assert.Equal(run.Fit.Last.Model, run.Model)
    Assert.Equal(run.Loss, run.Table.Loss, 1e-12)
    Assert.Equal(0.05, GateRun.LearnedLoss)
    Assert.True(run.Loss < GateRun.LearnedLoss)

    let survey = GateSurvey.Run(LogicGate.Xor, 7L, 1, GateOptions(Epochs = 2000))
    let outcome = Seq.exactlyOne survey.Outcomes
    Assert.Same(LogicGate.Xor, survey.Gate)
    Assert.Equal((run.Loss, 2000), (outcome.Loss, outcome.Epochs))
    Assert.Equal(StopReason.MaxEpochsReached, outcome.StopReason)
