using System.Globalization;

namespace Perceptron.Playground.Views;

/// <summary>Numbers as people type them.</summary>
public static class Numbers
{
    /// <summary>
    /// Takes a decimal point or comma, exponents, and either minus sign. Infinity, NaN, and a comma that may be a mark for thousands, as
    /// in "1,000", are refused.
    /// </summary>
    public static bool TryParse(string? text, out double value)
    {
        value = 0;
        return text is not null && !HasThousands(text)
            && double.TryParse(text.Trim().Replace(',', '.').Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>Three digits behind the comma, and before it a whole number above 0.</summary>
    private static bool HasThousands(string text)
    {
        var rest = text.AsSpan().TrimEnd();
        if (rest.Length < 5 || rest[^4] != ',' || rest[^3..].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var before = rest[..^4];
        return before[(before.LastIndexOfAnyExceptInRange('0', '9') + 1)..].ContainsAnyInRange('1', '9');
    }
}
