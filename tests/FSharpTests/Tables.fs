/// Tables, schemas, encoders and classifiers.
module Tables

open System
open System.Collections.Generic
open System.IO
open System.Text
open Perceptron
open Xunit

let private text =
    "age,class,late,answer\n1.5,a,yes,up\n2.5,b,no,down\n,a,no,up\n-3.25,c,yes,down\n7,a,no,up\n"

let private table = Table.ParseCsv text

type Person = { Age: float option; Class: string; Late: bool }

/// A file of its own, which goes afterwards.
let private withFile (content: string) (action: string -> unit) =
    let path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())
    File.WriteAllText(path, content)

    try
        action path
    finally
        File.Delete path

[<Fact>]
let ``tables from files, streams, texts and rows`` () =
    withFile text (fun path ->
        use stream = new MemoryStream(Encoding.UTF8.GetBytes text)

        for one in [ table; Table.ReadCsv path; Table.ReadCsv(stream, "memory") ] do
            Assert.Equal(5, one.Count)
            Assert.Equal<string>([ "age"; "class"; "late"; "answer" ], one.ColumnNames)
            Assert.Equal("-3.25", one[3, "Age"])

        let options =
            CsvOptions(Separator = Nullable ';', DecimalMark = ',', GapTexts = [| "NA" |], Encoding = Encoding.Latin1, BatchRows = 2, Compute = ComputeOptions(Threads = 2))

        Assert.Equal((Nullable ';', ',', 2), (options.Separator, options.DecimalMark, options.BatchRows))
        Assert.Equal("NA", Assert.Single options.GapTexts)
        Assert.Same(Encoding.Latin1, options.Encoding)
        Assert.Equal(2, (nonNull options.Compute).Threads)
        Assert.Equal("", Table.ParseCsv("a;b\nNA;1\n", options)[0, "a"])
        Assert.Equal(2, table.Select(4, 0).Count)
        let split = table.SplitByFraction(0.4, seed = 1L, label = "class")
        Assert.Equal((3, 2), (split.Training.Count, split.HeldOut.Count))
        let rows = [ Row.FromPairs(dict [ "age", box 1.5 ]); Row.FromPairs(Map [ "age", 2.5 ]) ]
        Assert.Equal("2.5", Table.FromRows(rows)[1, "age"])
        Assert.Equal("age", Assert.Single rows[0].Names)
        Assert.Equal(box 2.5, rows[1].Value "age")
        Assert.Empty(Row().Names))

[<Fact>]
let ``sources that need not fit in memory`` () =
    withFile text (fun path ->
        let batches = TableSource.FromCsv(path, CsvOptions(BatchRows = 2))
        Assert.Equal<int>([ 2; 2; 1 ], batches.Tables() |> Seq.map _.Count)
        let own = TableSource.Create("own", fun () -> Seq.singleton table)
        let split = own.SplitByFraction(0.5, seed = 3L)
        let count (source: TableSource) = source.Tables() |> Seq.sumBy _.Count
        Assert.Equal(5, count split.Training + count split.HeldOut)
        let schema = Schema.Infer(batches, "answer")
        let classifier = Classifier.Fit(batches, schema)
        let inferred = Classifier.Fit(own, "answer")
        Assert.Equal<float[]>(inferred.Model.GetParameters(), Classifier.Fit(own, schema).Model.GetParameters())
        Assert.Equal(5L, classifier.Evaluate(TableSource.FromTable table).Count)
        Assert.Equal(5, Seq.length (classifier.PredictAll batches))
        Assert.False(classifier.Drift(batches).IsNotable)
        Assert.Equal(classifier.Encoder.InputCount, TableEncoder.Fit(batches, schema).InputCount))

let private scalingText scaling =
    match scaling with
    | Scaling.Standardized -> "by mean and deviation"
    | Scaling.UnitInterval -> "from 0 to 1"
    | Scaling.None -> "as it is"
    | other -> $"{other}"

