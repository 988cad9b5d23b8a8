using System.Globalization;
using System.Text.RegularExpressions;

namespace Perceptron.Playground.Views;

/// <summary>Numbers as people type them.</summary>
public static partial class Numbers
{
    /// <summary>
    /// Takes a decimal point or comma, exponents, and either minus sign. Infinity, NaN, and a comma that may be a mark for thousands, as
    /// in "1,000", are refused.
    /// </summary>
    public static bool TryParse(string? text, out double value)
    {
        value = 0;
        return text is not null && !Thousands().IsMatch(text)
            && double.TryParse(text.Trim().Replace(',', '.').Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    [GeneratedRegex(@"[1-9][0-9]*,[0-9]{3}\s*$")]
    private static partial Regex Thousands();
}
