/// Runs of a gate with their history, a survey of many starts, and a surface.
module Samples.FSharp.GateRuns

open Perceptron

let run () =
    // <runs>
    let run = GateRun.Run(LogicGate.Xor, GateOptions(Seed = 11L))
    printfn "%O" run // XOR not learned: epoch 5000, loss 0.3468
    let survey = GateSurvey.Run(LogicGate.Xor, 1, 100)
    printfn "%O" survey // XOR learned from 88 of 100 seeds
    let axis = Surface.Axis(-0.25, 1.25, 31)

    // A float[,] for any plotting library.
    let surface = Surface.Sample(run.Model, axis, axis)
    // </runs>

    printfn "%d by %d" (surface.GetLength 0) (surface.GetLength 1)
