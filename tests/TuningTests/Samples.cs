using System.Globalization;
using Perceptron;

namespace TuningTests;

/// <summary>The tables of samples/data, and small ones.</summary>
internal static class Samples
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", $"{name}.csv");

    public static Table Read(string name) => Table.ReadCsv(Path(name));

    /// <summary>A table with a column of texts, and an input beside it.</summary>
    public static Table Of(string name, IEnumerable<string> texts) =>
        Table.ParseCsv($"x,{name}\n" + string.Concat(texts.Select((text, row) => string.Create(CultureInfo.InvariantCulture, $"{row * 7 % 5},{text}\n"))));

    /// <summary>Noisy rows of two answers, with a group and a time in no order.</summary>
    public static Table Noisy(int rows, int groups = 7)
    {
        var lines = Enumerable.Range(0, rows).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Sin(row * 1.7):R},{Math.Cos(row * row * 0.3):R},{"abc"[row % 3]},g{row * 5 % groups},{row * 37 % 101},{(Math.Sin(row * 1.7) + Math.Sin(row * row) > 0 ? "yes" : "no")}"));
        return Table.ParseCsv($"a,b,level,who,time,answer\n{string.Join('\n', lines)}\n");
    }
}
