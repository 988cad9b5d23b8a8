namespace Perceptron.Tables;

/// <summary>
/// Names of columns, and how one of them is found: exactly, or else by letters and digits alone, ignoring case, where only one is alike. So
/// <c>SepalLength</c> is <c>sepal_length</c>.
/// </summary>
internal sealed class ColumnNames
{
    private const int Shown = 10;

    private readonly IReadOnlyList<string> _names;
    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, int>> _alike;

    public ColumnNames(IReadOnlyList<string> names)
    {
        _names = names;
        for (var i = 0; i < names.Count; i++)
        {
            _exact.TryAdd(names[i], i);
        }

        _alike = new(() =>
        {
            var alike = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _names.Count; i++)
            {
                var key = Key(_names[i]);
                alike[key] = alike.ContainsKey(key) ? -1 : i;
            }

            return alike;
        });
    }

    /// <summary>The place of a name, or null.</summary>
    public int? Find(string name) =>
        _exact.TryGetValue(name, out var place) ? place
        : Key(name) is { Length: > 0 } key && _alike.Value.TryGetValue(key, out place) && place >= 0 ? place
        : null;

    /// <summary>Places here of names that are asked for together; −1 for one that is not here, or that only resembles one which another name has exactly.</summary>
    public int[] FindAll(IReadOnlyList<string> wanted)
    {
        var places = new int[wanted.Count];
        var taken = new HashSet<int>();
        for (var i = 0; i < wanted.Count; i++)
        {
            places[i] = _exact.TryGetValue(wanted[i], out var place) && taken.Add(place) ? place : -1;
        }

        var loose = wanted.Select(Key).GroupBy(key => key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (places[i] < 0 && loose[Key(wanted[i])] == 1 && Find(wanted[i]) is { } place && taken.Add(place))
            {
                places[i] = place;
            }
        }

        return places;
    }

    public override string ToString() =>
        string.Join(", ", _names.Take(Shown).Select(name => $"\"{CsvText.Shown(name)}\"")) + (_names.Count > Shown ? ", …" : "");

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
