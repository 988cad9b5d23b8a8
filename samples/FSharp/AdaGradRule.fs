/// An optimizer of your own: AdaGrad (J. Duchi, E. Hazan and Y. Singer, 2011).
module Samples.FSharp.AdaGradRule

open System
open System.Numerics
open Perceptron

// <rule>
/// s += g², p −= rate · g / (√s + ε): one slot for each parameter.
type AdaGrad(rate: float) =
    inherit Optimizer()

    override _.SlotCount = 1

    override _.Step<'T
        when 'T: unmanaged
        and 'T: (new: unit -> 'T)
        and 'T: struct
        and 'T :> ValueType
        and 'T :> IBinaryFloatingPointIeee754<'T>>
        (
            _: OptimizerStep,
            parameters: Span<'T>,
            gradient: ReadOnlySpan<'T>,
            slots: Span<'T>
        ) =
        let r = 'T.CreateChecked rate
        let epsilon = 'T.CreateChecked 1e-10

        for i in 0 .. parameters.Length - 1 do
            let g: 'T = gradient[i]
            let square: 'T = g * g
            slots[i] <- slots[i] + square
            let scaled: 'T = r * g
            let root: 'T = 'T.Sqrt(slots[i])
            let step: 'T = scaled / (root + epsilon)
            parameters[i] <- parameters[i] - step
// </rule>

let run () =
    // <use>
    let start =
        Model.Uniform<float>(
            Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1),
            -1.0,
            1.0,
            seed = 7L
        )

    let learned =
        start.Train(LogicGate.Xor.Dataset, AdaGrad 0.5, epochs = 5000)
        |> Seq.find (fun epoch -> epoch.Loss < 0.01)

    printfn "%O" learned
    // </use>

    // <function>
    // It also minimises any function: (a − 3)² + 2 (b + 1)², from (0, 0).
    let last =
        AdaGrad(0.5)
            .Minimize(
                (fun p -> (p[0] - 3.0) ** 2.0 + 2.0 * (p[1] + 1.0) ** 2.0),
                (fun p -> [| 2.0 * (p[0] - 3.0); 4.0 * (p[1] + 1.0) |]),
                start = [| 0.0; 0.0 |],
                steps = 500
            )
        |> Seq.last

    printfn "%.4f, %.4f" (last.GetPoint()[0]) (last.GetPoint()[1])
    // </function>
