namespace Perceptron.Cli.Tables;

/// <summary>What the command line says of a column: NAME=KIND, and rules behind colons, as age=number:median:indicator.</summary>
internal static class ColumnRule
{
    /// <summary>For the help of the option.</summary>
    public const string Description =
        "What a column is, as age=number:median. Kinds: number, category, boolean, date, ignored. Rules for gaps: mean, median, most-frequent, zeros, refused, fill=VALUE, and indicator. "
        + "For numbers: unit (from 0 to 1), raw. For categories: min=N, other, known (refuses levels that were not there). Give it again for another column.";

    private static readonly string[] Kinds = ["number", "category", "boolean", "date", "ignored"];

    /// <summary>Reads a rule.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="column">What it is taken for.</param>
    /// <returns>Null, or what is wrong, as a sentence.</returns>
    public static string? Read(string text, out string name, out Column? column)
    {
        (name, column) = ("", null);
        var at = 0;
        do
        {
            at = text.IndexOf('=', at) + 1;
        }
        while (at > 0 && !Kinds.Any(kind => Starts(text[at..], kind)));

        if (at <= 1)
        {
            return $"\"{text}\" is not NAME=KIND; kinds are {string.Join(", ", Kinds)}.";
        }

        name = text[..(at - 1)];
        try
        {
            column = Of(text[at..].Split(':'));
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return $"\"{text}\": {ErrorText.OneLine(exception)}";
        }
    }

    private static bool Starts(string text, string kind) =>
        text.StartsWith(kind, StringComparison.Ordinal) && (text.Length == kind.Length || text[kind.Length] == ':');

    private static Column Of(string[] words)
    {
        var kind = words[0];
        Gaps? gaps = null;
        var (scaling, unseen, minCount, hasIndicator) = (Scaling.Standardized, Unseen.Zeros, 1, false);
        foreach (var word in words.Skip(1))
        {
            switch (word)
            {
                case "mean": gaps = Gaps.Mean; break;
                case "median": gaps = Gaps.Median; break;
                case "most-frequent": gaps = Gaps.MostFrequent; break;
                case "zeros": gaps = Gaps.Zeros; break;
                case "refused": gaps = Gaps.Refused; break;
                case "indicator": hasIndicator = true; break;
                case "unit" when kind == "number": scaling = Scaling.UnitInterval; break;
                case "raw" when kind == "number": scaling = Scaling.None; break;
                case "other" when kind == "category": unseen = Unseen.Other; break;
                case "known" when kind == "category": unseen = Unseen.Refused; break;
                case ['m', 'i', 'n', '=', .. var least] when kind == "category":
                    minCount = StrictNumber.ReadWhole(least, out var count) is { } problem ? throw new FormatException(problem)
                        : count is >= 1 and <= int.MaxValue ? (int)count : throw new FormatException($"min must be at least 1; it is {least}.");
                    break;
                case ['f', 'i', 'l', 'l', '=', .. var value]:
                    gaps = kind is not "number" ? Gaps.Constant(value)
                        : StrictNumber.ReadFraction(value, out var number) is { } wrong ? throw new FormatException(wrong)
                        : Gaps.Constant(number);
                    break;
                default:
                    throw new FormatException($"a column of kind {kind} has no rule \"{word}\".");
            }
        }

        if (hasIndicator)
        {
            gaps = (gaps ?? (kind is "number" or "date" ? Gaps.Mean : kind == "boolean" ? Gaps.MostFrequent : Gaps.Zeros)).WithIndicator();
        }

        return kind switch
        {
            "number" => Column.Number(scaling, gaps),
            "category" => Column.Category(minCount, unseen, gaps),
            "boolean" => Column.Boolean(gaps),
            "date" => Column.Date(gaps),
            _ => words.Length == 1 ? Column.Ignored : throw new FormatException("an ignored column has no rules."),
        };
    }
}