let private unseenText unseen =
    match unseen with
    | Unseen.Zeros -> "zeros"
    | Unseen.Other -> "other"
    | Unseen.Refused -> "refused"
    | other -> $"{other}"

[<Fact>]
let ``schemas, columns and gaps`` () =
    let schema = Schema.Infer(table, "answer")
    Assert.Equal("answer", Assert.Single schema.Labels)
    Assert.Equal<string>([ "age"; "class"; "late" ], schema.ColumnNames)
    Assert.Empty schema.Notes
    Assert.Contains("numbers from -3.25 to 7, 1 gap", schema.ToTable())
    Assert.Equal("number", schema["age"].Kind)

    let gaps =
        [ Gaps.Mean; Gaps.Median; Gaps.MostFrequent; Gaps.Zeros; Gaps.Refused; Gaps.Constant 1.5; Gaps.Constant "1.5" ]

    for one in gaps do
        let column = Column.Number(Scaling.UnitInterval, one.WithIndicator())
        Assert.True column.Gaps.HasIndicator
        Assert.Equal("from 0 to 1", scalingText column.Scaling)

    let category = Column.Category(minCount = 2, unseen = Unseen.Other)
    Assert.Equal((2, "other"), (category.MinCount, unseenText category.Unseen))

    let changed =
        Schema.Of("answer").With("age", Column.Number()).With("class", category).With("late", Column.Boolean()).With("x", Column.Ignored)

    let encoder = TableEncoder.Fit(table, changed)
    Assert.Equal<string>([ "age"; "class = a"; "class is another"; "late" ], encoder.FeatureNames)
    Assert.Equal("date", Column.Date().Kind)

[<Fact>]
let ``encoders, also from parts`` () =
    let schema = Schema.Infer(table, "answer").With("age", Column.Number(gaps = Gaps.Median))
    let encoder = TableEncoder.Fit(table, schema, positive = "down")
    Assert.Equal<string>([ "up"; "down" ], encoder.ClassNames)
    Assert.Same(schema, encoder.Schema)
    Assert.False encoder.IsSparse
    Assert.Equal((5, encoder.InputCount), (encoder.Encode(table).Count, encoder.ToDataset(table).InputCount))

    let fit = EncoderFit schema
    let mutable again = true

    while again do
        let part = fit.Fork()
        part.Add(table.Select(2, 3, 4))
        fit.Add(table.Select(0, 1))
        fit.Merge part
        Assert.Equal(5L, fit.Count)
        again <- fit.NextPass()

    Assert.Equal(2, fit.Pass)
    Assert.Same(schema, fit.Schema)
    Assert.Equal(encoder.Encode(table).ToArray(), fit.Build("down").Encode(table).ToArray())

[<Fact>]
let ``classifiers, trained, asked, evaluated and saved`` () =
    let steps = List<Iterate>()
    let progress = SynchronousProgress<Iterate>(Action<Iterate> steps.Add)
    let options = ClassifierOptions(L2 = Nullable 0.125, Positive = "down", Progress = progress)
    let classifier = Classifier.Fit(table, "answer", options)
    Assert.NotEmpty steps
    Assert.Equal("down", options.Positive)
    Assert.Equal<string>([ "up"; "down" ], classifier.ClassNames)
    Assert.NotEmpty classifier.Notes
    Assert.Equal("answer", Assert.Single classifier.Schema.Labels)
    Assert.Equal(5L, classifier.Evaluate(table).Count)

    // A record, an anonymous one, a Row, and a line of the table are the same row; None is a gap.
    let answers =
        [ classifier.Predict { Age = None; Class = "a"; Late = false }
          classifier.Predict {| age = Nullable<float>(); ``class`` = "a"; late = "no"; more = 1 |}
          classifier.Predict(Row.FromPairs(dict [ "age", null; "class", box "a"; "late", box false ]))
          classifier.PredictAll(table)[2]
          classifier.PredictAll([ { Age = None; Class = "a"; Late = false } ])[0] ]

    for answer in answers do
        Assert.Equal(answers[0].Probability, answer.Probability)

    let known = classifier.Predict { Age = Some 2.5; Class = "b"; Late = false }
    let all = classifier.PredictAll table
    Assert.Equal(all[1].Probability, known.Probability)

    use stream = new MemoryStream()
    classifier.Write stream
    stream.Position <- 0L
    Assert.Equal(classifier.Model, Classifier.Read(stream, "memory").Model)

    withFile "" (fun path ->
        classifier.Save path
        let cautious = Classifier.Load(path).WithThreshold 0.75
        Assert.Equal(0.75, Assert.Single cautious.Model.Architecture.Thresholds))

    let own = Classifier.Of(classifier.Encoder, classifier.Model)
    Assert.Equal(classifier.Model, own.Model)

