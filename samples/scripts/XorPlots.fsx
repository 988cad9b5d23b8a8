// XOR learned: f(x) as a surface to turn, and the losses of ten starts, by Plotly.NET. Xor.fsx says how to run it. It writes pages
// into the folder scripts-out, which open in any browser and need no network.
#r "nuget: Perceptron.Gates, 0.1.0"

// It needs FSharp.Core 10.1.403 or later. If the SDK has an older one, NuGet warns (NU1605), and the script still runs.
#r "nuget: Plotly.NET, 6.0.0"

open System.IO
open Perceptron
open Plotly.NET

let save name chart =
    let path = Path.Combine((Directory.CreateDirectory "scripts-out").FullName, $"{name}.html")

    chart
    |> Chart.withSize (900.0, 700.0)
    |> Chart.withDisplayOptionsStyle (PlotlyJSReference = PlotlyJSReference.Full)
    |> Chart.saveHtml path

    printfn "%s" path

let runs = [ for seed in 1L .. 10L -> seed, GateRun.Run(LogicGate.Xor, GateOptions(Seed = seed, LearningRate = 5.0, Epochs = 2000)) ]

// The surface of the first run that learns.
let seed, learned = runs |> List.find (fun (_, run) -> run.IsLearned)
let axis = Surface.Axis(-0.25, 1.25, 61)
let surface = Surface.Sample(learned.Model, axis, axis)

Chart.Surface(zData = [ for row in 0 .. axis.Length - 1 -> surface[row, *] ], X = axis, Y = axis)
|> Chart.withTitle $"XOR from seed {seed}: f(x)"
|> Chart.withXAxisStyle (TitleText = "x1", Id = StyleParam.SubPlotId.Scene 1)
|> Chart.withYAxisStyle (TitleText = "x2", Id = StyleParam.SubPlotId.Scene 1)
|> Chart.withZAxisStyle (TitleText = "f(x)")
|> save "xor-surface"

// The losses of all: some fall, some get stuck.
runs
|> List.map (fun (seed, run) ->
    Chart.Line(x = [ 0 .. run.Fit.Losses.Count - 1 ], y = run.Fit.Losses, Name = (if run.IsLearned then $"seed {seed}" else $"seed {seed}, not learned")))
|> Chart.combine
|> Chart.withTitle "XOR from ten starts"
|> Chart.withXAxisStyle "epoch"
|> Chart.withYAxis (LayoutObjects.LinearAxis.init (AxisType = StyleParam.AxisType.Log, Title = Title.init "loss"))
|> save "xor-losses"
