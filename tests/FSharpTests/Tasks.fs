/// What an F# person would do with the library first, as they would write it.
module Tasks

open System
open MathNet.Numerics.LinearAlgebra
open Perceptron
open Xunit

[<Fact>]
let ``the OR neuron by hand`` () =
    let neuron = Model.Neuron([| 0.4; 0.4 |], -0.4)

    let f = [ [| 0.0; 0.0 |]; [| 0.0; 1.0 |]; [| 1.0; 0.0 |]; [| 1.0; 1.0 |] ] |> List.map neuron.Predict |> List.map Array.exactlyOne

    Assert.Equal<float list>([ 0.401; 0.5; 0.5; 0.599 ], f |> List.map (fun p -> Math.Round(p, 3)))
    Assert.Equal(1, neuron.Classify(0.0, 1.0))
    Assert.Equal(1.0, neuron.Accuracy LogicGate.Or.Dataset)
    Assert.Equal(-0.4, neuron.Layers[0].B[0])

[<Fact>]
let ``XOR learned from a seed, with its losses`` () =
    let start = Model.Uniform<float>(Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1), -1.0, 1.0, seed = 7)
    let xor = LogicGate.Xor.Dataset

    let learned =
        start.Train(xor, GradientDescent 5.0, epochs = 5000)
        |> Seq.tryFind (fun epoch -> epoch.Loss < 0.01)

    match learned with
    | None -> failwith "Seed 7 did not learn XOR."
    | Some epoch ->
        Assert.Equal<int[]>([| 0; 1; 1; 0 |], epoch.Model.Classify xor.Rows)

        let fit = start.Fit(xor, GradientDescent 5.0, epochs = 5000, stopping = StoppingOptions(TargetLoss = 0.01))
        Assert.Equal(StopReason.TargetLossReached, fit.StopReason)
        Assert.Equal(epoch.Model, fit.Last.Model)
        Assert.Equal(epoch.Number + 1, fit.Losses.Count)
        Assert.True(fit.Losses |> Seq.forall (fun loss -> loss > 0.0))
        Assert.True(Seq.last fit.Losses < Seq.head fit.Losses)

[<Fact>]
let ``every gate by hand, as formula and truth table`` () =
    for gate in LogicGate.All do
        let table = TruthTable.Compute(gate.Textbook, gate.Dataset)
        let rounded = [ for row in table.Rows -> row.Rounded |> Seq.exactlyOne |> float ]
        let targets = [ for row in 0 .. gate.Dataset.Count - 1 -> gate.Dataset.Targets[row, 0] ]

        Assert.Equal<float list>(targets, rounded)
        Assert.True table.IsCorrect

    Assert.Equal<string list>(
        [ "f(x) = σ(10 h₁ + 10 h₂ − 15)"; "h₁ = σ(10 x₁ + 10 x₂ − 5)"; "h₂ = σ(−10 x₁ − 10 x₂ + 15)" ],
        Formula.Format LogicGate.Xor.Textbook |> List.ofSeq
    )

[<Fact>]
let ``gates learned, one that gets stuck among them`` () =
    let nand = GateRun.Run(LogicGate.Nand, GateOptions(LearningRate = 2.0, Epochs = 2000))
    let stuck = GateRun.Run(LogicGate.Xor, GateOptions(Start = XorStart.GetsStuck, LearningRate = 1.0))

    Assert.True nand.IsLearned
    Assert.Equal(2001, nand.Fit.Losses.Count)
    Assert.Equal(nand.Loss, Seq.last nand.Fit.Losses)
    Assert.Equal(2000, (Seq.last nand.Snapshots).Number)
    Assert.False stuck.IsLearned
    Assert.Equal(0.3486, stuck.Loss, 5e-5)

    // From which of ten seeds is XOR learned?
    let survey = GateSurvey.Run(LogicGate.Xor, 1, 10)
    let learned = [ for outcome in survey.Outcomes do if outcome.IsLearned then outcome.Seed ]
    Assert.Equal(survey.LearnedCount, learned.Length)
    Assert.Contains(7L, learned)

