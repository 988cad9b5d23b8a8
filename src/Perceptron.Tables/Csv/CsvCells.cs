namespace Perceptron.Tables;

/// <summary>Single cells of a CSV file: their quotes are taken off, and what is quoted in no known way is refused.</summary>
internal sealed class CsvCells(string name, char separator)
{
    private char[] _buffer = new char[256];

    /// <summary>The content of a cell, valid until the next one is read.</summary>
    /// <param name="raw">The cell with its quotes.</param>
    /// <param name="line">The line on which its row begins.</param>
    /// <param name="index">Its place in the row, from 0.</param>
    /// <param name="column">The name of its column, if that is known.</param>
    /// <param name="isQuoted">Whether it stands in quotes.</param>
    public ReadOnlySpan<char> Read(ReadOnlySpan<char> raw, int line, int index, string? column, out bool isQuoted)
    {
        var first = raw.IndexOf('"');
        isQuoted = first == 0;
        if (first < 0)
        {
            return raw;
        }

        var place = column is null ? $"column {index + 1}" : $"column \"{CsvText.Shown(column)}\"";
        if (first > 0)
        {
            // A quote within an unquoted cell means itself, unless it has swallowed the end of the cell or the line.
            var end = raw.IndexOfAny(separator, '\r', '\n');
            return end < 0
                ? raw
                : throw Bad(line, $"{place}: a quote within \"{CsvText.Shown(raw[..end])}\" reaches beyond the end of the {(raw[end] == separator ? "cell" : "line")}; put the whole cell in quotes, with quotes within it twice.");
        }

        return Unquote(raw, line, place);
    }

    /// <summary>Refuses a row with quotes that swallow the ends of lines, whose number of cells means nothing.</summary>
    public void RequireQuotes(ReadOnlySpan<char> row, int line)
    {
        if (row.IndexOfAny('\r', '\n') >= 0)
        {
            throw Bad(line, $"a quote reaches from this line over {row.Count('\n') + 1} lines and gives a row of another length; \"{CsvText.Shown(row)}\" is the beginning.");
        }
    }

    public InvalidDataException Bad(int line, string problem) => new($"{name}, line {line}: {problem}");

    /// <summary>Whether a cell that isn't empty stands for a gap.</summary>
    public static bool IsGap(ReadOnlySpan<char> cell, CsvOptions options)
    {
        for (var i = 0; i < options.GapTexts.Count; i++)
        {
            if (cell.SequenceEqual(options.GapTexts[i]))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<char> Unquote(ReadOnlySpan<char> raw, int line, string place)
    {
        if (_buffer.Length < raw.Length)
        {
            _buffer = new char[Math.Max(raw.Length, 2 * _buffer.Length)];
        }

        var length = 0;
        for (var i = 1; i < raw.Length; i++)
        {
            if (raw[i] != '"')
            {
                _buffer[length++] = raw[i];
            }
            else if (i + 1 < raw.Length && raw[i + 1] == '"')
            {
                _buffer[length++] = raw[i++];
            }
            else
            {
                return i == raw.Length - 1
                    ? _buffer.AsSpan(0, length)
                    : throw Bad(line, $"{place}: \"{CsvText.Shown(raw)}\" goes on behind its closing quote; write a quote within a cell twice.");
            }
        }

        throw Bad(line, $"{place}: the quote at the beginning of \"{CsvText.Shown(raw)}\" never closes.");
    }
}
