namespace Perceptron.Tables;

/// <summary>Cells of any text: each different text is kept once, and a cell is its place among them, or −1 for a gap.</summary>
internal sealed class CodedCells(int[] codes, string[] levels, char mark) : CellColumn
{
    private double[]? _numbers;

    public override int Count => codes.Length;

    /// <summary>A place among the levels for each cell; −1 for a gap.</summary>
    public ReadOnlySpan<int> Codes => codes;

    /// <summary>The different texts, by their first cells; after a selection some may have no cell.</summary>
    public ReadOnlySpan<string> Levels => levels;

    /// <summary>The levels as numbers; NaN where one is none.</summary>
    public ReadOnlySpan<double> Numbers
    {
        get
        {
            // Two threads may both compute them, and get the same.
            if (Volatile.Read(ref _numbers) is not { } numbers)
            {
                numbers = Array.ConvertAll(levels, level => NumberText.TryParse(level, mark, out var value, out _) ? value : double.NaN);
                Volatile.Write(ref _numbers, numbers);
            }

            return numbers;
        }
    }

    public override int GapCount => codes.AsSpan().Count(-1);

    public override bool IsGap(int row) => codes[row] < 0;

    public override bool TryNumber(int row, out double value)
    {
        value = codes[row] < 0 ? double.NaN : Numbers[codes[row]];
        return !double.IsNaN(value);
    }

    public override void ReadNumbers(int row, Span<double> values)
    {
        var numbers = Numbers;
        for (var i = 0; i < values.Length; i++)
        {
            var code = codes[row + i];
            values[i] = code < 0 ? double.NaN : double.IsNaN(numbers[code]) ? double.PositiveInfinity : numbers[code];
        }
    }

    public override string Text(int row) => codes[row] < 0 ? "" : levels[codes[row]];

    public override CellColumn Select(ReadOnlySpan<int> rows)
    {
        var chosen = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            chosen[i] = codes[rows[i]];
        }

        return new CodedCells(chosen, levels, mark);
    }
}