[<Fact>]
let ``surfaces, a curve and h-space as plain arrays`` () =
    let xor = LogicGate.Xor.Textbook
    let axis = Surface.Axis(-0.25, 1.25, 7)
    let surface: float[,] = Surface.Sample(xor, axis, axis)
    let hidden: float[,] = Surface.SampleHidden(xor, axis, axis, 1)
    let curve: float[] = Surface.SampleCurve(LogicGate.Not.Textbook, axis)

    Assert.Equal<float list>([ -0.25; 0.0; 0.25; 0.5; 0.75; 1.0; 1.25 ], List.ofArray axis)
    Assert.Equal(xor.Predict(0.0, 1.0)[0], surface[5, 1], 1e-15)
    let h01 = xor.Activations([| 0.0; 1.0 |])[0]
    Assert.Equal(h01[1], hidden[5, 1], 1e-15)
    Assert.Equal<float[]>(axis |> Array.map (fun x -> LogicGate.Not.Textbook.Predict(x)[0]), curve)

    // Where the hidden layer sends the four observations, and the output neuron's line between them.
    let h = xor.Activations(LogicGate.Xor.Dataset.Rows)[0]
    let line = DecisionLine.Of xor.Layers[1]
    let side row = line.W1 * h[row, 0] + line.W2 * h[row, 1] + line.B > 0.0
    Assert.Equal<bool list>([ false; true; true; false ], List.map side [ 0..3 ])
    Assert.Equal(2, (line.Ends(0.0, 1.0)).GetLength 0)

    let picture = HeatMap.Draw(xor, LogicGate.Xor.Dataset, size = 60)
    Assert.True(HeatMap.Draw(xor, LogicGate.Xor.Dataset, size = 60, labelled = true).Width > picture.Width)
    Assert.Equal(Rgb(190uy, 20uy, 40uy), picture[10, 10])
    Assert.Equal(Rgb(20uy, 80uy, 190uy), picture[10, 50])

let private learnedDigits =
    lazy
        let digits = Digits.Embedded()
        let parts = digits.Data.SplitByFraction(0.2, seed = 1L, stratified = true)
        let further = parts.Training.SplitByFraction(0.1, seed = 1L, stratified = true)

        let options = TrainingOptions(BatchSize = 32, Seed = 1L)
        let stopping = StoppingOptions(Validation = further.HeldOut, Patience = 5, Score = (fun model heldOut -> model.Accuracy heldOut))
        let fit = Model.Softmax<float32>(digits.Height * digits.Width, digits.ClassCount).Fit(further.Training, GradientDescent 0.5, 200, options, stopping)
        fit, parts.HeldOut

[<Fact>]
let ``digits with early stopping`` () =
    let fit, test = learnedDigits.Value

    Assert.Equal(StopReason.PatienceExhausted, fit.StopReason)
    Assert.Equal(fit.Best.Number + 5, fit.Last.Number)
    Assert.Equal(Seq.max fit.Scores, fit.Scores[fit.Best.Number])
    Assert.InRange(fit.Best.Model.Accuracy test, 0.93, 1.0)

    let confusion = ConfusionMatrix.Compute(fit.Best.Model, test)
    Assert.Equal(fit.Best.Model.Accuracy test, confusion.Accuracy)

[<Fact>]
let ``how good is it, and on which classes`` () =
    let fit, test = learnedDigits.Value
    let evaluation = fit.Best.Model.Evaluate test

    Assert.Equal(fit.Best.Model.Accuracy test, evaluation.Accuracy)
    Assert.True(evaluation.TopKAccuracy 3 > evaluation.Accuracy)
    Assert.InRange(evaluation.Macro.F1, 0.9, 1.0)

    let worst = [ 0..9 ] |> List.minBy (fun digit -> evaluation.ForClass(digit).Recall)
    Assert.Equal(evaluation.ForClass(worst).Recall, evaluation.ConfusionMatrix().Recall worst)
    Assert.InRange(RocAuc.Compute(fit.Best.Model, test).Macro, 0.99, 1.0)
    Assert.True(CalibrationCurve.Compute(fit.Best.Model, test, outputIndex = worst).ExpectedError < 0.1)

    // In parts, of which one is held at a time.
    let parts = seq { for half in 0..1 -> test.Select [| for row in half .. 2 .. test.Count - 1 -> row |] }
    Assert.Equal(evaluation.LogLoss, fit.Best.Model.Evaluate(parts).LogLoss)

