using Perceptron;
using Perceptron.Playground.Classifiers;

namespace PlaygroundTests.Classifiers;

/// <summary>Classifiers of a small table with a column of each kind.</summary>
internal static class Fruit
{
    public static readonly Table Table = Table.ParseCsv(
        """
        no,mass,colour,ripe,picked,seeds,fruit
        1,120.5,green,yes,2024-05-02,5,apple
        2,180,red,no,2024-06-12,8,apple
        3,,red,yes,2025-07-01,6,apple
        4,14.25,red,yes,2025-05-20,1,cherry
        5,9,,yes,2024-06-20,1,cherry
        6,11.5,black,no,2025-06-25,1,cherry
        7,90,blue,yes,2024-09-01,0,plum
        8,75.5,blue,no,2025-09-09,2,plum
        9,60,green,,2025-08-19,1,plum

        """);

    public static Schema Schema { get; } = Schema.Of("fruit")
        .With("no", Column.Ignored)
        .With("mass", Column.Number(gaps: Gaps.Median))
        .With("colour", Column.Category(unseen: Unseen.Other))
        .With("ripe", Column.Boolean())
        .With("picked", Column.Date(Gaps.Refused))
        .With("seeds", Column.Number(gaps: Gaps.Refused));

    public static Classifier Classifier { get; } = Classifier.Fit(Table, Schema);

    /// <summary>Two labels of yes or no, by mass and colour.</summary>
    public static Classifier SeveralLabels()
    {
        var table = Table.ParseCsv("mass,sour,round\n1.5,yes,no\n2.5,yes,no\n3,no,yes\n4,no,yes\n");
        return Classifier.Fit(table, Schema.Infer(table, ["sour", "round"]));
    }

    /// <summary>A form of a classifier of one column, with the values of its cells and an answer for each.</summary>
    public static FormColumn Only(Column column, params string[] cells)
    {
        var table = Table.FromRows(cells.Select((cell, i) => Row.FromPairs(new Dictionary<string, object?> { ["x"] = cell, ["answer"] = i % 2 == 0 ? "a" : "b" })));
        return new RowForm(Classifier.Fit(table, Schema.Of("answer").With("x", column))).Columns.Single();
    }

    public static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
