using System.Collections.ObjectModel;

namespace Perceptron.Tables;

/// <summary>The answers as classes: of one label its values, of several labels each of them.</summary>
internal sealed class LabelEncoder(IReadOnlyList<string> labels, IReadOnlyList<string> classes)
{
    public IReadOnlyList<string> Labels { get; } = new ReadOnlyCollection<string>([.. labels]);

    public IReadOnlyList<string> Classes { get; } = new ReadOnlyCollection<string>([.. classes]);

    public bool AreIndependent => Labels.Count > 1;

    public bool IsBinary => !AreIndependent && Classes.Count == 2;

    /// <summary>How many outputs a model has: one for two classes.</summary>
    public int OutputCount => IsBinary ? 1 : Classes.Count;

    public static LabelEncoder Of(TableSummary summary, string? positive, string positiveArgument)
    {
        if (summary.LabelNames.Count > 1)
        {
            return positive is null
                ? new(summary.LabelNames, summary.LabelNames)
                : throw new ArgumentException("Several labels have no positive answer: each of them is one.", positiveArgument);
        }

        string[] classes = [.. summary.Labels[0].Texts.Order(StringComparer.Ordinal)];
        if (positive is null)
        {
            return new(summary.LabelNames, classes);
        }

        if (classes.Length != 2 || !classes.Contains(positive, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The positive answer can't be \"{CsvText.Shown(positive)}\"; the label has {(classes.Length == 2 ? "the two" : $"{classes.Length}")} values {new ColumnNames(classes)}.", positiveArgument);
        }

        return new(summary.LabelNames, [classes.Single(name => name != positive), positive]);
    }

    public Targets<double> Encode(Table table, string argument)
    {
        if (AreIndependent)
        {
            var answers = new bool[table.Count, Labels.Count];
            for (var i = 0; i < Labels.Count; i++)
            {
                var (cells, place) = Cells(table, Labels[i], argument);
                for (var row = 0; row < table.Count; row++)
                {
                    answers[row, i] = place.Boolean(cells, Given(cells, row, place));
                }
            }

            return Targets.MultiLabel<double>(answers);
        }

        var codes = Codes(table, argument);
        return IsBinary ? Targets.Binary<double>(codes) : Targets.Exclusive<double>(codes, Classes.Count);
    }

    /// <summary>The class of each row, of a single label.</summary>
    private int[] Codes(Table table, string argument)
    {
        var (cells, place) = Cells(table, Labels[0], argument);
        var known = Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var codes = new int[table.Count];
        int Code(int row)
        {
            var text = cells.Text(Given(cells, row, place));
            return known.TryGetValue(text, out var code) ? code : throw place.Bad(row, text, $"is none of the classes {new ColumnNames([.. Classes])}");
        }

        // Each different text is looked up once.
        var coded = cells as CodedCells;
        var found = new int?[coded?.Levels.Length ?? 0];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = coded is not null && !coded.IsGap(row) ? found[coded.Codes[row]] ??= Code(row) : Code(row);
        }

        return codes;
    }

    private static (CellColumn Cells, CellPlace Place) Cells(Table table, string label, string argument) =>
        (table.Column(label, argument), new CellPlace(table, label, argument));

    private static int Given(CellColumn cells, int row, CellPlace place) =>
        cells.IsGap(row) ? throw place.Gap(row, "the label must be there in each row") : row;
}
