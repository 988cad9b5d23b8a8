/// A model of your own, Poisson regression of counts: its gradient checked, its loss minimised.
module Samples.FSharp.CountModel

open Perceptron

let run () =
    // <model>
    // Invented for this example: the hour of the day divided by 24, and the
    // number of visitors.
    let x = [| 0.35; 0.40; 0.45; 0.50; 0.55; 0.60; 0.65; 0.70 |]
    let y = [| 1.0; 0.0; 2.0; 3.0; 3.0; 5.0; 8.0; 11.0 |]

    // The expected number, the rate, is e^(w x + b). The loss is the mean of rate
    // − y (w x + b). It is smallest where the counts are most likely.
    let loss (p: float[]) =
        Array.map2 (fun x y -> exp (p[0] * x + p[1]) - y * (p[0] * x + p[1])) x y
        |> Array.average

    // The derivatives of the loss by w and b: the means of (rate − y) x and of
    // rate − y.
    let gradient (p: float[]) =
        let over = Array.map2 (fun x y -> exp (p[0] * x + p[1]) - y) x y
        [| Array.map2 (*) over x |> Array.average; Array.average over |]
    // </model>

    // <check>
    printfn
        "%O"
        (GradientCheck.Compare(loss, gradient, [| 1.0; 0.0 |]).RelativeError <
            1e-9)

    printfn
        "%s"
        (GradientCheck
            .Compare(
                loss,
                (fun p -> [| (gradient p)[0]; 2.0 * (gradient p)[1] |]),
                [| 1.0; 0.0 |]
            )
            .Where)
    // </check>

    // <minimize>
    let minimum = Lbfgs().Minimize(loss, gradient, [| 1.0; 0.0 |])
    printfn "%O" minimum.StopReason

    printfn
        "w %.3f, b %.3f, loss %.4f"
        (minimum.GetPoint()[0])
        (minimum.GetPoint()[1])
        minimum.Loss

    let descent =
        GradientDescent(0.1, Momentum = 0.9)
            .Minimize(loss, gradient, [| 1.0; 0.0 |], steps = 2000)
        |> Seq.last

    printfn
        "w %.3f, b %.3f, loss %.4f"
        (descent.GetPoint()[0])
        (descent.GetPoint()[1])
        descent.Loss
    // </minimize>

    // <library>
    // The same check for a model of the library: a network, with a penalty.
    let network =
        Model.Glorot<float>(
            Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax(2),
            seed = 1L
        )

    let data =
        Dataset.Exclusive(
            array2D [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 1.0 ] ],
            [| 1; 1; 0 |],
            classCount = 2
        )

    printfn
        "%O"
        (GradientCheck
            .Compare(network, data, loss = LossOptions(L2 = 0.1))
            .RelativeError
            <
            1e-9)
    // </library>
