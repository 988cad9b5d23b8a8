using System.Globalization;
using System.Text;

namespace Perceptron.Bench.Compare;

/// <summary>One comparison with one peer: the other's time over ours.</summary>
internal sealed record Entry(int Point, string What, double Ours, string Peer, double Theirs, double Min, double Median);

/// <summary>The shapes S1 to S10 in one table and one chart: each time against the best peer, whoever wins.</summary>
internal static class Overview
{
    private static readonly string[] s_works = ["an epoch", "the full gradient", "predicting 20,000 rows", "predicting one row"];

    // S8 is MNIST's, which has points of its own.
    private static readonly Dictionary<(int Point, string What), string> s_mnist = new()
    {
        [(1, "an epoch, 1 thread")] = s_works[0],
        [(2, "a step, 1 thread")] = s_works[1],
        [(4, "10,000 images, 1 thread")] = "predicting 10,000 images",
        [(4, "one row (dense)")] = s_works[3],
    };

    /// <summary>Shape, work, and the comparison with the best peer.</summary>
    public static IReadOnlyList<(string Shape, string Work, Entry Best)> Of(IEnumerable<Entry> entries) =>
    [
        .. entries.Where(entry => !entry.Peer.StartsWith("ours", StringComparison.Ordinal) && !entry.Peer.StartsWith("the machine", StringComparison.Ordinal))
            .Select(entry => (Place: PlaceOf(entry), Entry: entry))
            .Where(pair => pair.Place is not null)
            .GroupBy(pair => pair.Place!.Value)
            .OrderBy(group => int.Parse(group.Key.Shape.AsSpan(1), CultureInfo.InvariantCulture))
            .ThenBy(group => Math.Abs(Array.IndexOf(s_works, group.Key.Work) is var at && at >= 0 ? at : 2))
            .Select(group => (group.Key.Shape, group.Key.Work, group.Select(pair => pair.Entry).MinBy(entry => entry.Min)!)),
    ];

    /// <summary>The table in Markdown, with the facts above it.</summary>
    public static string Table(IReadOnlyList<(string Shape, string Work, Entry Best)> rows, string facts)
    {
        var text = new StringBuilder("# Shapes\n\nWritten by `compare` (see README.md), not by hand. Of each shape the time against the best peer, one thread against one; 1/2 means that the peer takes half of ours.\n\n");
        text.Append("![The same as bars](shapes.svg)\n\n").Append(facts).Append('\n');
        text.Append("| shape | work | ours | best peer | its | ratio by min | by median |\n|---|---|---|---|---|---|---|\n");
        foreach (var (shape, work, best) in rows)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {shape} | {work} | {Report.Seconds(best.Ours)} | {best.Peer} | {Report.Seconds(best.Theirs)} | {Report.Ratio(best.Min)} | {Report.Ratio(best.Median)} |\n");
        }

        return text.ToString();
    }

    /// <summary>A bar for each row, from 1 to the ratio by minimum on a logarithmic scale, and a mark at that by median. Bars to the left are those where the peer wins.</summary>
    public static string Chart(IReadOnlyList<(string Shape, string Work, Entry Best)> rows)
    {
        const int left = 230, width = 640, rowHeight = 18, top = 34;
        var ratios = rows.SelectMany(row => new[] { row.Best.Min, row.Best.Median }).ToArray();
        var (low, high) = (Math.Floor(Math.Log10(Math.Min(0.5, ratios.Min()))), Math.Ceiling(Math.Log10(Math.Max(2, ratios.Max()))));
        var height = top + (rows.Count * rowHeight) + 16;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 60}" height="{height}" font-family="system-ui, sans-serif" font-size="12" role="img">
            <title>How many times as fast as the best peer, for each shape and work</title>
            <style>
            text {"{"} fill: #1f2328 {"}"} .line {"{"} stroke: #8c959f {"}"} .ours {"{"} fill: #1450be {"}"} .theirs {"{"} fill: #be1428 {"}"} .median {"{"} stroke: #1f2328; stroke-width: 2 {"}"}
            @media (prefers-color-scheme: dark) {"{"} text {"{"} fill: #e6edf3 {"}"} .ours {"{"} fill: #6ea0ff {"}"} .theirs {"{"} fill: #ff7b86 {"}"} .median {"{"} stroke: #e6edf3 {"}"} {"}"}
            </style>

            """);
        for (var power = (int)low; power <= high; power++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""<line class="line" stroke-width="{(power == 0 ? 2 : 0.5)}" x1="{X(Math.Pow(10, power)):0.0}" x2="{X(Math.Pow(10, power)):0.0}" y1="{top - 6}" y2="{height - 10}"/>""");
            text.Append(CultureInfo.InvariantCulture, $"""<text text-anchor="middle" x="{X(Math.Pow(10, power)):0.0}" y="{top - 12}">{(power < 0 ? $"1/{Math.Pow(10, -power):0}" : $"{Math.Pow(10, power):0}")}</text>""").Append('\n');
        }

        foreach (var (i, (shape, work, best)) in rows.Index())
        {
            var y = top + (i * rowHeight);
            var (from, to) = (X(Math.Min(1, best.Min)), X(Math.Max(1, best.Min)));
            text.Append(CultureInfo.InvariantCulture, $"""<text text-anchor="end" x="{left - 8}" y="{y + 11}">{shape}, {work}</text>""");
            text.Append(CultureInfo.InvariantCulture, $"""<rect class="{(best.Min >= 1 ? "ours" : "theirs")}" x="{from:0.0}" y="{y + 2}" width="{Math.Max(1, to - from):0.0}" height="{rowHeight - 6}"/>""");
            text.Append(CultureInfo.InvariantCulture, $"""<line class="median" x1="{X(best.Median):0.0}" x2="{X(best.Median):0.0}" y1="{y}" y2="{y + rowHeight - 2}"/>""");
            text.Append(CultureInfo.InvariantCulture, $"""<text x="{Math.Max(to, X(best.Median)) + 5:0.0}" y="{y + 11}">{Report.Ratio(best.Min)}</text>""").Append('\n');
        }

        return text.Append("</svg>\n").ToString();

        double X(double ratio) => left + (width * (Math.Log10(ratio) - low) / (high - low));
    }

    private static (string Shape, string Work)? PlaceOf(Entry entry)
    {
        if (s_mnist.TryGetValue((entry.Point, entry.What), out var work))
        {
            return ("S8", work);
        }

        var (comma, colon) = (entry.What.IndexOf(',', StringComparison.Ordinal), entry.What.LastIndexOf(": ", StringComparison.Ordinal));
        return entry.Point == 8 && comma > 0 && colon > 0 ? (entry.What[..comma], entry.What[(colon + 2)..]) : null;
    }
}
