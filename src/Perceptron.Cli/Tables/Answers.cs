using nietras.SeparatedValues;

namespace Perceptron.Cli.Tables;

/// <summary>The answers for the rows of a table: for each row the answer, its probability, and the probability of each class.</summary>
internal sealed class Answers
{
    private readonly string[] _names;

    private Answers(string[] names, IReadOnlyList<Cell[]> rows) => (_names, Rows) = (names, rows);

    /// <summary>The cells of each row, with the names of their columns.</summary>
    public IReadOnlyList<Cell[]> Rows { get; }

    public static Answers Of(Classifier classifier, Table table)
    {
        var classes = classifier.ClassNames;
        if (classifier.Schema.Labels.Count > 1)
        {
            string[] names = [.. classes.SelectMany(name => new[] { name, $"p({name})" })];
            return new(names, [.. classifier.PredictAllLabels(table).Select(row => row
                .SelectMany(label => new[] { new Cell(label.Name, label.IsPredicted ? "yes" : "no"), new Cell($"p({label.Name})", label.Probability) }).ToArray())]);
        }

        var answer = classifier.Schema.Labels[0];
        return new([answer, "probability", .. classes.Select(name => $"p({name})")], [.. classifier.PredictAll(table).Select(row => new[]
        {
            new Cell(answer, row.Name), new Cell("probability", row.Probability),
        }.Concat(row.Ranking.OrderBy(ranked => ranked.Index).Select(ranked => new Cell($"p({ranked.Name})", ranked.Probability))).ToArray())]);
    }

    /// <summary>As a CSV file with a line of names.</summary>
    /// <param name="isSafe">Whether texts that a spreadsheet would run begin with an apostrophe.</param>
    public string ToCsv(bool isSafe)
    {
        using var writer = Sep.New(',').Writer(settings => settings with { Escape = true, WriteHeader = false }).ToText();
        Write(_names);
        foreach (var row in Rows)
        {
            Write(row.Select(cell => cell.Text));
        }

        return writer.ToString();

        void Write(IEnumerable<string> texts)
        {
            using var line = writer.NewRow();
            foreach (var (i, text) in texts.Index())
            {
                line[i].Set(isSafe && text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text);
            }
        }
    }
}

/// <summary>A text or a number under the name of its column.</summary>
internal readonly struct Cell(string name, object value)
{
    public string Name { get; } = name;

    public object Value { get; } = value;

    /// <summary>A number in the shortest form that is read as the same number.</summary>
    public string Text => Value is double number ? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : (string)Value;
}
