/// Optimizers, schedules, training by epochs and by parts, and minimisation.
module Training

open System
open System.IO
open System.Linq
open System.Threading
open System.Threading.Tasks
open Perceptron
open Xunit

let private orGate = LogicGate.Or.Dataset
let private neuron = Model.Neuron<float> 2
let private digits = lazy Digits.Embedded().Data

/// What one step makes of a parameter 1 with the gradient ½.
let private stepped (optimizer: Optimizer) step =
    let parameters = [| 1.0 |]
    optimizer.Step<float>(step, Span parameters, ReadOnlySpan [| 0.5 |], Span(Array.zeroCreate optimizer.SlotCount))
    parameters[0]

[<Fact>]
let ``one step of each rule`` () =
    let weight, bias = OptimizerStep(1L, false), OptimizerStep(1L, true)
    Assert.Equal((1L, true), (bias.Number, bias.IsBias))

    Assert.Equal(0.95, stepped (GradientDescent 0.1) weight, 1e-15)
    Assert.Equal(1.0 - 0.1 * (0.5 + 0.9 * 0.5), stepped (GradientDescent(0.1, Momentum = 0.9, Nesterov = true)) weight, 1e-15)
    Assert.Equal(0.9, stepped (Adam 0.1) weight, 1e-7)
    Assert.Equal(0.9 - 0.1 * 0.5, stepped (AdamW(0.1, WeightDecay = 0.5)) weight, 1e-7)
    Assert.Equal(0.9, stepped (AdamW(0.1, WeightDecay = 0.5, DecaysBias = false)) bias, 1e-7)

[<Fact>]
let ``a rule says what it was made with`` () =
    let descent = GradientDescent(0.1, Momentum = 0.9, Nesterov = true, Schedule = Schedule.WarmUp 3)
    Assert.Equal((0.1, 0.9, true), (descent.LearningRate, descent.Momentum, descent.Nesterov))
    Assert.Equal(1.0, descent.Schedule.Factor 3L)

    let adam = AdamW(0.1, Beta1 = 0.8, Beta2 = 0.9, Epsilon = 1e-6, WeightDecay = 0.01, DecaysBias = false)
    Assert.Equal((0.8, 0.9, 1e-6), (adam.Beta1, adam.Beta2, adam.Epsilon))
    Assert.Equal((0.01, false), (adam.WeightDecay, adam.DecaysBias))

[<Fact>]
let ``schedules alone and together`` () =
    let factors (schedule: Schedule) = [ 1L .. 4L ] |> List.map schedule.Factor
    let halves, own = Schedule.Step(2L, 0.5), Schedule.Of(fun step -> 1.0 / float step)

    Assert.Equal<float list>([ 1.0; 1.0; 1.0; 1.0 ], factors Schedule.Constant)
    Assert.Equal<float list>([ 1.0; 1.0; 0.5; 0.5 ], factors halves)
    Assert.Equal<float list>([ 1.0; 0.5; 0.5 / 3.0; 0.125 ], factors (halves * own))
    Assert.Equal<float list>(factors (halves * own), factors (own.Multiply halves))

[<Fact>]
let ``options say what they were made with`` () =
    let weights = LossOptions(PositiveWeights = [| 2.0 |])
    let options = TrainingOptions(BatchSize = 2, Seed = 3L, Shuffle = false, Loss = weights.WithL2(0.1), Compute = ComputeOptions(Threads = 2))
    Assert.Equal((Nullable 2, 3L, false), (options.BatchSize, options.Seed, options.Shuffle))
    Assert.Equal(weights.WithL2 0.1, options.Loss)

    let compute = ComputeOptions(Threads = 2, UseMkl = false, Blas = BlasProvider.OpenBlas)
    Assert.Equal((2, false), (compute.Threads, compute.UseMkl))
    Assert.Same(BlasProvider.OpenBlas, compute.Blas)
    Assert.Equal(2, (nonNull options.Compute).Threads)
    Assert.Equal(neuron.Loss orGate, neuron.Loss(orGate, compute = compute))

    let score = Func<Model<float>, Dataset<float>, float>(fun model data -> model.Accuracy data)

    let stopping =
        StoppingOptions(Validation = orGate, Score = score, Patience = 3, MinDelta = 0.01, TargetLoss = 0.1, LossTolerance = 1e-9, GradientTolerance = 1e-8)

    Assert.Same(orGate, stopping.Validation)
    Assert.Same(score, stopping.Score)
    Assert.Equal((Nullable 3, Nullable 0.01), (stopping.Patience, stopping.MinDelta))
    Assert.Equal((Nullable 1e-9, Nullable 1e-8, Nullable 0.1), (stopping.LossTolerance, stopping.GradientTolerance, stopping.TargetLoss))

