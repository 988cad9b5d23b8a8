using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>Rows that need not fit in memory: they come a table at a time, and can be gone through again from the beginning.</summary>
public sealed class TableSource
{
    private readonly string _name;
    private readonly Func<IEnumerable<Table>> _open;

    private TableSource(string name, Func<IEnumerable<Table>> open)
    {
        _name = name;
        _open = open;
    }

    /// <summary>The rows of a CSV file, which is read anew each time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written, and how many rows are read at a time.</param>
    /// <returns>The source.</returns>
    public static TableSource FromCsv(string path, CsvOptions? options = null)
    {
        FileArguments.RequirePath(path, nameof(path));
        options ??= CsvOptions.Default;
        return new TableSource(path, Open);

        IEnumerable<Table> Open()
        {
            using var stream = InputFile.Open(path, 1 << 16, FileOptions.SequentialScan);
            foreach (var table in CsvText.Read(stream, path, options, options.BatchRows))
            {
                yield return table;
            }
        }
    }

    /// <summary>Rows from wherever the caller has them, such as a database.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="open">Gives all rows from the beginning, the same each time, in tables with the same columns.</param>
    /// <returns>The source.</returns>
    public static TableSource Create(string name, Func<IEnumerable<Table>> open)
    {
        Guard.NotNull(name, nameof(name));
        Guard.NotNull(open, nameof(open));
        return new TableSource(name, open);
    }

    /// <summary>The rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The source.</returns>
    public static TableSource FromTable(Table table)
    {
        Guard.NotNull(table, nameof(table));
        return new TableSource("table", () => [table]);
    }

    /// <summary>All rows from the beginning, a table at a time.</summary>
    /// <returns>The tables, read as they are asked for.</returns>
    /// <exception cref="InvalidDataException">A file is damaged, or a table has other columns than the first (while enumerating).</exception>
    /// <exception cref="IOException">A file can't be read (while enumerating).</exception>
    public IEnumerable<Table> Tables()
    {
        Table? first = null;
        foreach (var table in _open() ?? throw new InvalidDataException($"{_name} gave null for its tables."))
        {
            if (table is null)
            {
                throw new InvalidDataException($"{_name} gave null for a table.");
            }

            first ??= table;
            if (!first.ColumnNames.SequenceEqual(table.ColumnNames, StringComparer.Ordinal))
            {
                throw new InvalidDataException($"{_name} gave a table with the columns {table.Names} after one with {first.Names}.");
            }

            yield return table;
        }
    }

    /// <summary>Splits off a part of the rows, to be held out of training: a row belongs to one part by a hash of the seed and of its number.</summary>
    /// <remarks>The parts have about the sizes that are asked for, and each row is in the same part whenever and wherever it is read.</remarks>
    /// <param name="heldOut">The part to hold out, above 0 and below 1.</param>
    /// <param name="seed">Gives the same split each time.</param>
    /// <returns>Both parts, each read anew each time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> is not between 0 and 1.</exception>
    public TableSourceSplit SplitByFraction(double heldOut, long seed = 0)
    {
        if (!(heldOut > 0 && heldOut < 1))
        {
            throw OutOfRange.Of(nameof(heldOut), heldOut, "A part above 0 and below 1 is needed.");
        }

        return new TableSourceSplit(Part(isHeldOut: false), Part(isHeldOut: true));

        TableSource Part(bool isHeldOut) => new(_name, () => Chosen(isHeldOut));

        IEnumerable<Table> Chosen(bool part)
        {
            var start = 0L;
            foreach (var table in Tables())
            {
                var rows = new List<int>(table.Count);
                for (var row = 0; row < table.Count; row++)
                {
                    // A stream of random numbers for each row, of which the first decides.
                    if (new RandomNumbers(seed, start + row).NextDouble() < heldOut == part)
                    {
                        rows.Add(row);
                    }
                }

                start += table.Count;
                yield return table.Select([.. rows]);
            }
        }
    }

    /// <summary>What it is, as "rows of passengers.csv".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"rows of {CsvText.Shown(_name)}";

    internal string Name => _name;
}
