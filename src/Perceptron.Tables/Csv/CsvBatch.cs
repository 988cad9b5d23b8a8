namespace Perceptron.Tables;

/// <summary>Rows of a CSV file that become a table.</summary>
internal sealed class CsvBatch
{
    private readonly string _name;
    private readonly CsvOptions _options;
    private readonly CellColumnBuilder[] _columns;
    private int[] _lines = [];

    public CsvBatch(string name, string[] names, CsvOptions options, int expected = 0)
    {
        (_name, Names, _options) = (name, names, options);
        _columns = new CellColumnBuilder[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            _columns[i] = new CellColumnBuilder(options.DecimalMark, expected);
        }
    }

    public string[] Names { get; }

    public int Count { get; private set; }

    public void Add(int column, ReadOnlySpan<char> cell, bool isQuoted)
    {
        // An empty cell in quotes is a gap too: most programs write one for the other.
        if (cell.IsEmpty || (!isQuoted && _options.GapTexts.Count > 0 && CsvCells.IsGap(cell, _options)))
        {
            _columns[column].AddGap();
        }
        else
        {
            _columns[column].Add(cell);
        }
    }

    /// <summary>Adds some rows of a table with the same columns.</summary>
    public void Append(Table rows, int from, int count)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Append(rows.Column(i), from, count);
        }

        for (var row = from; row < from + count; row++)
        {
            EndRow(rows.Origin.Line(row));
        }
    }

    public void EndRow(int line)
    {
        if (Count == _lines.Length)
        {
            Array.Resize(ref _lines, (int)Math.Min(Array.MaxLength, Math.Max(16L, 2L * Count)));
        }

        _lines[Count++] = line;
    }

    /// <summary>The rows as a table.</summary>
    /// <param name="start">How many rows of the file came before.</param>
    public Table Build(long start)
    {
        Array.Resize(ref _lines, Count);
        var columns = new CellColumn[_columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _columns[i].Build();
        }

        return new Table(Names, columns, Count, new RowOrigin(_name, _lines, start));
    }
}