[<Fact>]
let ``what an epoch knows, by full batches and by small ones`` () =
    let full = neuron.Train(orGate, GradientDescent 1.0, epochs = 2) |> Seq.last
    Assert.Equal((2, 2L), (full.Number, full.Steps))
    Assert.Equal(full.Model.Loss orGate, full.Loss, 1e-12)
    let gradient = full.Model.Gradient(orGate).ToArray()
    Assert.Equal(gradient |> Array.map abs |> Array.max, full.GradientMaxNorm, 1e-12)

    let small = neuron.Train(orGate, GradientDescent 1.0, epochs = 2, options = TrainingOptions(BatchSize = 1)) |> Seq.last
    Assert.Equal((2, 8L), (small.Number, small.Steps))
    Assert.Equal((false, true), (full.IsMeanBatchLoss, small.IsMeanBatchLoss))
    Assert.InRange(small.Loss, 0.0, log 2.0)

[<Fact>]
let ``training goes on from what was kept of it`` () =
    let momentum = GradientDescent(0.5, Momentum = 0.9)
    let whole = neuron.Train(orGate, momentum, epochs = 6) |> List.ofSeq
    let kept = whole[3]

    let path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())

    let back =
        try
            kept.Save path
            Epoch.Load<float> path
        finally
            File.Delete path

    Assert.Equal("full batches; plain loss; gradient descent, rate 0.5, momentum 0.9", back.Settings)
    Assert.Equal<float[]>(kept.GetOptimizerState(), back.GetOptimizerState())
    let last = back.Resume(orGate, momentum, epochs = 3) |> Seq.last

    Assert.Equal((6, 6L), (last.Number, last.Steps))
    Assert.Equal(whole[6].Model, last.Model)

[<Fact>]
let ``a training to a stop goes on from one of its epochs`` () =
    let told = ResizeArray<FitProgress<float>>()
    let stopping = StoppingOptions(Validation = orGate, Patience = 2)
    let progress = SynchronousProgress<FitProgress<float>>(fun report -> told.Add report)
    let whole = neuron.Fit(orGate, Adam 0.1, epochs = 6, stopping = stopping, progress = progress)
    (progress :> IProgress<FitProgress<float>>).Report told[0]
    progress.Report told[0]

    Assert.Equal(Nullable whole.Scores[2], told[2].Score)
    let resumed = told[2].Epoch.ResumeFit(orGate, Adam 0.1, epochs = 4, stopping = stopping)
    Assert.Equal<float list>(List.ofSeq whole.Losses, List.ofSeq resumed.Losses)
    Assert.Equal(whole.Best.Model, resumed.Best.Model)

