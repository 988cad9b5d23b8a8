using System.Collections.ObjectModel;
using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>Rows of cells under names of columns, as they were written: text, numbers, gaps. A table never changes.</summary>
/// <remarks>What a column is taken for, a number or a category, is said by a <see cref="Schema"/>. An empty cell is a gap.</remarks>
public sealed partial class Table
{
    private readonly CellColumn[] _columns;

    internal Table(string[] names, CellColumn[] columns, int count, RowOrigin origin)
    {
        _columns = columns;
        ColumnNames = new ReadOnlyCollection<string>(names);
        Names = new ColumnNames(names);
        Count = count;
        Origin = origin;
    }

    /// <summary>The names of the columns, in order.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>How many rows.</summary>
    public int Count { get; }

    internal ColumnNames Names { get; }

    internal RowOrigin Origin { get; }

    /// <summary>A cell as it was written; "" for a gap.</summary>
    /// <param name="row">Its row, from 0.</param>
    /// <param name="column">The name of its column: the exact one, or else one of the same letters and digits, if it is the only one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string this[int row, string column]
    {
        get
        {
            Guard.Index(row, Count, "row", nameof(row));
            Guard.NotNull(column, nameof(column));
            return _columns[Names.Find(column) ?? throw new ArgumentException($"There is no column \"{CsvText.Shown(column)}\"; there are {Names}.", nameof(column))].Text(row);
        }
    }

    /// <summary>A table from rows by the names of their values.</summary>
    /// <param name="rows">Rows that all have the columns of the first; others are left out.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There is no row, one is null or lacks a column, or a value is of an unknown type or not finite.</exception>
    public static Table FromRows(IEnumerable<Row> rows)
    {
        Guard.NotNull(rows, nameof(rows));
        return RowTable.Of(rows, nameof(rows));
    }

    /// <summary>Some of the rows.</summary>
    /// <param name="rows">Their numbers, from 0, in any order.</param>
    /// <returns>These rows, in this order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Table Select(params int[] rows)
    {
        Guard.NotNull(rows, nameof(rows));
        foreach (var row in rows)
        {
            Guard.Index(row, Count, "row", nameof(rows));
        }

        return Chosen(rows);
    }

    /// <summary>Splits off a part of the rows at random, to be held out of training.</summary>
    /// <param name="heldOut">The part to hold out, above 0 and below 1; rounded to whole rows, at least one on either side.</param>
    /// <param name="seed">Gives the same split each time.</param>
    /// <param name="label">A column each of whose values is split in the same proportion; null for a plain split.</param>
    /// <returns>Both parts, each in the order that the rows have here.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public TableSplit SplitByFraction(double heldOut, long seed = 0, string? label = null)
    {
        if (!(heldOut > 0 && heldOut < 1))
        {
            throw OutOfRange.Of(nameof(heldOut), heldOut, "A part above 0 and below 1 is needed.");
        }

        if (Count < 2)
        {
            throw new InvalidOperationException($"{Guard.Count(Count, "row")} can't be split; two at least are needed.");
        }

        var codes = new int[Count];
        if (label is not null)
        {
            var column = Column(label, nameof(label));
            var known = new SortedDictionary<string, int>(StringComparer.Ordinal);
            for (var row = 0; row < Count; row++)
            {
                known.TryAdd(column.Text(row), 0);
            }

            foreach (var (value, code) in known.Keys.Index().Select(pair => (pair.Item, pair.Index)).ToArray())
            {
                known[value] = code;
            }

            for (var row = 0; row < Count; row++)
            {
                codes[row] = known[column.Text(row)];
            }
        }

        // The rows of a dataset are split by the same rule.
        var data = Dataset.Exclusive(Rows.Of(new double[Count, 1]), codes, Math.Max(2, codes.DefaultIfEmpty().Max() + 1));
        var (training, rest) = data.SplitIndices(data.ShareOf(heldOut), seed, label is not null);
        return new TableSplit(Chosen(training), Chosen(rest));
    }

    /// <summary>The size, as "900 rows × 8: survived, class, sex, age, …".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{Guard.Count(Count, "row")} × {ColumnNames.Count}: {string.Join(", ", ColumnNames.Take(4).Select(name => CsvText.Shown(name.Length > 16 ? name[..16] : name)))}{(ColumnNames.Count > 4 ? ", …" : "")}";

    internal CellColumn Column(int index) => _columns[index];

    internal CellColumn Column(string name, string argument) =>
        _columns[Names.Find(name) ?? throw new ArgumentException($"There is no column \"{CsvText.Shown(name)}\"; there are {Names}.", argument)];

    private Table Chosen(int[] rows) => new([.. ColumnNames], Array.ConvertAll(_columns, column => column.Select(rows)), rows.Length, Origin.Select(rows));
}
