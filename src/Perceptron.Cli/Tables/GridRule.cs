namespace Perceptron.Cli.Tables;

/// <summary>What the command line says of a grid: l2=0.01,0.1 or l2=0.001..1:7, and hidden=0,16,16-8.</summary>
internal static class GridRule
{
    /// <summary>For the help of the option.</summary>
    public const string Description =
        "Values to try, all combinations of them: l2=0.01,0.1, or l2=0.001..1:7 for 7 values with equal ratios; and hidden=0,16,16-8 for none, a hidden layer of 16, and two. Give it again for the other.";

    /// <summary>Adds the values of some texts to a grid.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="grid">The grid; then the one with the values.</param>
    /// <returns>Null, or what is wrong, as a sentence.</returns>
    public static string? Read(IEnumerable<string> texts, ref Grid grid)
    {
        foreach (var text in texts)
        {
            try
            {
                grid = Add(grid, text);
                if (grid.Count > 10_000)
                {
                    return $"the grid has {grid.Count} combinations; 10000 is the maximum.";
                }
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException)
            {
                return $"\"{text}\": {ErrorText.OneLine(exception)}";
            }
        }

        return null;
    }

    private static Grid Add(Grid grid, string text) => text.Split('=', 2) switch
    {
        ["l2", var values] => grid.WithL2([.. values.Split(',').SelectMany(Penalties)]),
        ["hidden", var values] => grid.WithHidden([.. values.Split(',').Select(Layers)]),
        _ => throw new FormatException("l2=VALUES or hidden=VALUES is needed."),
    };

    private static double[] Penalties(string text)
    {
        if (text.Split("..") is not [var from, var rest])
        {
            return [Number(text, isRange: false)];
        }

        return rest.Split(':') is [var to, var count] && StrictNumber.ReadWhole(count, out var steps) is null && steps is >= 2 and <= 1000
            ? Grid.Logarithmic(Number(from, isRange: true), Number(to, isRange: true), (int)steps)
            : throw new FormatException("a range is FROM..TO:COUNT with 2 to 1000 values, such as 0.001..1:7.");
    }

    private static double Number(string text, bool isRange) =>
        StrictNumber.ReadFraction(text, out var value) is { } problem ? throw new FormatException(problem)
        : value < 0 || (isRange && value == 0) ? throw new FormatException($"{text} must be {(isRange ? "above 0 in a range" : "at least 0")}.")
        : value;

    private static int[] Layers(string text) => text == "0" ? [] : [.. text.Split('-').Select(neurons =>
        StrictNumber.ReadWhole(neurons, out var value) is { } problem ? throw new FormatException(problem)
        : value is >= 1 and <= 100_000 ? (int)value
        : throw new FormatException("a hidden layer has from 1 to 100000 neurons; 0 alone is for none."))];
}