[<Fact>]
let ``digits that come part by part`` () =
    let digits = Digits.Embedded().Data
    let parts = seq { for first in 0..400..1400 -> digits.Select [| first .. min (first + 399) (digits.Count - 1) |] }
    let start = Model.Softmax<float32>(64, 10)
    let options = TrainingOptions(BatchSize = 32)

    // Three times through them, with a pause.
    let paused = start.Train(Seq.append parts parts, GradientDescent 0.5, options) |> Seq.last
    let last = paused.Resume(parts, GradientDescent 0.5, options) |> Seq.last

    Assert.Equal(12, last.Number)
    Assert.InRange(last.Model.Evaluate(parts).Accuracy, 0.9, 1.0)

[<Fact>]
let ``accuracy by cross-validation`` () =
    let digits = Digits.Embedded()

    let accuracies =
        digits.Data.Folds(3, seed = 1L, stratified = true)
        |> Seq.map (fun fold ->
            let fit = Model.Softmax<float32>(64, 10).Fit(fold.Training, GradientDescent 0.5, 10, TrainingOptions(BatchSize = 32))
            fit.Last.Model.Accuracy fold.HeldOut)
        |> Seq.toList

    Assert.Equal(3, accuracies.Length)
    Assert.InRange(List.average accuracies, 0.9, 1.0)

[<Fact>]
let ``scores from elsewhere`` () =
    Assert.Equal(0.75, RocAuc.ComputeBinary([| 0.1; 0.4; 0.35; 0.8 |], [| false; false; true; true |]))
    Assert.Equal(0.5, Evaluation.Compute(array2D [ [ 0.9; 0.1 ]; [ 0.8; 0.2 ] ], [| 0; 1 |]).Accuracy)

[<Fact>]
let ``W into a MathNet matrix and a picture`` () =
    let fit, _ = learnedDigits.Value
    let w: Matrix<float32> = fit.Best.Model.Layers[0].W.ToMatrix()

    Assert.Equal((64, 10), (w.RowCount, w.ColumnCount))
    Assert.Equal<float32[]>(w.Column(3).ToArray(), fit.Best.Model.Layers[0].W.Column 3)

    let pictures = WeightImages.Of(fit.Best.Model, 8, 8)
    let path = IO.Path.Combine(IO.Path.GetTempPath(), IO.Path.GetRandomFileName() + ".png")
    pictures.Image(3).SavePng path
    Assert.True(IO.FileInfo(path).Length > 100L)
    IO.File.Delete path

    // The pixel of the largest weight is reddest where it is positive, bluest where negative.
    let column = w.Column 3
    let largest = column.AbsoluteMaximumIndex()
    let colour = pictures.Image(3, enlarge = 1)[largest % 8, largest / 8]
    Assert.Equal(column[largest] > 0.0f, colour.Red > colour.Blue)

/// A model of one's own: f(x) = a sin(w x), by least squares.
let private ownLoss (xs: float[]) (ys: float[]) (p: float[]) =
    Array.map2 (fun x y -> (p[0] * sin (p[1] * x) - y) ** 2.0) xs ys |> Array.average

let private ownGradient (xs: float[]) (ys: float[]) (p: float[]) =
    let residuals = Array.map2 (fun x y -> p[0] * sin (p[1] * x) - y) xs ys

    [| Array.map2 (fun r x -> 2.0 * r * sin (p[1] * x)) residuals xs |> Array.average
       Array.map2 (fun r x -> 2.0 * r * p[0] * x * cos (p[1] * x)) residuals xs |> Array.average |]

[<Fact>]
let ``the gradient of a model of one's own, checked and followed`` () =
    let xs = [| for i in 0..20 -> float i / 10.0 |]
    let ys = xs |> Array.map (fun x -> 2.0 * sin (1.5 * x))
    let start = [| 1.0; 1.0 |]

    let right = GradientCheck.Compare(ownLoss xs ys, ownGradient xs ys, start)
    Assert.True(right.RelativeError < 1e-9, string right)

    let wrong = GradientCheck.Compare(ownLoss xs ys, (fun p -> ownGradient xs ys p |> Array.mapi (fun i g -> if i = 1 then 2.0 * g else g)), start)
    Assert.Equal(1, wrong.Index)
    Assert.True(wrong.RelativeError > 0.1)

    let last = GradientDescent(0.1, Momentum = 0.9).Minimize(ownLoss xs ys, ownGradient xs ys, start, 500) |> Seq.last
    Assert.True(last.Loss < 1e-9, string last)
    Assert.Equal(1.5, last.GetPoint()[1], 1e-4)

    let minimum = Lbfgs().Minimize(ownLoss xs ys, ownGradient xs ys, start)
    Assert.Equal(StopReason.GradientToleranceReached, minimum.StopReason)
    Assert.Equal(1.5, minimum.GetPoint()[1], 1e-6)

