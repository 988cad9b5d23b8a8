/// The package with more metrics: curves, matrices with weights, labels and intervals.
module MoreMetrics

open System
open System.Threading
open Perceptron
open Xunit

let private scores, private answers = [| 0.1; 0.4; 0.35; 0.8 |], [| false; false; true; true |]
let private neuron = Model.Neuron([| 1.0 |], 0.0)
let private data = Dataset.Binary(array2D [ for score in scores -> [ score ] ], answers)

[<Fact>]
let ``a ROC curve of scores and of a model`` () =
    for curve in [ RocCurve.Compute(scores, answers); RocCurve.Compute(neuron, data, rowWeights = [| 1.0; 1.0; 1.0; 1.0 |]) ] do
        Assert.Equal((0.75, 4L), (curve.Area, curve.Count))
        let point = curve.Points[2]
        Assert.Equal((0.4, 0.5, 0.5), (point.Threshold, point.FalsePositiveRate, point.TruePositiveRate))
        Assert.Equal(RocPoint(0.4, 0.5, 0.5), point)

    let parts = [ RocCurve.Compute(scores[..1], answers[..1]); RocCurve.Compute(scores[2..], answers[2..]) ]
    Assert.Equal(0.75, (List.reduce (+) parts).Area)
    Assert.Equal(0.75, parts[1].Add(parts[0]).Area)

[<Fact>]
let ``a precision-recall curve of scores and of a model`` () =
    for curve in [ PrecisionRecallCurve.Compute(scores, answers); PrecisionRecallCurve.Compute(neuron, data, compute = ComputeOptions(Threads = 2)) ] do
        Assert.Equal(5.0 / 6.0, curve.AveragePrecision, 1e-15)
        Assert.Equal(4L, curve.Count)
        let point = curve.Points[2]
        Assert.Equal((0.4, 0.5, 0.5), (point.Threshold, point.Recall, point.Precision))
        Assert.Equal(PrecisionRecallPoint(0.4, 0.5, 0.5), point)

    let parts = [ PrecisionRecallCurve.Compute(scores[..1], answers[..1]); PrecisionRecallCurve.Compute(scores[2..], answers[2..]) ]
    Assert.Equal(5.0 / 6.0, (List.reduce (+) parts).AveragePrecision, 1e-15)
    Assert.Equal(5.0 / 6.0, parts[1].Add(parts[0]).AveragePrecision, 1e-15)

/// What taking class i for j counts.
let private cost weighting i j =
    match weighting with
    | KappaWeighting.None -> if i = j then 0.0 else 1.0
    | KappaWeighting.Linear -> abs (float (i - j))
    | KappaWeighting.Quadratic -> float ((i - j) * (i - j))
    | _ -> nan

[<Fact>]
let ``metrics of a confusion matrix are its methods`` () =
    let matrix = ConfusionMatrix.Compute([| 0; 0; 1; 1 |], [| 0; 1; 1; 1 |], 2)

    Assert.Equal(10.0 / 11.0, matrix.FBeta(1, beta = 2.0), 1e-15)
    Assert.Equal((2.0 / 3.0 + 0.8) / 2.0, matrix.MacroFBeta 1.0, 1e-15)
    Assert.Equal(1.0 / sqrt 3.0, matrix.MatthewsCorrelation(), 1e-15)
    Assert.Equal(0.75, matrix.BalancedAccuracy())
    Assert.Equal(0.5, matrix.CohenKappa())


    // Of two classes all kinds are one: one of four is wrong, and half of that by chance.
    for weighting in [ KappaWeighting.None; KappaWeighting.Linear; KappaWeighting.Quadratic ] do
        let costs = List.sumBy float [ for i in 0..1 do for j in 0..1 -> cost weighting i j * float matrix[i, j] ]
        Assert.Equal(1.0 - costs / 2.0, matrix.CohenKappa weighting)

[<Fact>]
let ``a confusion matrix of rows with weights`` () =
    let matrix = WeightedConfusionMatrix.Compute([| 0; 0; 1 |], [| 0; 1; 1 |], 2, rowWeights = [| 1.0; 1.0; 2.0 |])

    Assert.Equal((2, 2, 4.0, 0.75), (matrix.ClassCount, matrix.ClassNames.Count, matrix.TotalWeight, matrix.Accuracy))
    Assert.Equal(2.0, matrix[1, 1])
    Assert.Equal(array2D [ [ 1.0; 1.0 ]; [ 0.0; 2.0 ] ], matrix.ToArray())
    Assert.Equal((2.0 / 3.0, 1.0), (matrix.Precision 1, matrix.Recall 1))
    Assert.Equal(10.0 / 11.0, matrix.FBeta(1, beta = 2.0), 1e-15)
    Assert.Equal((2.0 / 3.0 + 0.8) / 2.0, matrix.MacroFBeta 1.0, 1e-15)
    Assert.Equal(1.0 / sqrt 3.0, matrix.MatthewsCorrelation(), 1e-15)
    Assert.Equal((0.75, 0.5), (matrix.BalancedAccuracy(), matrix.CohenKappa()))
    Assert.Equal(8.0, (matrix + matrix).TotalWeight)
    Assert.Equal(8.0, matrix.Add(matrix).TotalWeight)
    Assert.Equal(2.0, WeightedConfusionMatrix.Compute(neuron, data)[1, 1])

[<Fact>]
let ``several labels`` () =
    let actual, predicted = array2D [ [ true; true ]; [ false; true ] ], array2D [ [ true; false ]; [ false; true ] ]
    let evaluation = MultiLabelEvaluation.Compute(actual, predicted)

    Assert.Equal((2L, 2), (evaluation.Count, evaluation.LabelCount))
    Assert.Equal((0.5, 0.25), (evaluation.SubsetAccuracy, evaluation.HammingLoss))
    Assert.Equal((0.75, 2.0 / 3.0, 0.75), (evaluation.SampleJaccard, evaluation.MicroJaccard, evaluation.MacroJaccard))
    Assert.Equal((1.0, 0.5), (evaluation.Jaccard 0, evaluation.Jaccard 1))
    Assert.Equal(4L, (evaluation + evaluation).Count)
    Assert.Equal(0.75, evaluation.Add(evaluation).SampleJaccard)
    Assert.Equal(0.5, MultiLabelEvaluation.Compute(neuron, data).HammingLoss)

[<Fact>]
let ``an interval for a metric`` () =
    let area (weights: float array) = RocCurve.Compute(scores, answers, weights).Area
    use source = new CancellationTokenSource()
    let interval = Bootstrap.Interval(4, area, level = 0.9, replicates = 200, seed = 1, compute = ComputeOptions(Threads = 2), cancellationToken = source.Token)

    Assert.Equal((0.75, 0.9, 200), (interval.Estimate, interval.Level, interval.Replicates))
    Assert.InRange(interval.Lower, 0.0, 0.75)
    Assert.InRange(interval.Upper, 0.75, 1.0)
    Assert.InRange(interval.Undefined, 1, 100) // Of 4 rows, those that were drawn are sometimes of one class.
    Assert.Equal(interval, BootstrapInterval(0.75, interval.Lower, interval.Upper, 0.9, 200, interval.Undefined))
