using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>How often each text is there, up to a number of different ones; beyond it all are forgotten.</summary>
internal sealed class LevelSummary(int most)
{
    private const int None = -1;
    private const int Mixed = -2;

    /// <summary>Whole numbers from 0 on that are counted by their value.</summary>
    private const int Small = 1024;

    private const int Run = 512;

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

    [MethodImpl(Kernel.Loop)]
    private void AddNumbers(NumberCells cells, int[]? labels)
    {
        if (AreMoreThan(most, cells))
        {
            Forget();
            return;
        }

        // A number and its form are a text, which needn't be written to be counted. Few whole numbers are found without a search.
        var known = new Dictionary<(double, byte), Counted>();
        var small = new Counted[Small];
        Span<double> values = stackalloc double[Run];
        Span<byte> forms = stackalloc byte[Run];
        for (var row = 0; row < cells.Count; row++)
        {
            var at = row % Run;
            if (at == 0)
            {
                var run = Math.Min(Run, cells.Count - row);
                cells.Read(row, values[..run], forms[..run]);
            }

            if (forms[at] == NumberCells.Written)
            {
                Add(cells.Text(row), 1, labels is null ? None : labels[row]);
            }
            else if (forms[at] != NumberCells.Gap)
            {
                ref var counted = ref forms[at] == 0 && values[at] is >= 0 and < Small
                    ? ref small[(int)values[at]]
                    : ref CollectionsMarshal.GetValueRefOrAddDefault(known, (values[at], forms[at]), out _);
                counted.Row = row;
                Increment(ref counted.Count, ref counted.Told, labels, row);
            }

            if (AreTooMany || known.Count > most)
            {
                Forget();
                return;
            }
        }

        foreach (var counted in small.Where(counted => counted.Count > 0).Concat(known.Values))
        {
            Add(cells.Text(counted.Row), counted.Count, counted.Told);
        }
    }

    /// <summary>Whether there are more different numbers for certain: as many different hashes of few bits. A gap counts as one.</summary>
    [MethodImpl(Kernel.Loop)]
    private static bool AreMoreThan(int most, NumberCells cells)
    {
        const int HashBits = 18;
        var (seen, count) = (new ulong[(1 << HashBits) / 64], 0);
        Span<double> values = stackalloc double[Run];
        Span<byte> forms = stackalloc byte[Run];
        for (var row = 0; row < cells.Count && count <= most + 1; row += Run)
        {
            var run = values[..Math.Min(Run, cells.Count - row)];
            cells.Read(row, run, forms[..run.Length]);
            foreach (var value in run)
            {
                var hash = (int)(NumberSummary.HashOf(value) >> (64 - HashBits));
                ref var bits = ref seen[hash / 64];
                var bit = 1UL << (hash % 64);
                count += (bits & bit) == 0 ? 1 : 0;
                bits |= bit;
            }
        }

        return count > most + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Increment(ref long count, ref int told, int[]? labels, int row)
    {
        var label = labels is null ? None : labels[row];
        told = count == 0 || told == label ? label : Mixed;
        count++;
    }

    /// <summary>A number, one of its rows, how often it is there, and with which value of the label.</summary>
    private struct Counted
    {
        public int Row;
        public long Count;
        public int Told;
    }

    private sealed class Level
    {
        public long Count { get; set; }

        public int Label { get; set; }
    }
}
