using System.Globalization;

namespace Perceptron.Cli.Gates;

/// <summary>Numbers for tables and diagrams: few digits, whatever their size, and a true minus sign.</summary>
internal static class NumberText
{
    /// <summary>A fixed number of decimals; very large numbers as 1.5e12.</summary>
    public static string Fixed(double value, int decimals) =>
        Math.Abs(value) >= 1e6 ? Exponential(value) : WithMinus(value.ToString($"F{decimals}", CultureInfo.InvariantCulture));

    /// <summary>A weight with two decimals; very large and very small weights as 1.2e−4.</summary>
    public static string Weight(double value) =>
        Math.Abs(value) >= 1e5 || (value != 0 && Math.Abs(value) < 0.005) ? Exponential(value) : Fixed(value, 2);

    /// <summary>A number below 10 as a subscript.</summary>
    public static char Subscript(int number) => (char)('₀' + number);

    private static string Exponential(double value) => WithMinus(value.ToString("0.#e0", CultureInfo.InvariantCulture));

    private static string WithMinus(string text) =>
        (text.StartsWith('-') && text.AsSpan().IndexOfAnyExcept("-0.") < 0 ? text[1..] : text).Replace('-', '−');
}
