using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Perceptron;

namespace TableTests;

/// <summary>The tables of samples/data, and ways to write others.</summary>
internal static class Tables
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", $"{name}.csv");

    public static Table Read(string name) => Table.ReadCsv(Path(name));

    /// <summary>A table as CSV, each cell in quotes where it has to be.</summary>
    public static string Csv(IEnumerable<string> names, IEnumerable<IEnumerable<string>> rows, char separator = ',', string end = "\n")
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(names))
        {
            text.AppendJoin(separator, row.Select(cell => Quoted(cell, separator))).Append(end);
        }

        return text.ToString();
    }

    private static string Quoted(string cell, char separator) =>
        cell.Any(character => character == separator || character is '"' or '\r' or '\n') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}

/// <summary>A row of a random table: each kind of column, with gaps.</summary>
public sealed record RandomRow(double? Number, string Level, bool? Flag, int? Day, bool Answer)
{
    public static readonly string[] Names = ["number", "level", "flag", "day", "answer"];

    public string[] Cells =>
    [
        Number?.ToString("R", CultureInfo.InvariantCulture) ?? "", Level, Flag is { } flag ? flag ? "yes" : "no" : "",
        Day is { } day ? new DateTime(2020, 1, 1).AddHours(7.0 * day).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) : "", Answer ? "up" : "down",
    ];
}

/// <summary>Some random rows: the first three are such that each column has values and the label both of its own.</summary>
public sealed record RandomTable(IReadOnlyList<RandomRow> Rows)
{
    public static string Label => "answer";

    /// <summary>What the columns are, with a rule for gaps of each kind.</summary>
    public static Schema Schema => Schema.Of(Label)
        .With("number", Column.Number(gaps: Gaps.Median.WithIndicator()))
        .With("level", Column.Category(minCount: 2, unseen: Unseen.Other, gaps: Gaps.MostFrequent))
        .With("flag", Column.Boolean())
        .With("day", Column.Date(Gaps.Mean.WithIndicator()));

    public Table ToTable() => Of(Rows);

    public static Table Of(IEnumerable<RandomRow> rows) => Table.ParseCsv(Tables.Csv(RandomRow.Names, rows.Select(row => row.Cells)));

    /// <summary>The rows in batches of a number of rows.</summary>
    public TableSource InBatches(int size) => TableSource.Create("batches", () => Rows.Chunk(size).Select(Of));

    public override string ToString() => Tables.Csv(RandomRow.Names, Rows.Select(row => row.Cells));
}

/// <summary>How random tables are made.</summary>
public static class TableGenerators
{
    private static readonly RandomRow[] First =
    [
        new(1.5, "a", true, 3, true), new(-2.25, "b", false, 40, false), new(1e3, "a", null, 300, true),
    ];

    public static Arbitrary<RandomTable> RandomTable() => Arb.From(
        Row().ListOf().Select(rows => new RandomTable([.. First, .. rows])),
        table => Arb.From(Row().ListOf()).Shrinker([.. table.Rows.Skip(First.Length)]).Select(rows => new RandomTable([.. First, .. rows])));

    private static Gen<RandomRow> Row()
    {
        var number = Gen.OneOf(
            Gen.Constant((double?)null), Gen.Choose(-1000, 1000).Select(n => (double?)n), Gen.Choose(-1000, 1000).Select(n => (double?)(n / 8.0)),
            Gen.Choose(-1_000_000, 1_000_000).Select(n => (double?)(n * 1e-7)));
        var level = Gen.Elements("", "a", "b", "c", "d", "a b", "7", "x,y", "\"");
        return from n in number
               from l in level
               from flag in Gen.Elements<bool?>(null, true, false)
               from day in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 5000).Select(d => (int?)d))
               from answer in Gen.Elements(true, false)
               select new RandomRow(n, l, flag, day, answer);
    }
}
