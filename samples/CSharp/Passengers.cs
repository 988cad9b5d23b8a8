using Perceptron;

namespace Samples.CSharp;

/// <summary>A table with categories, gaps and rare levels.</summary>
internal static class Passengers
{
    public static void Run()
    {
        var passengers = Path.Combine(AppContext.BaseDirectory, "passengers.csv");
        var file = Path.GetTempFileName();

        // <passengers>
        var table = Table.ReadCsv(passengers);
        var parts = table.SplitByFraction(0.2, seed: 1, label: "survived");
        var schema = Schema.Infer(parts.Training, label: "survived")
            .With("age", Column.Number(gaps: Gaps.Median.WithIndicator()))
            .With("cabin", Column.Category(minCount: 5, unseen: Unseen.Other));
        var classifier = Classifier.Fit(parts.Training, schema);
        Console.WriteLine(classifier.Evaluate(parts.HeldOut).ToTable());
        classifier.Save(file);
        // </passengers>

        // <ask>
        var row = new Row
        {
            ["class"] = "first",
            ["sex"] = "female",
            ["age"] = null,
            ["fare"] = 80.5,
            ["port"] = "C",
            ["cabin"] = "B12",
            ["companions"] = 1,
        };
        Console.WriteLine(classifier.Predict(row));
        Console.WriteLine(classifier.Predict(row).Ranking[1]);
        // </ask>

        // <columns>
        foreach (var column in schema.ColumnNames)
        {
            Console.WriteLine($"{column}: {schema[column]}");
        }

        foreach (var note in classifier.Notes)
        {
            Console.WriteLine(note.Split(';', ':')[0]);
        }

        // </columns>

        // <drift>
        var strange = Table.ParseCsv(
            """
            class,sex,age,fare,port,cabin,companions
            fourth,female,,9000,C,,1
            first,,30,20,S,,0
            """);
        Console.WriteLine(classifier.Drift(strange).ToTable());
        // </drift>

        // <network>
        var network = Classifier.Fit(
            parts.Training, schema, new() { L2 = 0.01, Hidden = [16], Seed = 1 });
        Console.WriteLine(network.Model.Architecture);
        // </network>

        File.Delete(file);
    }
}
