/// dotnet run --project samples/FSharp -- neuron
module Samples.FSharp.Program

/// The samples by their names: OwnOptimizer.fs is own-optimizer.
let samples: Map<string, unit -> unit> = Map [ "neuron", Neuron.run ]

[<EntryPoint>]
let main arguments =
    match arguments with
    | [| name |] when samples.ContainsKey name ->
        samples[name] ()
        0
    | _ ->
        printfn "Name one sample: %s." (String.concat ", " samples.Keys)
        if arguments.Length = 0 then 0 else 2
