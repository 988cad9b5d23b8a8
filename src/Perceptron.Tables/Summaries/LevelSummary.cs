namespace Perceptron.Tables;

/// <summary>How often each text is there, up to a number of different ones; beyond it all are forgotten.</summary>
internal sealed class LevelSummary(int most)
{
    private const int None = -1;
    private const int Mixed = -2;

    private readonly Dictionary<string, Level> _levels = new(StringComparer.Ordinal);

    /// <summary>Whether there are more than are kept.</summary>
    public bool AreTooMany { get; private set; }

    /// <summary>The different texts; 0 where there are too many.</summary>
    public int Count => _levels.Count;

    /// <summary>The most different texts that are kept.</summary>
    public int Most => most;

    /// <summary>Whether each text is there with one value of the label alone.</summary>
    public bool TellsLabel => _levels.Values.All(level => level.Label >= 0);

    public IEnumerable<string> Texts => _levels.Keys;

    public long CountOf(string text) => _levels.TryGetValue(text, out var level) ? level.Count : 0;

    /// <summary>All texts with their numbers, the most frequent first, of equal ones the first by ordinal order.</summary>
    public IEnumerable<(string Text, long Count)> Ordered() =>
        _levels.OrderByDescending(level => level.Value.Count).ThenBy(level => level.Key, StringComparer.Ordinal).Select(level => (level.Key, level.Value.Count));

    /// <summary>Adds a text that is there a number of times.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">How often.</param>
    /// <param name="label">The value of the label in all of these rows, by its code; −1 where there is none, −2 where there are several.</param>
    public void Add(string text, long count, int label)
    {
        if (AreTooMany)
        {
            return;
        }

        if (!_levels.TryGetValue(text, out var level))
        {
            if (_levels.Count == most)
            {
                Forget();
                return;
            }

            _levels.Add(text, level = new Level { Label = label });
        }

        level.Count += count;
        level.Label = level.Label == label ? label : Mixed;
    }

    /// <summary>Adds the cells of a column.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="labels">The code of the label for each row; null where there is none.</param>
    public void Add(CellColumn cells, int[]? labels)
    {
        if (cells is CodedCells coded)
        {
            AddCoded(coded, labels);
        }
        else
        {
            AddNumbers((NumberCells)cells, labels);
        }
    }

    public void Merge(LevelSummary other, int[] labels)
    {
        if (other.AreTooMany)
        {
            Forget();
            return;
        }

        foreach (var (text, level) in other._levels)
        {
            Add(text, level.Count, level.Label < 0 ? level.Label : labels[level.Label]);
        }
    }

    private void Forget()
    {
        AreTooMany = true;
        _levels.Clear();
        _levels.TrimExcess();
    }

    private void AddCoded(CodedCells cells, int[]? labels)
    {
        var (counts, told) = (new long[cells.Levels.Length], new int[cells.Levels.Length]);
        Array.Fill(told, None);
        var codes = cells.Codes;
        for (var row = 0; row < codes.Length; row++)
        {
            if (codes[row] is >= 0 and var code)
            {
                Increment(ref counts[code], ref told[code], labels, row);
            }
        }

        for (var code = 0; code < counts.Length && !AreTooMany; code++)
        {
            if (counts[code] > 0)
            {
                Add(cells.Levels[code], counts[code], told[code]);
            }
        }
    }

    private void AddNumbers(NumberCells cells, int[]? labels)
    {
        // A number and its form are a text, which needn't be written to be counted.
        var known = new Dictionary<(double, byte), int>();
        var (places, counts, told) = (new List<int>(), new List<long>(), new List<int>());
        for (var row = 0; row < cells.Count && !AreTooMany; row++)
        {
            var form = cells.Forms[row];
            if (form == NumberCells.Gap)
            {
                continue;
            }

            var (count, label) = (0L, None);
            if (form == NumberCells.Written)
            {
                Increment(ref count, ref label, labels, row);
                Add(cells.Text(row), count, label);
                continue;
            }

            if (!known.TryGetValue((cells.Values[row], form), out var place))
            {
                if (known.Count == most)
                {
                    Forget();
                    return;
                }

                place = places.Count;
                known.Add((cells.Values[row], form), place);
                places.Add(row);
                counts.Add(0);
                told.Add(None);
            }

            (count, label) = (counts[place], told[place]);
            Increment(ref count, ref label, labels, row);
            (counts[place], told[place]) = (count, label);
        }

        for (var i = 0; i < places.Count && !AreTooMany; i++)
        {
            Add(cells.Text(places[i]), counts[i], told[i]);
        }
    }

    private static void Increment(ref long count, ref int told, int[]? labels, int row)
    {
        var label = labels is null ? None : labels[row];
        told = count == 0 || told == label ? label : Mixed;
        count++;
    }

    private sealed class Level
    {
        public long Count { get; set; }

        public int Label { get; set; }
    }
}
