using System.Globalization;
using System.Text.RegularExpressions;

namespace Perceptron.Cli;

/// <summary>
/// Numbers on the command line: the same in every country. A point is the decimal mark, and there are no marks for thousands, no spaces,
/// no plus sign and no infinity. Anything else is refused, never understood as another number.
/// </summary>
internal static partial class StrictNumber
{
    /// <summary>Reads a whole number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    /// <returns>Null, or what is wrong, as a sentence.</returns>
    public static string? ReadWhole(string text, out long value)
    {
        value = 0;
        return !Whole().IsMatch(text) ? $"\"{text}\" is not a whole number here{Advice(text, Whole())}."
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) ? null
            : $"{text} is too large; whole numbers are from {long.MinValue} to {long.MaxValue}.";
    }

    /// <summary>Reads a finite number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    /// <returns>Null, or what is wrong, as a sentence.</returns>
    public static string? ReadFraction(string text, out double value)
    {
        value = 0;
        if (!Fraction().IsMatch(text))
        {
            return $"\"{text}\" is not a number here{Advice(text, Fraction())}.";
        }

        value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return !double.IsFinite(value) ? $"{text} is too large; numbers are up to {double.MaxValue.ToString("R", CultureInfo.InvariantCulture)}."
            : value == 0 && text.TakeWhile(character => character is not 'e' and not 'E').Any(digit => digit is >= '1' and <= '9') ? $"{text} is too small; it would be 0."
            : null;
    }

    /// <summary>How to write what was perhaps meant.</summary>
    private static string Advice(string text, Regex form)
    {
        var plain = text.Trim().Replace('−', '-').TrimStart('+').Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal);
        var grouped = plain.Replace(' ', ',').Replace('\'', ',').Replace('’', ',');
        string[] meanings =
        [
            .. new[] { plain, plain.Replace(',', '.').TrimEnd('.'), Thousands().IsMatch(grouped) ? grouped.Replace(",", "", StringComparison.Ordinal) : "" }
                .Distinct().Where(meaning => form.IsMatch(meaning)),
        ];
        return meanings.Length > 0 ? $"; write {string.Join(" or ", meanings)}" : "";
    }

    [GeneratedRegex(@"\A-?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A-?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\A-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?\z")]
    private static partial Regex Thousands();
}
