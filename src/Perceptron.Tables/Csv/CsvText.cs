using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using nietras.SeparatedValues;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>Reads tables from text of separated values. Sep finds the cells; what it lets pass, and should not, is refused here.</summary>
internal static class CsvText
{
    /// <summary>More columns are a mistake, such as a table that is turned on its side.</summary>
    public const int MaximalColumns = 100_000;

    /// <summary>So that a batch of a wide table takes no more cells than one of a narrow one.</summary>
    private const int BatchCells = 1 << 22;

    /// <summary>Enough for some milliseconds of work.</summary>
    private const int PartLength = 1 << 19;

    private const int ShownCharacters = 40;

    /// <summary>Reads all rows, some at a time. The first table comes in any case, without rows where there are none.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="batchRows">How many rows a table has at most.</param>
    /// <param name="partLength">About how many bytes are parsed at a time; it changes nothing that is read.</param>
    public static IEnumerable<Table> Read(Stream stream, string name, CsvOptions options, int batchRows, int partLength = PartLength)
    {
        var lines = new CsvLines(new Utf8Text(stream, name, options.Encoding), name, partLength);
        var (names, separator) = Header(lines, name, options);
        var batch = new CsvBatch(name, names, options);
        var most = (int)Math.Min(batchRows, Math.Max(1L, batchRows == int.MaxValue ? int.MaxValue : BatchCells / names.Length));
        var (isFirst, start) = (true, 0L);
        var spare = new ConcurrentBag<CsvBatch>();
        foreach (var rows in Parts(lines, Parse, Math.Min(options.Compute?.Workers ?? 1, Environment.ProcessorCount)))
        {
            for (int from = 0, count; from < rows.Count; from += count)
            {
                count = Math.Min(rows.Count - from, most - batch.Count);
                batch.Append(rows, from, count);
                if (batch.Count == most)
                {
                    yield return batch.Build(start);
                    (isFirst, start) = (false, start + batch.Count);
                    batch = new CsvBatch(name, names, options);
                }
            }

            rows.Clear();
            spare.Add(rows);
        }

        if (isFirst || batch.Count > 0)
        {
            yield return batch.Build(start);
        }

        CsvBatch Parse(CsvPart part)
        {
            var rows = spare.TryTake(out var known) ? known : new CsvBatch(name, names, options, part.LineCount);
            CsvText.Parse(part, name, separator, rows);
            return rows;
        }
    }

    /// <summary>A text for a message: on one line, and not too long.</summary>
    public static string Shown(ReadOnlySpan<char> text) =>
        DisplayText.Safe(text.Length <= ShownCharacters ? text.ToString() : $"{text[..ShownCharacters]}…");

    /// <summary>Parses the parts, some at a time on threads of their own, and gives their rows in order. The first complaint is that of the first part.</summary>
    private static IEnumerable<CsvBatch> Parts(CsvLines lines, Func<CsvPart, CsvBatch> parse, int workers)
    {
        var running = new Queue<Task<CsvBatch>>();
        ExceptionDispatchInfo? end = null;
        for (var isAtEnd = false; ;)
        {
            while (!isAtEnd && running.Count <= workers)
            {
                try
                {
                    if (lines.Next() is not { } part)
                    {
                        isAtEnd = true;
                    }
                    else if (workers > 1)
                    {
                        running.Enqueue(Task.Run(() => parse(part)));
                    }
                    else
                    {
                        running.Enqueue(Task.FromResult(parse(part)));
                        break;
                    }
                }
                catch (InvalidDataException exception)
                {
                    (isAtEnd, end) = (true, ExceptionDispatchInfo.Capture(exception));
                }
            }

            if (!running.TryDequeue(out var first))
            {
                end?.Throw();
                yield break;
            }

            yield return first.GetAwaiter().GetResult();
        }
    }

    private static void Parse(CsvPart part, string name, char separator, CsvBatch rows)
    {
        part.Decode(name);
        using var reader = Reader(part, separator, name);
        var cells = new CsvCells(name, separator);
        while (MoveNext(reader, name, part.Line))
        {
            Add(reader, part.Line, cells, rows);
        }
    }

    private static SepReader Reader(CsvPart part, char separator, string name)
    {
        try
        {
            return Sep.New(separator).Reader(settings => settings with
            {
                HasHeader = false,
                DisableColCountCheck = true,
                Unescape = false,
                CreateToString = SepToString.Direct,
            }).From(part);
        }
        catch (NotSupportedException exception)
        {
            throw TooLong(name, part.Line, exception);
        }
    }

    private static bool MoveNext(SepReader reader, string name, int line)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (NotSupportedException exception)
        {
            throw TooLong(name, line + Math.Max(1, reader.Current.LineNumberToExcl) - 1, exception);
        }
    }

    private static InvalidDataException TooLong(string name, int line, Exception exception) => new(
        $"{name}, line {line}: it takes more than 16,777,215 characters up to its end; a quote may never close, or this is no table.", exception);

    /// <summary>The names of the columns, from the first row that isn't blank, and what stands between them.</summary>
    private static (string[] Names, char Separator) Header(CsvLines lines, string name, CsvOptions options)
    {
        while (lines.NextRow() is { } part)
        {
            part.Decode(name);
            var separator = options.Separator ?? Separator(part.Characters);
            using var reader = Reader(part, separator, name);
            if (MoveNext(reader, name, part.Line) && !IsBlank(reader.Current))
            {
                return (Names(reader.Current, new CsvCells(name, separator), part.Line), separator);
            }
        }

        throw new InvalidDataException($"{name} is empty; a line with the names of the columns is expected.");
    }

    private static string[] Names(SepReader.Row row, CsvCells cells, int line)
    {
        if (row.ColCount > MaximalColumns)
        {
            throw cells.Bad(line, $"has {row.ColCount} columns; {MaximalColumns} is the most.");
        }

        var names = new string[row.ColCount];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = cells.Read(row[i].Span, line, i, null, out _).ToString();
            if (names[i].AsSpan().Trim().IsEmpty)
            {
                throw cells.Bad(line, $"column {i + 1} has no name; the first line must have the names of the columns.");
            }

            if (!known.TryAdd(names[i], i))
            {
                throw cells.Bad(line, $"has the name \"{Shown(names[i])}\" twice, for columns {known[names[i]] + 1} and {i + 1}; names must differ.");
            }
        }

        return names;
    }

    private static bool IsBlank(SepReader.Row row) => row.ColCount <= 1 && row.Span.IsEmpty;

    /// <summary>Adds the row on which the reader stands, unless its line is blank.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void Add(SepReader reader, int firstLine, CsvCells cells, CsvBatch batch)
    {
        var row = reader.Current;
        if (IsBlank(row))
        {
            return;
        }

        // Sep tells the line of its end for the first row.
        var line = firstLine + (row.RowIndex == 0 ? 1 : row.LineNumberFrom) - 1;
        if (row.ColCount != batch.Names.Length)
        {
            for (var i = 0; i < row.ColCount; i++)
            {
                _ = cells.Read(row[i].Span, line, i, null, out _);
            }

            cells.RequireQuotes(row.Span, line);
            throw cells.Bad(line, $"has {Pluralize.Count(row.ColCount, "cell")}; {batch.Names.Length} expected, as in the first line.");
        }

        var hasQuotes = row.Span.Contains('"');
        for (var i = 0; i < batch.Names.Length; i++)
        {
            var isQuoted = false;
            var cell = hasQuotes ? cells.Read(row[i].Span, line, i, batch.Names[i], out isQuoted) : row[i].Span;
            batch.Add(i, cell, isQuoted);
        }

        batch.EndRow(line);
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
