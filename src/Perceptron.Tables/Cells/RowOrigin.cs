using System.Globalization;

namespace Perceptron.Tables;

/// <summary>Where the rows of a table came from, for messages about them.</summary>
/// <param name="name">The file; null for rows that came from none.</param>
/// <param name="places">For each row its line in the file, or its number; null for 0, 1, ….</param>
/// <param name="start">How many rows came before the first.</param>
internal sealed class RowOrigin(string? name, int[]? places, long start)
{
    public static RowOrigin Memory { get; } = new(null, null, 0);

    public string? Name => name;

    /// <summary>The number of the first row in its source.</summary>
    public long Start => start;

    /// <summary>The line of a row in its file.</summary>
    public int Line(int row) => places![row];

    public string Of(int row) => name is null
        ? string.Create(CultureInfo.InvariantCulture, $"row {(places is null ? start + row : places[row])}")
        : string.Create(CultureInfo.InvariantCulture, $"{name}, line {places![row]}");

    public RowOrigin Select(ReadOnlySpan<int> rows)
    {
        var chosen = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            chosen[i] = places is null ? (int)start + rows[i] : places[rows[i]];
        }

        return new RowOrigin(name, chosen, 0);
    }
}