[<Fact>]
let ``why a training stopped`` () =
    let fit (optimizer: Optimizer) options = neuron.Fit(orGate, optimizer, epochs = 1000, options = options)

    let exhausted = fit (GradientDescent 0.1) (TrainingOptions())
    Assert.Equal(StopReason.MaxEpochsReached, exhausted.StopReason)
    Assert.Null exhausted.Divergence
    Assert.Empty exhausted.Notes

    // A penalty of 1 and a rate of 10: at every step W is about nine times as long, the other way.
    let diverged = fit (GradientDescent 10.0) (TrainingOptions(Loss = LossOptions(L2 = 1.0)))
    Assert.Equal(StopReason.Diverged, diverged.StopReason)
    let thrown = Assert.Throws<DivergedException>(fun () -> neuron.Train(orGate, GradientDescent 10.0, 1000, TrainingOptions(Loss = LossOptions(L2 = 1.0))) |> Seq.last |> ignore)
    Assert.Equal((nonNull diverged.Divergence).Epoch, thrown.Epoch)

    let cancelled = neuron.Fit(orGate, GradientDescent 0.1, epochs = 1000, cancellationToken = CancellationToken true)
    Assert.Equal(StopReason.Cancelled, cancelled.StopReason)

[<Fact>]
let ``a minimum, and what it took`` () =
    let loss (p: float[]) = (p[0] - 1.0) ** 2.0 + 3.0
    let gradient (p: float[]) = [| 2.0 * (p[0] - 1.0) |]
    let minimizer = Lbfgs(Memory = 5, MaxIterations = 50, GradientTolerance = 1e-9, LossTolerance = 0.0)
    Assert.Equal((5, 50), (minimizer.Memory, minimizer.MaxIterations))
    Assert.Equal((1e-9, 0.0), (minimizer.GradientTolerance, minimizer.LossTolerance))

    let minimum = minimizer.Minimize(loss, gradient, [| 5.0 |])
    Assert.Equal(3.0, minimum.Loss, 1e-12)
    Assert.InRange(minimum.GradientMaxNorm, 0.0, 1e-9)
    Assert.Equal(minimum.Iterations + 1, minimum.Losses.Count)
    Assert.True(minimum.Evaluations >= minimum.Iterations)

    Assert.Equal(StopReason.MaxIterationsReached, Lbfgs(MaxIterations = 0).Minimize(loss, gradient, [| 5.0 |]).StopReason)
    Assert.Equal(StopReason.LossToleranceReached, Lbfgs(LossTolerance = 1e9).Minimize(loss, gradient, [| 5.0 |]).StopReason)
    Assert.Equal(StopReason.NoProgress, minimizer.Minimize(loss, (fun p -> [| -(gradient p)[0] |]), [| 5.0 |]).StopReason)

    let points = GradientDescent(0.25).Minimize(loss, gradient, [| 5.0 |], steps = 2) |> List.ofSeq
    Assert.Equal<int list>([ 0; 1; 2 ], points |> List.map _.Number)
    Assert.Equal<float list>([ 5.0; 3.0; 2.0 ], points |> List.map (fun point -> point.GetPoint()[0]))

[<Fact>]
let ``parts that are waited for give what parts at hand give`` () =
    task {
        let parts = [ for first in 0..600..1200 -> digits.Value.Select [| first .. min (first + 599) (digits.Value.Count - 1) |] ]
        let waited () = parts.ToAsyncEnumerable()
        let start, descent, options = Model.Softmax<float32>(64, 10), GradientDescent 0.5, TrainingOptions(BatchSize = 32)

        let! first = start.TrainAsync(waited (), descent, options).LastAsync()
        let! second = first.ResumeAsync(waited (), descent, options).LastAsync()
        let! evaluation = second.Model.EvaluateAsync(waited ())

        let atHand = start.Train(Seq.append parts parts, descent, options) |> Seq.last
        Assert.Equal(atHand.Model, second.Model)
        Assert.Equal(atHand.Model.Evaluate(parts).LogLoss, evaluation.LogLoss)
    }
    :> Task

[<Fact>]
let ``MKL is not there where nobody brought it`` () =
    let mkl = BlasProvider.Mkl
    let status = mkl.Check()
    Assert.Equal("MKL", mkl.Name)
    Assert.False status.IsAvailable
    Assert.Contains("MathNet.Numerics.Providers.MKL", status.Description)
    Assert.Equal((0L, 0L), (status.ProductCount, status.OwnProductCount))
    Assert.True(BlasProvider.MinRows > 1 && BlasProvider.MinWidth > 1)
