using System.Globalization;
using System.Numerics;

namespace PropertyTests;

/// <summary>Values in rows and columns, a part of what a property is given. They shrink to zeros and ones.</summary>
public sealed class Grid<T>(int rows, int columns, T[] values)
    where T : struct, INumberBase<T>
{
    /// <summary>Grids of more values are printed by their non-zeros; if those are more, by the shape alone.</summary>
    private const int MostPrinted = 100;

    public int Rows => rows;

    public int Columns => columns;

    public T this[int row, int column] => values[(row * columns) + column];

    public T this[int index] => values[index];

    public T[] ToArray() => [.. values];

    public T[] Row(int row) => values[(row * columns)..((row + 1) * columns)];

    public Grid<T> WithRows(params int[] kept) => new(kept.Length, columns, [.. kept.SelectMany(Row)]);

    public Grid<T> WithColumns(params int[] kept) =>
        new(rows, kept.Length, [.. Enumerable.Range(0, rows).SelectMany(_ => kept, (row, column) => this[row, column])]);

    public Grid<TOther> Map<TOther>(Func<T, TOther> map)
        where TOther : struct, INumberBase<TOther> =>
        new(rows, columns, Array.ConvertAll(values, value => map(value)));

    /// <summary>The same with some values replaced by zeros, or non-zeros by ones: large parts first, single values last.</summary>
    public IEnumerable<Grid<T>> Shrink()
    {
        foreach (var (from, length) in Shrinking.Parts(values.Length))
        {
            var part = values[from..(from + length)];
            if (!part.All(T.IsZero))
            {
                yield return With(from, part, _ => T.Zero);
            }

            if (part.Any(value => !T.IsZero(value) && value != T.One))
            {
                yield return With(from, part, value => T.IsZero(value) ? T.Zero : T.One);
            }
        }
    }

    public override string ToString()
    {
        int[] nonZeros = [.. Enumerable.Range(0, values.Length).Where(i => !T.IsZero(values[i]))];
        return nonZeros.Length == 0 ? $"{rows} × {columns} zeros"
            : values.Length <= MostPrinted ? $"[{string.Join("; ", Enumerable.Range(0, rows).Select(r => string.Join(' ', Row(r).Select(Text))))}]"
            : nonZeros.Length <= MostPrinted ? $"{rows} × {columns} zeros but for {string.Join(", ", nonZeros.Select(i => $"[{i / columns}, {i % columns}] = {Text(values[i])}"))}"
            : $"{rows} × {columns}";
    }

    private static string Text(T value) => value.ToString(null, CultureInfo.InvariantCulture);

    private Grid<T> With(int from, T[] part, Func<T, T> simpler)
    {
        T[] other = [.. values];
        Array.ConvertAll(part, value => simpler(value)).CopyTo(other, from);
        return new(rows, columns, other);
    }
}
