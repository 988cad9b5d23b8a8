using System.Runtime.CompilerServices;

namespace Perceptron.Tables;

/// <summary>Rows of a CSV file that become a table.</summary>
internal sealed class CsvBatch
{
    private readonly string _name;
    private readonly CsvOptions _options;
    private readonly bool _hasGapTexts;
    private readonly CellColumnBuilder[] _columns;
    private int _firstLine;

    // Where some row isn't on the line after the one before.
    private int[]? _lines;

    public CsvBatch(string name, string[] names, CsvOptions options, int expected = 0)
    {
        (_name, Names, _options, _hasGapTexts) = (name, names, options, options.GapTexts.Count > 0);
        _columns = new CellColumnBuilder[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            _columns[i] = new CellColumnBuilder(options.DecimalMark, expected);
        }
    }

    public string[] Names { get; }

    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int column, ReadOnlySpan<char> cell, bool isQuoted)
    {
        // An empty cell in quotes is a gap too: most programs write one for the other.
        if (cell.IsEmpty || (_hasGapTexts && !isQuoted && CsvCells.IsGap(cell, _options)))
        {
            _columns[column].AddGap();
        }
        else
        {
            _columns[column].Add(cell);
        }
    }

    /// <summary>Adds some rows of another batch with the same columns.</summary>
    public void Append(CsvBatch rows, int from, int count)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Append(rows._columns[i].Build(isTrimmed: false), from, count);
        }

        for (var row = from; row < from + count; row++)
        {
            EndRow(rows.Line(row));
        }
    }

    public void EndRow(int line)
    {
        _firstLine = Count == 0 ? line : _firstLine;
        if (_lines is null && line != Line(Count))
        {
            _lines = [.. Enumerable.Range(_firstLine, Count)];
        }

        if (_lines is not null)
        {
            if (Count == _lines.Length)
            {
                Array.Resize(ref _lines, (int)Math.Min(Array.MaxLength, Math.Max(16L, 2L * Count)));
            }

            _lines[Count] = line;
        }

        Count++;
    }

    /// <summary>The rows as a table.</summary>
    /// <param name="start">How many rows of the file came before.</param>
    public Table Build(long start)
    {
        return new Table(Names, Array.ConvertAll(_columns, column => column.Build()), Count, new RowOrigin(_name, _lines?[..Count], start, _firstLine));
    }

    /// <summary>Begins other rows in the memory of these.</summary>
    public void Clear()
    {
        (Count, _lines) = (0, null);
        Array.ForEach(_columns, column => column.Clear());
    }

    private int Line(int row) => _lines is null ? _firstLine + row : _lines[row];
}
