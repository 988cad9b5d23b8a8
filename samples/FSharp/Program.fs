/// dotnet run --project samples/FSharp -- neuron
module Samples.FSharp.Program

/// The samples by their names: XorLearning.fs is xor-learning.
let samples: Map<string, unit -> unit> =
    Map
        [ "ada-grad-rule", AdaGradRule.run
          "array-data", ArrayData.run
          "ask-for-mkl", AskForMkl.run
          "best-digits", BestDigits.run
          "checkpoints", Checkpoints.run
          "classes-together", ClassesTogether.run
          "count-model", CountModel.run
          "cross-entropy", CrossEntropy.run
          "csv-data", CsvData.run
          "data-parts", DataParts.run
          "exercise-two", ExerciseTwo.run
          "gate-runs", GateRuns.run
          "hidden-gradient", HiddenGradient.run
          "honest-test", HonestTest.run
          "iris", Iris.run
          "more-metrics", MoreMetrics.run
          "tuning", Tuning.run
          "neuron", Neuron.run
          "neuron-steps", NeuronSteps.run
          "onnx-export", OnnxExport.run
          "or-and", OrAnd.run
          "overfitting", Overfitting.run
          "passengers", Passengers.run
          "row-and-class-weights", RowAndClassWeights.run
          "same-bits", SameBits.run
          "serving", Serving.run
          "sigmoid-model", SigmoidModel.run
          "softmax-digits", SoftmaxDigits.run
          "sparse-data", SparseData.run
          "splits", Splits.run
          "xor", Xor.run
          "xor-learning", XorLearning.run ]

[<EntryPoint>]
let main arguments =
    match arguments with
    | [| name |] when samples.ContainsKey name ->
        samples[name] ()
        0
    | _ ->
        printfn "Name one sample: %s." (String.concat ", " samples.Keys)
        if arguments.Length = 0 then 0 else 2
