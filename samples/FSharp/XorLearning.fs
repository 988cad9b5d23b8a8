/// XOR: why one neuron can't, that two hidden ones can, and from how many starts they learn it.
module Samples.FSharp.XorLearning

open Perceptron

let run () =
    // <one>
    let xor = LogicGate.Xor.Dataset

    let alone =
        Model
            .Uniform<float>(Architecture.Of(2).Sigmoid 1, -1.0, 1.0, seed = 1)
            .Train(xor, GradientDescent 1.0, epochs = 5000)
        |> Seq.last

    let f = alone.Model.Predict xor.Rows

    printfn
        "one neuron: loss %.6f, f(x) %.3f %.3f %.3f %.3f"
        alone.Loss
        f[0, 0]
        f[1, 0]
        f[2, 0]
        f[3, 0]
    // </one>

    // <by-hand>
    let byHand =
        Model.Of(
            Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid 1,
            // h1 is OR, h2 is NAND, and f is AND of them.
            Layer.Of(
                array2D [ [ 10.0; -10.0 ]; [ 10.0; -10.0 ] ],
                [| -5.0; 15.0 |]
            ),
            Layer.Of(array2D [ [ 10.0 ]; [ 10.0 ] ], [| -15.0 |])
        )

    for x in [ [| 0.0; 0.0 |]; [| 0.0; 1.0 |]; [| 1.0; 0.0 |]; [| 1.0; 1.0 |] ] do
        let activations = byHand.Activations x
        let h, f = activations[0], activations[1]
        printfn $"{x[0]} {x[1]}  h {h[0]:F3} {h[1]:F3}  f {f[0]:F3}"
    // </by-hand>

    // <two>
    for seed in [ 7L; 11L ] do
        let run = GateRun.Run(LogicGate.Xor, GateOptions(Seed = seed))
        printfn "seed %d: %O" seed run

        for row in run.Table.Rows do
            printfn "  %O" row
    // </two>

    // <starts>
    for name, start in
        [ "learns", XorStart.Learns; "gets stuck", XorStart.GetsStuck ] do
        for epoch in start.Train(xor, GradientDescent 1.0, epochs = 5000) do
            if List.contains epoch.Number [ 0; 1000; 5000 ] then
                printfn "%-10s  epoch %4d  loss %.4f" name epoch.Number epoch.Loss

    printfn "half of ln 2 is %.4f" (log 2.0 / 2.0)

    let faster =
        XorStart.GetsStuck.Train(xor, GradientDescent 10.0, epochs = 5000)
        |> Seq.last

    printfn "gets stuck, but with rate 10: loss %.4f" faster.Loss
    // </starts>

    // <survey>
    printfn "%O" (GateSurvey.Run(LogicGate.Xor, firstSeed = 1, count = 100))

    for hidden in [ 1; 2; 3; 4; 8 ] do
        let survey =
            GateSurvey.Run(
                LogicGate.Xor,
                1,
                100,
                GateOptions(HiddenNeurons = hidden, Epochs = 2000)
            )

        printfn "%d hidden, 2000 epochs: %O" hidden survey
// </survey>
