/// dotnet run --project samples/FSharp -- neuron
module Samples.FSharp.Program

/// The samples by their names: OwnOptimizer.fs is own-optimizer.
let samples: Map<string, unit -> unit> =
    Map
        [ "ada-grad-rule", AdaGradRule.run
          "array-data", ArrayData.run
          "checkpoints", Checkpoints.run
          "count-model", CountModel.run
          "csv-data", CsvData.run
          "data-parts", DataParts.run
          "neuron", Neuron.run
          "row-and-class-weights", RowAndClassWeights.run
          "same-bits", SameBits.run
          "serving", Serving.run
          "sigmoid-model", SigmoidModel.run
          "sparse-data", SparseData.run
          "splits", Splits.run ]

[<EntryPoint>]
let main arguments =
    match arguments with
    | [| name |] when samples.ContainsKey name ->
        samples[name] ()
        0
    | _ ->
        printfn "Name one sample: %s." (String.concat ", " samples.Keys)
        if arguments.Length = 0 then 0 else 2
