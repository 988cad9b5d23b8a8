namespace Perceptron.Tables;

/// <summary>
/// What is counted of one column in one pass over all rows. Of a column whose kind is known it is what this kind needs; of another, what tells its kind.
/// </summary>
/// <param name="name">The name of the column.</param>
/// <param name="column">What it is taken for, or null.</param>
internal sealed class ColumnSummary(string name, Column? column)
{
    /// <summary>More levels make no category, unless it is asked for.</summary>
    private const int UnaskedLevels = 32_768;

    /// <summary>More levels than any model of this library is for.</summary>
    public const int MaximalLevels = 100_000;

    /// <summary>As many cells are summed at a time.</summary>
    private const int Run = 512;

    private readonly LabelRanges _ranges = new();

    public string Name => name;

    public long Count { get; private set; }

    public long Gaps { get; private set; }

    /// <summary>The numbers, if all cells so far are numbers.</summary>
    public NumberSummary? Numbers { get; private set; } = column?.KindOf is null or ColumnKind.Number ? new() : null;

    /// <summary>The parts of the dates, if all cells so far are dates.</summary>
    public NumberSummary[]? Dates { get; private set; } = column?.KindOf is null or ColumnKind.Date ? [.. DateText.Parts.Select(_ => new NumberSummary())] : null;

    /// <summary>The levels.</summary>
    public LevelSummary? Levels { get; } =
        column is null ? new(UnaskedLevels)
        : column.KindOf is ColumnKind.Category or ColumnKind.Boolean || column is { KindOf: ColumnKind.Number, Gaps.Rule: GapRule.MostFrequent } ? new(MaximalLevels)
        : null;

    /// <summary>Whether all texts so far are yes or no, or true or false.</summary>
    public bool AreBooleans { get; private set; } = column is null;

    /// <summary>How many cells have several words.</summary>
    public long SeveralWords { get; private set; }

    /// <summary>Whether the column alone tells the label.</summary>
    public bool TellsLabel => Numbers is { Count: > 0 } ? _ranges.AreApart : Levels is { AreTooMany: false, Count: > 1 } && Levels.TellsLabel;

    /// <summary>Adds the cells of a table.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="labels">The code of the label for each row; null where there is none.</param>
    /// <param name="place">Where they are, for complaints.</param>
    public void Add(CellColumn cells, int[]? labels, CellPlace place)
    {
        Count += cells.Count;
        if (column?.KindOf == ColumnKind.Ignored)
        {
            return;
        }

        Gaps += cells.GapCount;
        if (column?.KindOf is { } known)
        {
            Require(cells, known, place);
        }

        AddNumbers(cells, labels);
        if (column is null || Dates is not null)
        {
            AddTexts(cells);
        }

        Levels?.Add(cells, labels);
        if (Levels is { AreTooMany: true } && column is not null)
        {
            throw new ArgumentException(
                $"The column \"{CsvText.Shown(name)}\" has more than {MaximalLevels} different texts, which is the most that are counted; ignore it, or join its levels beforehand.", place.Argument);
        }
    }

    public void Merge(ColumnSummary other, int[] labels)
    {
        Count += other.Count;
        Gaps += other.Gaps;
        SeveralWords += other.SeveralWords;
        AreBooleans &= other.AreBooleans;
        Levels?.Merge(other.Levels!, labels);
        _ranges.Merge(other._ranges, labels);
        if (Numbers is not null && other.Numbers is not null)
        {
            Numbers.Merge(other.Numbers);
        }
        else
        {
            Numbers = null;
        }

        if (Dates is not null && other.Dates is not null)
        {
            for (var part = 0; part < Dates.Length; part++)
            {
                Dates[part].Merge(other.Dates[part]);
            }
        }
        else
        {
            Dates = null;
        }
    }

    private static void Require(CellColumn cells, ColumnKind kind, CellPlace place)
    {
        if (kind == ColumnKind.Category || (kind == ColumnKind.Number && cells is NumberCells))
        {
            return;
        }

        for (var row = 0; row < cells.Count; row++)
        {
            if (!cells.IsGap(row))
            {
                _ = kind switch
                {
                    ColumnKind.Number => place.Number(cells, row),
                    ColumnKind.Date => place.Date(cells, row).Ticks,
                    _ => place.Boolean(cells, row) ? 1.0 : 0.0,
                };
            }
        }
    }

    private void AddNumbers(CellColumn cells, int[]? labels)
    {
        var hasGaps = cells.GapCount > 0;
        Span<double> values = stackalloc double[Run];
        Span<int> answers = stackalloc int[Run];
        for (var row = 0; row < cells.Count && Numbers is not null; row += Run)
        {
            var run = values[..Math.Min(Run, cells.Count - row)];
            cells.ReadNumbers(row, run);
            if (run.Contains(double.PositiveInfinity))
            {
                Numbers = null;
                return;
            }

            scoped ReadOnlySpan<int> known = labels.AsSpan(labels is null ? 0 : row);
            if (hasGaps)
            {
                var count = 0;
                for (var i = 0; i < run.Length; i++)
                {
                    if (!double.IsNaN(run[i]))
                    {
                        answers[count] = labels is null ? 0 : known[i];
                        run[count++] = run[i];
                    }
                }

                run = run[..count];
                known = answers;
            }

            Numbers.Add(run);
            if (labels is not null)
            {
                _ranges.Add(run, known);
            }
        }
    }

    private void AddTexts(CellColumn cells)
    {
        if (cells is not CodedCells coded)
        {
            var isAllGaps = cells.GapCount == cells.Count;
            AreBooleans &= isAllGaps;
            Dates = isAllGaps ? Dates : null;
            return;
        }

        // Each text is looked at once, and counted as often as it is there.
        var counts = new long[coded.Levels.Length];
        foreach (var code in coded.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0)
            {
                AddText(coded.Levels[code], counts[code]);
            }
        }
    }

    private void AddText(string text, long count)
    {
        AreBooleans = AreBooleans && BooleanText.ParseWord(text) is not null;
        SeveralWords += text.AsSpan().Trim().Contains(' ') ? count : 0;
        if (Dates is not null && !DateText.TryParse(text, out _))
        {
            Dates = null;
        }

        if (Dates is not null && DateText.TryParse(text, out var date))
        {
            for (var part = 0; part < Dates.Length; part++)
            {
                Dates[part].Add(DateText.Part(date, part), count);
            }
        }
    }
}
