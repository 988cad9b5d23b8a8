using System.Globalization;

namespace Perceptron.Tables;

/// <summary>Where the rows of a table came from, for messages about them.</summary>
/// <param name="name">The file; null for rows that came from none.</param>
/// <param name="places">For each row its line in the file, or its number; null if they follow each other.</param>
/// <param name="start">How many rows came before the first.</param>
/// <param name="first">The line in the file, or the number, of the first row where they follow each other.</param>
internal sealed class RowOrigin(string? name, int[]? places, long start, long first)
{
    public static RowOrigin Memory { get; } = new(null, null, 0, 0);

    public string? Name => name;

    /// <summary>The number of the first row in its source.</summary>
    public long Start => start;

    public string Of(int row) => string.Create(CultureInfo.InvariantCulture, $"{(name is null ? "row" : $"{name}, line")} {Place(row)}");

    public RowOrigin Select(ReadOnlySpan<int> rows)
    {
        var chosen = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            chosen[i] = (int)Place(rows[i]);
        }

        return new RowOrigin(name, chosen, 0, 0);
    }

    private long Place(int row) => places is null ? first + row : places[row];
}
