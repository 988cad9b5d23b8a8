using System.Globalization;
using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>
/// Numbers as people write them in tables, and nothing else: a sign, digits, a decimal mark, an exponent. No separators of thousands, no
/// "NaN", no hexadecimal digits, and nothing that is infinite as a double.
/// </summary>
internal static class NumberText
{
    /// <summary>The form of a number whose text is not its digits with a number of decimals.</summary>
    public const int Irregular = -1;

    /// <summary>A decimal number of as many digits is told apart from all others by its double.</summary>
    private const int SafeDigits = 15;

    private static readonly double[] Divisors = [.. Enumerable.Range(0, 256).Select(i => i < 23 ? double.Parse($"1e{i}", CultureInfo.InvariantCulture) : 1)];

    /// <summary>Reads a number; blanks around it are allowed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="value">The nearest double.</param>
    /// <param name="decimals">How many digits stand behind the mark, if the text is the value with as many decimals; else <see cref="Irregular"/>.</param>
    /// <returns>Whether it is a number, and a finite one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, char mark, out double value, out int decimals)
    {
        var trimmed = text.Trim(' ');
        var isRegular = trimmed.Length == text.Length;
        var at = 0;
        var isNegative = trimmed.Length > 0 && trimmed[0] == '-';
        if (trimmed.Length > 0 && trimmed[0] is '-' or '+')
        {
            isRegular &= isNegative;
            at++;
        }

        var (first, whole, fraction, digits) = (at, 0, 0, 0L);
        for (; at < trimmed.Length && char.IsAsciiDigit(trimmed[at]); at++, whole++)
        {
            digits = whole < 18 ? (10 * digits) + (trimmed[at] - '0') : digits;
        }

        isRegular &= whole == 1 || (whole > 1 && trimmed[first] != '0');
        if (at < trimmed.Length && trimmed[at] == mark)
        {
            for (at++; at < trimmed.Length && char.IsAsciiDigit(trimmed[at]); at++, fraction++)
            {
                digits = whole + fraction < 18 ? (10 * digits) + (trimmed[at] - '0') : digits;
            }

            isRegular &= fraction > 0;
        }

        (value, decimals) = (0, Irregular);
        if (whole + fraction == 0)
        {
            return false;
        }

        if (at == trimmed.Length && whole + fraction <= SafeDigits)
        {
            // Both are exact as doubles, and so their quotient is rounded once (W. D. Clinger, 1990).
            value = digits / Divisors[fraction];
            value = isNegative ? -value : value;
            decimals = isRegular && !(isNegative && digits == 0) ? fraction : Irregular;
            return true;
        }

        return SkipExponent(trimmed, at) == trimmed.Length && Parse(trimmed, mark, out value) && double.IsFinite(value);
    }

    /// <summary>Reads the usual number: a sign, up to nine digits, a mark among them, and nothing besides.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="digits">The digits with their sign; the number is digits / 10^decimals.</param>
    /// <param name="decimals">How many digits stand behind the mark.</param>
    /// <returns>Whether it is such a number, and its text is digits / 10^decimals with as many decimals.</returns>
    [MethodImpl(Kernel.Loop)]
    public static bool TryParseDigits(ReadOnlySpan<char> text, char mark, out int digits, out int decimals)
    {
        (digits, decimals) = (0, 0);
        var first = text.Length > 0 && text[0] == '-' ? 1 : 0;
        if (text.Length - first is < 1 or > 10)
        {
            return false;
        }

        var (at, value) = (first, 0L);
        for (; at < text.Length && (uint)(text[at] - '0') is <= 9 and var digit; at++)
        {
            value = (10 * value) + digit;
        }

        var whole = at - first;
        if (at < text.Length && text[at] == mark)
        {
            for (at++; at < text.Length && (uint)(text[at] - '0') is <= 9 and var digit; at++)
            {
                value = (10 * value) + digit;
            }

            decimals = at - first - whole - 1;
            if (decimals == 0)
            {
                return false;
            }
        }

        digits = (int)(first > 0 ? -value : value);
        return at == text.Length && (whole == 1 || (whole > 1 && text[first] != '0')) && value <= int.MaxValue && !(first > 0 && value == 0);
    }

    /// <summary>10^decimals, up to 22; 1 for all else, such as a gap.</summary>
    public static double Divisor(byte decimals) => Divisors[decimals];

    /// <summary>The text of a number that has a regular form.</summary>
    public static string Text(double value, int decimals, char mark)
    {
        Span<char> buffer = stackalloc char[32];
        Span<char> format = ['F', '0', '0'];
        (format[1], format[2]) = ((char)('0' + (decimals / 10)), (char)('0' + (decimals % 10)));
        value.TryFormat(buffer, out var length, format, CultureInfo.InvariantCulture);
        return WithMark(buffer[..length], mark);
    }

    /// <summary>The shortest text that reads as the same double.</summary>
    public static string Shortest(double value, char mark) => WithMark(value.ToString("R", CultureInfo.InvariantCulture).AsSpan(), mark);

    /// <summary>Whether a text is the shortest of its number.</summary>
    public static bool IsShortest(ReadOnlySpan<char> text, double value, char mark)
    {
        Span<char> buffer = stackalloc char[32];
        value.TryFormat(buffer, out var length, "R", CultureInfo.InvariantCulture);
        var shortest = buffer[..length];
        if (mark != '.')
        {
            shortest.Replace('.', mark);
        }

        return shortest.SequenceEqual(text);
    }

    private static string WithMark(ReadOnlySpan<char> text, char mark) => mark == '.' ? text.ToString() : text.ToString().Replace('.', mark);

    private static int SkipExponent(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length || text[at] is not ('e' or 'E'))
        {
            return at;
        }

        at += at + 1 < text.Length && text[at + 1] is '-' or '+' ? 2 : 1;
        var first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at > first ? at : -1;
    }

    private static bool Parse(ReadOnlySpan<char> text, char mark, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return mark == '.'
            ? double.TryParse(text, Style, CultureInfo.InvariantCulture, out value)
            : double.TryParse(text.ToString().Replace(mark, '.'), Style, CultureInfo.InvariantCulture, out value);
    }
}
