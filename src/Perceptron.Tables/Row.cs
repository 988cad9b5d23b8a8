using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>Values by the names of their columns, such as <c>new Row { ["age"] = 42, ["sex"] = "female" }</c>. A row never changes.</summary>
/// <remarks>
/// A value is a text, a number, a <see cref="bool"/>, a date, a value of an enumeration, or null for a gap. A text is read as a cell of a file is: "42" is
/// a number where the column is one, and "" is a gap.
/// </remarks>
public sealed class Row
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>A row without values, to set them by <c>["name"] = value</c> behind it.</summary>
    public Row() => Names = _names.AsReadOnly();

    /// <summary>Sets a value, where the row is made.</summary>
    /// <param name="name">The name of its column.</param>
    /// <exception cref="ArgumentException">The name is null or empty, or there already; or the value is of a type that no cell has, or not finite.</exception>
    public object? this[string name]
    {
        init => Set(name, value, nameof(name));
    }

    /// <summary>The names, in the order in which they were set.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A row from pairs of names and values, such as a dictionary.</summary>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="pairs">The pairs.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentException">A name is null, empty or there twice; or a value is of a type that no cell has, or not finite.</exception>
    public static Row FromPairs<TValue>(IEnumerable<KeyValuePair<string, TValue>> pairs)
    {
        Guard.NotNull(pairs, nameof(pairs));
        var row = new Row();
        foreach (var (name, value) in pairs)
        {
            row.Set(name, value, nameof(pairs));
        }

        return row;
    }

    /// <summary>The value of a column, as it was set.</summary>
    /// <param name="name">The exact name of the column.</param>
    /// <returns>The value; null for a gap.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public object? Value(string name)
    {
        Guard.NotNull(name, nameof(name));
        return _values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"There is no column \"{CsvText.Shown(name)}\"; there are {new ColumnNames(_names)}.", nameof(name));
    }

    /// <summary>The first columns, as "row of class, sex, age, …".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"row of {(_names.Count == 0 ? "nothing" : string.Join(", ", _names.Take(4).Select(name => CsvText.Shown(name.Length > 16 ? name[..16] : name))))}{(_names.Count > 4 ? ", …" : "")}";

    private void Set(string name, object? value, string argument)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("The name of a column is null or empty.", argument);
        }

        if (CellValue.Problem(value) is { } problem)
        {
            throw new ArgumentException($"The value of \"{CsvText.Shown(name)}\" {problem}", argument);
        }

        if (!_values.TryAdd(name, value is DBNull ? null : value))
        {
            throw new ArgumentException($"The column \"{CsvText.Shown(name)}\" is there twice.", argument);
        }

        _names.Add(name);
    }
}
