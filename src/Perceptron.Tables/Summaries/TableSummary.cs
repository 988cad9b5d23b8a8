namespace Perceptron.Tables;

/// <summary>What is counted in the first pass over all rows: of the labels, and of each column. Parts that were counted apart are merged.</summary>
internal sealed class TableSummary
{
    private readonly string[] _labels;
    private readonly Schema? _schema;

    /// <param name="labels">The columns with the answers.</param>
    /// <param name="schema">What the columns are; null to find that out.</param>
    public TableSummary(IReadOnlyList<string> labels, Schema? schema)
    {
        _labels = [.. labels];
        _schema = schema;
        Labels = [.. labels.Select(_ => new LevelSummary(labels.Count > 1 ? 2 : MaximalAnswers + 1))];
        Columns = schema is null ? [] : [.. schema.Columns.Select(column => new ColumnSummary(column.Name, column.Column))];
    }

    /// <summary>More answers make no classes.</summary>
    public const int MaximalAnswers = 100;

    public long Count { get; private set; }

    public IReadOnlyList<string> LabelNames => _labels;

    /// <summary>The values of each label.</summary>
    public LevelSummary[] Labels { get; }

    public ColumnSummary[] Columns { get; private set; }

    /// <summary>The codes of the answers, by which rows are told apart; only of a single label.</summary>
    private Dictionary<string, int> Codes { get; } = new(StringComparer.Ordinal);

    public static TableSummary Of(TableSource source, IReadOnlyList<string> labels, Schema? schema, string argument, ComputeOptions? compute = null)
    {
        var summary = new TableSummary(labels, schema);
        foreach (var table in source.Tables())
        {
            summary.Add(table, argument, compute);
        }

        return summary;
    }

    public void Add(Table table, string argument, ComputeOptions? compute = null)
    {
        if (_schema is null && Columns.Length == 0)
        {
            var answers = table.Names.FindAll(_labels);
            Columns = [.. table.ColumnNames.Index().Where(name => !answers.Contains(name.Index)).Select(name => new ColumnSummary(name.Item, null))];
        }

        var codes = AddLabels(table, argument);
        var places = table.Names.FindAll([.. Columns.Select(column => column.Name)]);
        InOrder.ForEach(compute, Columns.Length, i =>
        {
            if (places[i] >= 0)
            {
                Columns[i].Add(table.Column(places[i]), codes, new CellPlace(table, Columns[i].Name, argument));
            }
            else if (_schema?.Columns[i].Column.KindOf != ColumnKind.Ignored)
            {
                throw MissingColumn(table, Columns[i].Name, argument);
            }
        });

        Count += table.Count;
    }

    public static ArgumentException MissingColumn(Table table, string name, string argument) =>
        new($"There is no column \"{CsvText.Shown(name)}\"; there are {table.Names}.", argument);

    public void Merge(TableSummary other)
    {
        if (Columns.Length == 0 && other.Columns.Length > 0)
        {
            Columns = [.. other.Columns.Select(column => new ColumnSummary(column.Name, null))];
        }

        var codes = new int[other.Codes.Count];
        foreach (var (answer, code) in other.Codes)
        {
            codes[code] = Code(answer);
        }

        for (var i = 0; i < Labels.Length; i++)
        {
            Labels[i].Merge(other.Labels[i], []);
        }

        for (var i = 0; i < Math.Min(Columns.Length, other.Columns.Length); i++)
        {
            Columns[i].Merge(other.Columns[i], codes);
        }

        Count += other.Count;
    }

    /// <summary>Counts the answers, and gives a code for each row where there is one label.</summary>
    private int[]? AddLabels(Table table, string argument)
    {
        int[]? codes = null;
        for (var i = 0; i < _labels.Length; i++)
        {
            var cells = table.Column(_labels[i], argument);
            var place = new CellPlace(table, _labels[i], argument);
            codes = _labels.Length == 1 ? new int[table.Count] : null;
            for (var row = 0; row < table.Count; row++)
            {
                if (cells.IsGap(row))
                {
                    throw place.Gap(row, "the label must be there in each row to train on");
                }

                if (codes is null)
                {
                    place.Boolean(cells, row);
                    continue;
                }

                if (cells.TryNumber(row, out var value) && Math.Truncate(value) != value)
                {
                    throw place.Bad(row, cells.Text(row), "is a fraction, and no name of a class; to predict numbers is regression, which this library doesn't do");
                }
            }

            if (codes is not null)
            {
                Labels[i].Add(cells, null);
                if (Labels[i] is { AreTooMany: true } or { Count: > MaximalAnswers })
                {
                    throw new ArgumentException(
                        $"The label \"{CsvText.Shown(_labels[i])}\" has more than {MaximalAnswers} values, too many for names of classes. Is it the right column?", argument);
                }

                Encode(cells, codes);
            }
        }

        return codes;
    }

    private void Encode(CellColumn cells, int[] codes)
    {
        if (cells is CodedCells coded)
        {
            // Levels without a row, as after a split, get no code.
            var known = new int[coded.Levels.Length];
            Array.Fill(known, -1);
            for (var row = 0; row < codes.Length; row++)
            {
                ref var code = ref known[coded.Codes[row]];
                codes[row] = code = code < 0 ? Code(coded.Levels[coded.Codes[row]]) : code;
            }

            return;
        }

        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = Code(cells.Text(row));
        }
    }

    private int Code(string answer)
    {
        if (!Codes.TryGetValue(answer, out var code))
        {
            Codes.Add(answer, code = Codes.Count);
        }

        return code;
    }
}