[<Fact>]
let ``softmax regression to its minimum`` () =
    let digits = Digits.Embedded()
    let best = Model.Softmax<float32>(64, 10).Minimize(digits.Data, Lbfgs(GradientTolerance = 1e-4), loss = LossOptions(L2 = 0.01))

    Assert.Equal(StopReason.GradientToleranceReached, best.Minimum.StopReason)
    Assert.Empty best.Notes
    Assert.InRange(best.Model.Accuracy digits.Data, 0.95, 1.0)

[<Fact>]
let ``raw columns, of which a minimisation says that they should be scaled`` () =
    let raw = Dataset.Binary(array2D [ [ 30000.0; 25.0 ]; [ 52000.0; 33.0 ]; [ 48000.0; 61.0 ]; [ 75000.0; 48.0 ] ], [| 0; 1; 0; 1 |])
    let minimize data = Model.Neuron<float>(2).Minimize(data, Lbfgs(MaxIterations = 30), loss = LossOptions(L2 = 0.01))

    let early = minimize raw
    Assert.Contains("StandardScaler", Seq.last early.Notes)
    Assert.Contains("StandardScaler", string early)
    Assert.Empty (minimize (StandardScaler.Fit(raw).Transform raw)).Notes

[<Fact>]
let ``the gradient of a model of the library, checked`` () =
    let model = Model.Glorot<float>(Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax(2), seed = 1)
    let data = Dataset.Exclusive(array2D [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 1.0 ] ], [| 1; 1; 0 |], 2)

    let check = GradientCheck.Compare(model, data, loss = LossOptions(L2 = 0.1))

    Assert.True(check.RelativeError < 1e-9, string check)

