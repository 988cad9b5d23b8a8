using nietras.SeparatedValues;

namespace Perceptron.Tables;

/// <summary>Reads tables from text of separated values. Sep finds the cells; what it lets pass, and should not, is refused here.</summary>
internal static class CsvText
{
    /// <summary>More columns are a mistake, such as a table that is turned on its side.</summary>
    public const int MaximalColumns = 100_000;

    /// <summary>So that a batch of a wide table takes no more cells than one of a narrow one.</summary>
    private const int BatchCells = 1 << 22;

    private const int ShownCharacters = 40;

    /// <summary>Reads all rows, some at a time. The first table comes in any case, without rows where there are none.</summary>
    public static IEnumerable<Table> Read(Stream stream, string name, CsvOptions options, int batchRows)
    {
        using var text = new DecodedText(stream, name, options.Encoding);
        var separator = options.Separator ?? Separator(text.FirstLine());
        using var reader = Reader(text, separator, name);
        var cells = new CsvCells(name, separator);
        if (!MoveNext(reader, name) || Header(reader, cells) is not { } names)
        {
            throw new InvalidDataException($"{name} is empty; a line with the names of the columns is expected.");
        }

        var batch = new CsvBatch(name, names, options);
        var most = (int)Math.Min(batchRows, Math.Max(1L, batchRows == int.MaxValue ? int.MaxValue : BatchCells / names.Length));
        var (isFirst, start) = (true, 0L);
        while (MoveNext(reader, name))
        {
            if (!Add(reader, cells, batch))
            {
                continue;
            }

            if (batch.Count == most)
            {
                yield return batch.Build(start);
                (isFirst, start) = (false, start + batch.Count);
                batch = new CsvBatch(name, names, options);
            }
        }

        if (isFirst || batch.Count > 0)
        {
            yield return batch.Build(start);
        }
    }

    /// <summary>A text for a message: on one line, and not too long.</summary>
    public static string Shown(ReadOnlySpan<char> text) =>
        DisplayText.Safe(text.Length <= ShownCharacters ? text.ToString() : $"{text[..ShownCharacters]}…");

    private static SepReader Reader(TextReader text, char separator, string name)
    {
        try
        {
            return Sep.New(separator).Reader(settings => settings with
            {
                HasHeader = false,
                DisableColCountCheck = true,
                Unescape = false,
                CreateToString = SepToString.Direct,
            }).From(text);
        }
        catch (NotSupportedException exception)
        {
            throw TooLong(name, 1, exception);
        }
    }

    private static bool MoveNext(SepReader reader, string name)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (NotSupportedException exception)
        {
            throw TooLong(name, reader.Current.LineNumberToExcl, exception);
        }
    }

    private static InvalidDataException TooLong(string name, int line, Exception exception) => new(
        $"{name}, line {Math.Max(1, line)}: it takes more than 16,777,215 characters up to its end; a quote may never close, or this is no table.", exception);

    private static string[]? Header(SepReader reader, CsvCells cells)
    {
        var row = reader.Current;
        while (row.ColCount <= 1 && row.Span.IsEmpty)
        {
            if (!reader.MoveNext())
            {
                return null;
            }

            row = reader.Current;
        }

        if (row.ColCount > MaximalColumns)
        {
            throw cells.Bad(Line(row), $"has {row.ColCount} columns; {MaximalColumns} is the most.");
        }

        var names = new string[row.ColCount];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = cells.Read(row[i].Span, Line(row), i, null, out _).ToString();
            if (names[i].AsSpan().Trim().IsEmpty)
            {
                throw cells.Bad(Line(row), $"column {i + 1} has no name; the first line must have the names of the columns.");
            }

            if (!known.TryAdd(names[i], i))
            {
                throw cells.Bad(Line(row), $"has the name \"{Shown(names[i])}\" twice, for columns {known[names[i]] + 1} and {i + 1}; names must differ.");
            }
        }

        return names;
    }

    /// <summary>The line on which a row begins; Sep tells that of its end for the first.</summary>
    private static int Line(SepReader.Row row) => row.RowIndex == 0 ? 1 : row.LineNumberFrom;

    /// <summary>Adds the row on which the reader stands, unless its line is blank.</summary>
    private static bool Add(SepReader reader, CsvCells cells, CsvBatch batch)
    {
        var row = reader.Current;
        var line = Line(row);
        if (row.ColCount <= 1 && row.Span.IsEmpty)
        {
            return false;
        }

        if (row.ColCount != batch.Names.Length)
        {
            for (var i = 0; i < row.ColCount; i++)
            {
                _ = cells.Read(row[i].Span, line, i, null, out _);
            }

            cells.RequireQuotes(row.Span, line);
            throw cells.Bad(line, $"has {Pluralize.Count(row.ColCount, "cell")}; {batch.Names.Length} expected, as in the first line.");
        }

        for (var i = 0; i < batch.Names.Length; i++)
        {
            var cell = cells.Read(row[i].Span, line, i, batch.Names[i], out var isQuoted);
            batch.Add(i, cell, isQuoted);
        }

        batch.EndRow(line);
        return true;
    }

    /// <summary>The separator that the first line has most of, outside of quotes; of equal ones the first of these four.</summary>
    private static char Separator(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> known = [',', ';', '\t', '|'];
        Span<int> counts = stackalloc int[known.Length];
        var isQuoted = false;
        foreach (var character in line)
        {
            isQuoted ^= character == '"';
            if (!isQuoted && known.IndexOf(character) is >= 0 and var place)
            {
                counts[place]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return known[best];
    }
}
