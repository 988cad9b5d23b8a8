using System.Globalization;
using System.Text;

namespace Perceptron.Bench.Compare;

/// <summary>
/// The table of results: our time, another side's time, and the ratio of the two, by the minimum and by the median of the
/// repeats.
/// </summary>
internal sealed class Report
{
    private static readonly string[] Header =
        ["", "what", "ours: min / median", "against", "its: min / median", "ratio by min", "by median", "target", "reached"];

    private readonly List<string[]> _rows = [];
    private readonly List<Entry> _entries = [];

    /// <summary>All comparisons with another side that was there.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Adds another side's time over ours: 10 means that we are ten times as fast.</summary>
    /// <param name="point">The number of the point.</param>
    /// <param name="what">The work that is measured.</param>
    /// <param name="ours">Our side.</param>
    /// <param name="other">The other side.</param>
    /// <param name="target">The smallest ratio to reach; null for none.</param>
    /// <param name="scale">How to write a quantity other than seconds; null for seconds.</param>
    public void Compare(int point, string what, Side ours, Side other, double? target = null, Func<double, string>? scale = null)
    {
        scale ??= Seconds;
        if (ours.Absence is not null)
        {
            Add(point, what, $"failed: {ours.Absence}", other.Name, "", "", "", AtLeast(target), "no");
            return;
        }

        if (other.Absence is not null)
        {
            Add(point, what, Pair(ours, scale), other.Name, "absent", "", "", AtLeast(target), "");
            return;
        }

        var (min, median) = (other.Min / ours.Min, other.Median / ours.Median);
        _entries.Add(new(point, what, ours.Min, other.Name, other.Min, min, median));
        Add(point, what, Pair(ours, scale), other.Name, Pair(other, scale), Ratio(min), Ratio(median), AtLeast(target), Reached(target, min, median));
    }

    /// <summary>Adds a figure that is not compared.</summary>
    public void Value(int point, string what, string value, string target = "", bool? reached = null) =>
        Add(point, what, value, "", "", "", "", target, reached switch { true => "yes", false => "no", null => "" });

    /// <summary>Adds a figure beside that of another side.</summary>
    public void Values(int point, string what, string ours, string against, string its, string target = "", bool? reached = null) =>
        Add(point, what, ours, against, its, "", "", target, reached switch { true => "yes", false => "no", null => "" });

    /// <summary>The table in Markdown, its columns aligned.</summary>
    public override string ToString()
    {
        var widths = Header.Select((title, column) => _rows.Select(row => row[column].Length).Append(title.Length).Append(3).Max()).ToArray();
        var text = new StringBuilder();
        Line(Header);
        Line([.. widths.Select(width => new string('-', width))]);
        foreach (var row in _rows)
        {
            Line(row);
        }

        return text.ToString();

        void Line(string[] cells)
        {
            text.Append("| ").AppendJoin(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
        }
    }

    /// <summary>A time in the unit that suits it.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        >= 1 => $"{Digits(seconds)} s",
        >= 1e-3 => $"{Digits(seconds * 1e3)} ms",
        _ => $"{Digits(seconds * 1e6)} µs",
    };

    /// <summary>Memory in MB, a million bytes each.</summary>
    public static string Megabytes(double bytes) => $"{Digits(bytes / 1e6)} MB";

    /// <summary>Three significant digits.</summary>
    public static string Digits(double value) =>
        value.ToString(value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    private static string Pair(Side side, Func<double, string> scale) => $"{scale(side.Min)} / {scale(side.Median)}";

    /// <summary>A ratio, below 1 as 1/2.5.</summary>
    public static string Ratio(double ratio) => ratio >= 1 ? Digits(ratio) : $"1/{Digits(1 / ratio)}";

    private static string AtLeast(double? target) => target is { } least ? $"≥ {(least >= 1 ? least : $"1/{1 / least}")}" : "";

    private static string Reached(double? target, double min, double median) => target is not { } least ? "" : (min >= least, median >= least) switch
    {
        (true, true) => "yes",
        (false, false) => "no",
        (true, false) => "by min only",
        (false, true) => "by median only",
    };

    private void Add(int point, params string[] cells) => _rows.Add([point.ToString(CultureInfo.InvariantCulture), .. cells]);
}
