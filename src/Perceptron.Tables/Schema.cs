using System.Collections.ObjectModel;
using System.Text;
using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>What the columns of a table are taken for, and which of them is the label. A value, which never changes.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly SchemaColumn[] _columns;

    internal Schema(IReadOnlyList<string> labels, SchemaColumn[] columns, IReadOnlyList<string> notes)
    {
        _columns = columns;
        Labels = new ReadOnlyCollection<string>([.. labels]);
        ColumnNames = new ReadOnlyCollection<string>([.. columns.Select(column => column.Name)]);
        Notes = new ReadOnlyCollection<string>([.. notes]);
        for (var i = 0; i < columns.Length; i++)
        {
            _places.Add(columns[i].Name, i);
        }
    }

    /// <summary>The columns with the answers: one, or several for independent answers of yes or no.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The names of the other columns, ignored ones too.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>What was noticed that a person may want to know, such as a column that alone tells the label; often empty.</summary>
    public IReadOnlyList<string> Notes { get; }

    internal IReadOnlyList<SchemaColumn> Columns => _columns;

    /// <summary>What a column is taken for.</summary>
    /// <param name="name">Its exact name.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Column this[string name]
    {
        get
        {
            Guard.NotNull(name, nameof(name));
            return _places.TryGetValue(name, out var place) ? _columns[place].Column : throw Missing(name, nameof(name));
        }
    }

    /// <summary>A schema without columns, to add them by <see cref="With"/>.</summary>
    /// <param name="labels">The columns with the answers; at least one.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="ArgumentException">There is no label, or one is empty or there twice.</exception>
    public static Schema Of(params string[] labels) => new(CheckedLabels(labels, nameof(labels)), [], []);

    /// <summary>Finds out what the columns of a table are, from all of its rows: give it those to train on.</summary>
    /// <remarks>
    /// Every value a number: number. Yes and no, or true and false: boolean. Dates of ISO 8601: date. Other texts: category, up to max(20, √n) levels of n
    /// rows. Ignored, by name, are columns with one value, without any, and with more different texts; and numbers of rows: the whole numbers from 1 to n
    /// once each, or, in 20 to 32,768 rows, different whole numbers that are at least half of those between the least and the largest.
    /// Gaps become the mean of a number or a date, the most frequent of a boolean, and none of the levels of a category.
    /// </remarks>
    /// <param name="table">The rows to train on.</param>
    /// <param name="label">The column with the answers.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="ArgumentException">There is no such column, it has gaps, fewer than two values, more than 100, or fractions; or there is no row.</exception>
    public static Schema Infer(Table table, string label)
    {
        Guard.NotNull(table, nameof(table));
        Guard.NotNull(label, nameof(label));
        return Infer(TableSource.FromTable(table), CheckedLabels([label], nameof(label)), nameof(table));
    }

    /// <summary>Finds out what the columns of a table are, where several columns have answers of yes or no.</summary>
    /// <inheritdoc cref="Infer(Table, string)" path="/remarks"/>
    /// <param name="table">The rows to train on.</param>
    /// <param name="labels">The columns with the answers: yes or no, true or false, 1 or 0.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it has gaps or other values; or there is no row.</exception>
    public static Schema Infer(Table table, IReadOnlyList<string> labels)
    {
        Guard.NotNull(table, nameof(table));
        return Infer(TableSource.FromTable(table), CheckedLabels(labels, nameof(labels)), nameof(table));
    }

    /// <summary>Finds out what the columns are of rows that need not fit in memory; they are gone through once.</summary>
    /// <inheritdoc cref="Infer(Table, string)" path="/remarks"/>
    /// <param name="source">The rows to train on.</param>
    /// <param name="label">The column with the answers.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="ArgumentException">There is no such column, it has gaps, fewer than two values, more than 100, or fractions; or there is no row.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static Schema Infer(TableSource source, string label)
    {
        Guard.NotNull(source, nameof(source));
        Guard.NotNull(label, nameof(label));
        return Infer(source, CheckedLabels([label], nameof(label)), nameof(source));
    }

    /// <summary>Another schema, where a column is taken for something else, or a column more.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="column">What it is taken for.</param>
    /// <returns>Another schema.</returns>
    /// <exception cref="ArgumentException">The name is empty, or that of a label.</exception>
    public Schema With(string name, Column column)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Guard.NotNull(column, nameof(column));
        if (Labels.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"\"{CsvText.Shown(name)}\" is the label.", nameof(name));
        }

        var changed = new SchemaColumn(name, column, "as you said");
        return new Schema(Labels, _places.TryGetValue(name, out var place) ? [.. _columns[..place], changed, .. _columns[(place + 1)..]] : [.. _columns, changed], Notes);
    }

    /// <summary>The columns, what each is taken for and why, as lines of text.</summary>
    /// <returns>A heading, a line a column, and the notes.</returns>
    public string ToTable()
    {
        (string Name, string Taken, string Why)[] lines =
        [
            ("column", "taken for", "because"),
            .. Labels.Select(label => (CsvText.Shown(label), "label", "")),
            .. _columns.Select(column => (CsvText.Shown(column.Name), column.Column.ToString(), column.Reason)),
        ];
        var (first, second) = (lines.Max(line => DisplayText.Width(line.Name)), lines.Max(line => DisplayText.Width(line.Taken)));
        var text = new StringBuilder();
        foreach (var (name, taken, why) in lines)
        {
            var line = $"{name}{Blanks(first - DisplayText.Width(name))}  {taken}{Blanks(second - DisplayText.Width(taken))}  {why}".TrimEnd();
            text.Append(text.Length == 0 ? "" : "\n").Append(line);
        }

        foreach (var note in Notes)
        {
            text.Append('\n').Append(note);
        }

        return text.ToString();

        static string Blanks(int count) => new(' ', Math.Max(0, count));
    }

    /// <summary>The label and how many columns, as "survived by 5 columns, 2 ignored".</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var ignored = _columns.Count(column => column.Column.KindOf == ColumnKind.Ignored);
        return $"{string.Join(", ", Labels.Take(3).Select(label => CsvText.Shown(label.Length > 16 ? label[..16] : label)))}{(Labels.Count > 3 ? ", …" : "")} by "
            + $"{Guard.Count(_columns.Length - ignored, "column")}{(ignored == 0 ? "" : FormattableString.Invariant($", {ignored} ignored"))}";
    }

    internal static Schema Infer(TableSource source, string[] labels, string argument) => Inference.Of(TableSummary.Of(source, labels, null, argument), argument);

    internal static string[] CheckedLabels(IReadOnlyList<string> labels, string argument)
    {
        Guard.NotNull(labels, argument);
        string[] copy = [.. labels];
        return copy.Length == 0 || copy.Any(string.IsNullOrEmpty)
            ? throw new ArgumentException("The name of a column with the answers is needed; it can't be empty.", argument)
            : copy.Distinct(StringComparer.Ordinal).Count() < copy.Length
            ? throw new ArgumentException("A label is there twice.", argument)
            : copy;
    }

    private ArgumentException Missing(string name, string argument) =>
        new($"There is no column \"{CsvText.Shown(name)}\"; there are {new ColumnNames(ColumnNames)}.", argument);
}
