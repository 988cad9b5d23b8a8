using System.CommandLine;
using static Perceptron.Cli.OptionChecks;

namespace Perceptron.Cli.Tables;

/// <summary>A table to train on, and what is said of it: for the commands that train.</summary>
internal sealed class TableArguments
{
    public Argument<string> Table { get; } = new("TABLE") { Description = "CSV file; its first line has the names of the columns. A dash is standard input." };

    public CsvArguments Csv { get; } = new();

    public Option<string[]> Labels { get; } = new("--label")
    {
        Description = "The column with the answers. Several such columns, of yes and no, are independent answers.",
        HelpName = "COLUMN",
        Required = true,
    };

    public Option<string[]> Columns { get; } = Rules(new Option<string[]>("--column") { Description = ColumnRule.Description, HelpName = "NAME=KIND" });

    public Option<int?> Threads { get; } = AtLeast(new Option<int?>("--threads")
    {
        Description = "Maximum number of threads; the numbers don't depend on it. [default: 1]",
        HelpName = "N",
    }, 1, 1024);

    public Option<bool> Balanced { get; } = new("--balanced") { Description = "Gives each class the same weight in sum, however many rows it has." };

    public Option<string?> Positive { get; } = new("--positive")
    {
        Description = "Which of two answers is the positive one. [default: the later one by ordinal order]",
        HelpName = "ANSWER",
    };

    public Option<string?> Weight { get; } = new("--weight") { Description = "A column with a weight for each row; it is no input.", HelpName = "COLUMN" };

    public IEnumerable<Option> All => [Labels, Columns, Threads, Balanced, Positive, Weight, .. Csv.All];

    public ComputeOptions Compute(ParseResult parsed) => new() { Threads = parsed.GetValue(Threads) ?? 1 };

    public Table Read(ParseResult parsed)
    {
        var path = parsed.GetValue(Table)!;
        var table = Csv.Read(path, parsed, Compute(parsed));
        return table.Count > 1 ? table
            : throw new ArgumentException($"{Shown(path)} has {Pluralize.Count(table.Count, "row")} below the names of its columns; two at least are needed.");
    }

    /// <summary>What the columns are: as is found out, and as the rules say.</summary>
    public Schema SchemaOf(ParseResult parsed, Table table, Classifier? from = null)
    {
        var labels = parsed.GetValue(Labels)!;
        var schema = from?.Schema ?? (labels.Length == 1 ? Schema.Infer(table, labels[0]) : Schema.Infer(table, labels));
        foreach (var text in parsed.GetValue(Columns) ?? [])
        {
            _ = ColumnRule.Read(text, out var name, out var column);
            schema = table.ColumnNames.Contains(name, StringComparer.Ordinal) ? schema.With(name, column!)
                : throw new ArgumentException($"There is no column \"{name}\" in {parsed.GetValue(Table)}.");
        }

        return schema;
    }

    /// <summary>The name of a table for a heading.</summary>
    public static string Shown(string path) => path == "-" ? "Standard input" : path;

    private static Option<string[]> Rules(Option<string[]> option)
    {
        option.Validators.Add(result => Check(result, option, texts =>
            (texts ?? []).Select(text => ColumnRule.Read(text, out _, out _) is { } problem ? $"{option.Name} takes NAME=KIND:RULES: {problem}" : null).FirstOrDefault(problem => problem is not null)));
        return option;
    }
}