/// An optimizer of one's own: each parameter moves by a fixed length against the sign of its gradient.
type SignDescent(rate: float) =
    inherit Optimizer()

    override _.SlotCount = 0

    override _.Step<'T when 'T: unmanaged and 'T: (new: unit -> 'T) and 'T: struct and 'T :> ValueType and 'T :> Numerics.IBinaryFloatingPointIeee754<'T>>
        (_: OptimizerStep, parameters: Span<'T>, gradient: ReadOnlySpan<'T>, _: Span<'T>)
        =
        let step = 'T.CreateChecked rate

        for i in 0 .. parameters.Length - 1 do
            if not ('T.IsZero gradient[i]) then
                parameters[i] <- if 'T.IsPositive gradient[i] then parameters[i] - step else parameters[i] + step

[<Fact>]
let ``an optimizer of one's own`` () =
    let start = Model.Neuron([| 0.0; 0.0 |], 0.0)
    let first = start.Train(LogicGate.And.Dataset, SignDescent 0.25, epochs = 1) |> Seq.last
    let last = start.Train(LogicGate.And.Dataset, SignDescent 0.25, epochs = 200) |> Seq.last

    // At the start f(x) is 0.5 everywhere: the bias should fall, and both weights don't matter.
    Assert.Equal<float[]>([| 0.0; 0.0; -0.25 |], first.Model.GetParameters())
    Assert.Equal(1.0, last.Model.Accuracy LogicGate.And.Dataset)

/// The same with a learning rate that may change.
type ScheduledSignDescent(rate: float) =
    inherit ScheduledOptimizer(rate)

    override _.SlotCount = 0

    override this.Step<'T when 'T: unmanaged and 'T: (new: unit -> 'T) and 'T: struct and 'T :> ValueType and 'T :> Numerics.IBinaryFloatingPointIeee754<'T>>
        (step: OptimizerStep, parameters: Span<'T>, gradient: ReadOnlySpan<'T>, slots: Span<'T>)
        =
        SignDescent(this.RateOf<'T> step).Step(step, parameters, gradient, slots)

[<Fact>]
let ``learning rates that change`` () =
    let start = Model.Neuron([| 0.0; 0.0 |], 0.0)
    let schedule = Schedule.WarmUp(10).Then(10, Schedule.Cosine 490)
    let train optimizer = start.Train(LogicGate.And.Dataset, optimizer, epochs = 500) |> Seq.last

    let optimizers: Optimizer list =
        [ Adam(0.1, Schedule = schedule)
          AdamW(0.1, WeightDecay = 1e-4, Schedule = schedule)
          ScheduledSignDescent(0.25, Schedule = schedule) ]

    for optimizer in optimizers do
        Assert.Equal(1.0, (train optimizer).Model.Accuracy LogicGate.And.Dataset)

    Assert.Equal<float list>([ 0.5; 0.25; 0.125 ], [ 2L .. 4L ] |> List.map (Schedule.Exponential 0.5).Factor)

[<Fact>]
let ``predictions of arrays, vectors, matrices and rows`` () =
    let model = Model.Sigmoid(array2D [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ], [| 0.0; -1.0 |])
    let x = Matrix<float>.Build.DenseOfArray(array2D [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ] ])

    let fromMatrix: Matrix<float> = model.Predict x
    let fromRows: float[,] = model.Predict(Rows.Of x)
    let fromArray: float[] = model.Predict(0.0, 1.0)
    let fromVector: Vector<float> = model.Predict(Vector<float>.Build.DenseOfArray [| 0.0; 1.0 |])

    Assert.Equal(fromMatrix, Matrix<float>.Build.DenseOfArray fromRows)
    Assert.Equal<float[]>(fromArray, fromVector.ToArray())
    Assert.Equal(fromMatrix[0, 1], fromArray[1])

    let row = [| 0.0; 1.0 |]
    let into = Array.zeroCreate<float> 2
    model.Predict(row, into)
    Assert.Equal<float[]>(fromArray, into)

[<Fact>]
let ``a rare class that weighs more`` () =
    // One row in five is of class 1, and among those of class 0.
    let x = array2D [ for i in 0..39 -> [ if i % 5 = 0 then 1.0 else float (i % 3) / 2.0 ] ]
    let data = Dataset.Exclusive(x, [| for i in 0..39 -> if i % 5 = 0 then 1 else 0 |], 2)
    let balanced = LossOptions.Balanced data
    Assert.Equal<float list>([ 0.625; 2.5 ], List.ofSeq (nonNull balanced.ClassWeights))

    let start = Model.Softmax<float>(1, 2)
    let recall (model: Model<float>) = model.Evaluate(data).ForClass(1).Recall
    let train options = (start.Train(data, GradientDescent 0.5, epochs = 50, options = options) |> Seq.last).Model
    Assert.Equal(0.0, recall (train (TrainingOptions())))
    Assert.Equal(1.0, recall (train (TrainingOptions(Loss = balanced))))

    // The same by rows, and in the loss alone; and for independent classes.
    let byRows = data.WithRowWeights [| for i in 0..39 -> if i % 5 = 0 then 2.5 else 0.625 |]
    Assert.Equal(start.Loss(byRows), start.Loss(data, loss = balanced))
    Assert.True byRows.HasRowWeights

    let neuron = Model.Neuron<float> 2
    let positive = LossOptions(PositiveWeights = [| 3.0 |])
    Assert.Equal(2.5 * log 2.0, neuron.Loss(LogicGate.Or.Dataset, loss = positive), 12)
    Assert.True(GradientCheck.Compare(neuron, LogicGate.Or.Dataset, loss = positive).RelativeError < 1e-9)

[<Fact>]
let ``models as ONNX`` () =
    let write (model: Model<float>) =
        use stream = new System.IO.MemoryStream()
        OnnxFile.Write(model, stream)
        stream.ToArray()

    let path = System.IO.Path.GetTempFileName()
    OnnxFile.Save(LogicGate.Xor.Textbook, path)
    Assert.Equal<byte[]>(write LogicGate.Xor.Textbook, System.IO.File.ReadAllBytes path)
    OnnxFile.Save(LogicGate.Or.Textbook, path, ModelFileMetadata(Entries = readOnlyDict [ "note", "by hand" ]))
    Assert.Contains("by hand", System.IO.File.ReadAllText path)
    System.IO.File.Delete path
