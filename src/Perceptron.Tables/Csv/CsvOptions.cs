using System.Collections.ObjectModel;
using System.Text;
using Perceptron.Support;

namespace Perceptron;

/// <summary>How a CSV file is written. What is not set is found in the file, or is what most files have.</summary>
public sealed class CsvOptions
{
    private readonly char? _separator;
    private readonly char _decimalMark = '.';
    private readonly ReadOnlyCollection<string> _gapTexts = ReadOnlyCollection<string>.Empty;
    private readonly int _batchRows = 65_536;

    /// <summary>What stands between cells. Null, which is the default, takes the one of comma, semicolon, tab and | that the first line has most of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a quote, a letter, a digit, a blank, a sign of numbers, or ends a line.</exception>
    public char? Separator
    {
        get => _separator;
        init => _separator = value is not { } given || !(given is '"' or '\r' or '\n' or ' ' or '.' or '-' or '+' or '#' || given > '~' || (given < ' ' && given != '\t') || char.IsAsciiLetterOrDigit(given))
            ? value
            : throw OutOfRange.Of(nameof(Separator), given, "Of the characters of ASCII only signs such as , ; | and the tab can stand between cells.");
    }

    /// <summary>What stands before the decimals of a number: a point, which is the default, or a comma.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public char DecimalMark
    {
        get => _decimalMark;
        init => _decimalMark = value is '.' or ','
            ? value
            : throw OutOfRange.Of(nameof(DecimalMark), value, "A point or a comma is needed.");
    }

    /// <summary>Further texts that stand for a gap, as "NA", exactly as they are written; none by default: an empty cell alone is a gap.</summary>
    /// <exception cref="ArgumentException">One is null or empty.</exception>
    public IReadOnlyList<string> GapTexts
    {
        get => _gapTexts;
        init
        {
            Guard.NotNull(value, nameof(GapTexts));
            string[] copy = [.. value];
            _gapTexts = copy.Any(string.IsNullOrEmpty)
                ? throw new ArgumentException("A text for gaps is null or empty; an empty cell is a gap anyway.", nameof(GapTexts))
                : new ReadOnlyCollection<string>(copy);
        }
    }

    /// <summary>How bytes become characters. Null, which is the default, takes UTF-8, or UTF-16 where the file begins with its mark; other bytes are refused.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>How many rows a <see cref="TableSource"/> reads at a time at most; 65,536 by default. Wide tables have fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int BatchRows
    {
        get => _batchRows;
        init => _batchRows = Guard.AtLeast(1, value, nameof(BatchRows));
    }

    /// <summary>How many threads may parse; null for one. It changes nothing that is read.</summary>
    public ComputeOptions? Compute { get; init; }

    internal static CsvOptions Default { get; } = new();

    /// <summary>The settings, as "separator found, decimal point, gaps: empty, NA".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"separator {(Separator is { } given ? given == '\t' ? "tab" : Guard.Text(given) : "found")}, decimal {(DecimalMark == '.' ? "point" : "comma")}, gaps: "
        + $"empty{string.Concat(GapTexts.Take(5).Select(text => $", {DisplayText.Safe(text.Length <= 8 ? text : text[..8])}"))}{(Encoding is null ? "" : $", {Encoding.WebName}")}";
}
