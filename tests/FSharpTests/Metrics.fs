/// How good predictions are, those of a model and those of anybody.
module Metrics

open Perceptron
open Xunit

let private confusion = ConfusionMatrix.Compute([| 0; 0; 1; 1 |], [| 0; 1; 1; 1 |], 2)

[<Fact>]
let ``a confusion matrix and what follows from it`` () =
    Assert.Equal((4L, 2, 0.75), (confusion.Count, confusion.ClassCount, confusion.Accuracy))
    Assert.Equal(1L, confusion[0, 1])
    Assert.Equal(array2D [ [ 1L; 1L ]; [ 0L; 2L ] ], confusion.ToArray())
    Assert.Equal((2.0 / 3.0, 1.0, 0.8), (confusion.Precision 1, confusion.Recall 1, confusion.F1 1))

    let ofClass = confusion.ForClass 1
    Assert.Equal(PrecisionRecall(2.0 / 3.0, 1.0, 0.8, 2L), ofClass)
    Assert.Equal((2.0 / 3.0, 1.0), (ofClass.Precision, ofClass.Recall))
    Assert.Equal((0.8, 2L), (ofClass.F1, ofClass.Support))
    Assert.Equal(5.0 / 6.0, confusion.Macro.Precision, 1e-15)
    Assert.Equal(confusion.Macro.Recall, confusion.Weighted.Recall, 1e-15) // Both classes have two observations.

[<Fact>]
let ``confusion matrices add up`` () =
    Assert.Equal(array2D [ [ 2L; 2L ]; [ 0L; 4L ] ], (confusion + confusion).ToArray())
    Assert.Equal(8L, confusion.Add(confusion).Count)

[<Fact>]
let ``tables name the classes`` () =
    let named = LogicGate.OrAnd.Textbook.WithClassNames("or", "and")
    let evaluation = named.Evaluate LogicGate.OrAnd.Dataset
    Assert.Equal<string list>([ "or"; "and" ], List.ofSeq evaluation.ClassNames)
    Assert.Contains("and", evaluation.ToTable())

    let ofOne = ConfusionMatrix.ComputeFor(named, LogicGate.OrAnd.Dataset, 1)
    Assert.Equal(array2D [ [ 3L; 0L ]; [ 0L; 1L ] ], ofOne.ToArray())
    Assert.Equal(ofOne.ToArray(), evaluation.ConfusionMatrixFor(1).ToArray())
    Assert.Equal(2, ofOne.ClassNames.Count)
    Assert.All(ofOne.ClassNames, (fun name -> Assert.Contains(name, ofOne.ToTable())))

[<Fact>]
let ``an evaluation of predictions from elsewhere`` () =
    let exclusive = Evaluation.Compute(array2D [ [ 0.75; 0.25 ]; [ 0.5; 0.5 ] ], Targets.Exclusive<float>([| 0; 1 |], 2))
    Assert.Equal((2L, 2, true), (exclusive.Count, exclusive.ClassCount, exclusive.AreExclusive))
    Assert.Equal((2.0 * 0.0625 + 2.0 * 0.25) / 2.0, exclusive.BrierScore, 1e-15)
    Assert.Equal(0.5, exclusive.Micro.F1)
    Assert.Equal(0.5, exclusive.Weighted.Recall)

    let independent = Evaluation.Compute(array2D [ [ 0.75; 0.25 ]; [ 0.5; 0.5 ] ], array2D [ [ 1.0; 0.0 ]; [ 0.0; 1.0 ] ])
    Assert.False independent.AreExclusive
    Assert.Equal((2.0 * 0.0625 + 2.0 * 0.25) / 4.0, independent.BrierScore, 1e-15)

    let one = Evaluation.Compute([| 0.75; 0.25 |], [| 1.0; 0.0 |])
    Assert.Equal((2, 1.0), (one.ClassCount, one.Accuracy))
    Assert.Equal(one.Macro, one.ForClass 1)
    Assert.Equal(4L, (one + one).Count)
    Assert.Equal(one.LogLoss, one.Add(one).LogLoss, 1e-15)

[<Fact>]
let ``areas under curves, class by class`` () =
    let scores = array2D [ [ 0.9; 0.1 ]; [ 0.6; 0.4 ]; [ 0.65; 0.35 ]; [ 0.2; 0.8 ] ]

    for auc in [ RocAuc.Compute(scores, [| 0; 0; 1; 1 |]); RocAuc.Compute(scores, Targets.Exclusive<float>([| 0; 0; 1; 1 |], 2)) ] do
        Assert.Equal((2, 2), (auc.OutputCount, auc.OutputNames.Count))
        Assert.Equal((0.75, 0.75), (auc[0], auc[1]))
        Assert.Equal((0.75, 0.75), (auc.Macro, auc.Weighted))

[<Fact>]
let ``whether probabilities mean what they say`` () =
    let curve = CalibrationCurve.Compute([| 0.25; 0.25; 0.75; 0.75 |], [| false; true; true; true |], bins = 2)
    let bin = curve.Bins[0]

    Assert.Equal(4L, curve.Count)
    Assert.Equal<CalibrationBin list>([ CalibrationBin(0.0, 0.5, 2L, 0.25, 0.5); CalibrationBin(0.5, 1.0, 2L, 0.75, 1.0) ], List.ofSeq curve.Bins)
    Assert.Equal((0.0, 0.5, 2L), (bin.Lower, bin.Upper, bin.Count))
    Assert.Equal((0.25, 0.5), (bin.MeanPrediction, bin.Frequency))
    Assert.Equal(0.25, curve.ExpectedError)
    Assert.Equal(8L, (curve + curve).Count)
    Assert.Equal(0.25, curve.Add(curve).ExpectedError)