[<Fact>]
let ``all options of training`` () =
    let earlier = Classifier.Fit(table, "answer")

    let options =
        ClassifierOptions(
            Hidden = [| 3 |], Activation = Activation.Tanh, Optimizer = Adam 0.1, Lbfgs = Lbfgs(), Epochs = 3, BatchSize = Nullable 2, Patience = Nullable 2,
            ValidationFraction = 0.25, BalancedClasses = true, WeightColumn = "w", From = earlier, Seed = 5L, Compute = ComputeOptions()
        )

    Assert.Equal((Nullable 2, Nullable 2, 3, 0.25), (options.BatchSize, options.Patience, options.Epochs, options.ValidationFraction))
    Assert.Equal(3, Assert.Single options.Hidden)
    Assert.Same(Activation.Tanh, options.Activation)
    Assert.NotNull options.Optimizer
    Assert.NotNull options.Lbfgs
    Assert.NotNull options.Compute
    Assert.Null options.Progress
    Assert.True options.BalancedClasses
    Assert.Same(earlier, options.From)
    Assert.Equal("w", options.WeightColumn)
    Assert.Equal((5L, false), (options.Seed, options.L2.HasValue))
    let network = Classifier.Fit(table, earlier.Schema, ClassifierOptions(Hidden = [| 3 |], Seed = 1L))
    Assert.Equal(2, network.Model.Layers.Count)

[<Fact>]
let ``several labels`` () =
    let table = Table.ParseCsv "x,a,b\n1,yes,no\n2,no,no\n4,yes,yes\n5,no,yes\n"
    let classifier = Classifier.Fit(table, Schema.Infer(table, labels = [| "a"; "b" |])).WithThresholds(0.25, 0.75)
    let answers = classifier.PredictLabels {| x = 4.0 |}
    Assert.Equal<string>([ "a"; "b" ], answers |> Seq.map _.Name)
    Assert.Equal<LabelPrediction>(answers, classifier.PredictLabels(Row.FromPairs(dict [ "x", 4 ])))
    Assert.Equal<LabelPrediction>(answers, classifier.PredictAllLabels(table)[2])
    Assert.Equal((answers[0].Probability >= 0.25), answers[0].IsPredicted)
    Assert.Equal("late", LabelPrediction("late", 0.5, true).Name)

[<Fact>]
let ``drift`` () =
    let report = Classifier.Fit(table, "answer").Drift(Table.ParseCsv "age,class,late\n1000,d,\n2,a,no\n")
    Assert.Equal((2L, 3, true), (report.Count, report.Columns.Count, report.IsNotable))
    Assert.Contains("1 far outside", report.ToTable())
    let age, level, late = report.Columns[0], report.Columns[1], report.Columns[2]
    Assert.Equal(("age", 1L, true), (age.Name, age.Far, age.IsNotable))
    Assert.Equal((1L, "d"), (level.Unseen, Assert.Single level.UnseenLevels))
    Assert.Equal((1L, true), (late.Gaps, late.AreGapsNew))
