using System.Globalization;

namespace Perceptron.Tables;

/// <summary>Dates as ISO 8601 has them, and their parts.</summary>
internal static class DateText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        .. from between in new[] { "'T'", " " }
           from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }
           from offset in new[] { "", "zzz", "'Z'" }
           select $"yyyy-MM-dd{between}{time}{offset}",
    ];

    /// <summary>The parts that a date becomes.</summary>
    public static IReadOnlyList<string> Parts { get; } = Array.AsReadOnly(["year", "month", "day", "weekday", "hour"]);

    /// <summary>Reads a date, with or without a time; an offset is left out.</summary>
    public static bool TryParse(string? text, out DateTime date)
    {
        var isDate = TryParseTime(text, out var time);
        date = time.DateTime;
        return isDate;
    }

    /// <summary>Reads a date, with or without a time; one without an offset is of UTC.</summary>
    public static bool TryParseTime(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is { Length: >= 10 and <= 40 } && char.IsAsciiDigit(text[0]) && text[4] == '-'
            && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    /// <summary>A part of a date.</summary>
    public static double Part(DateTime date, int part) => part switch
    {
        0 => date.Year,
        1 => date.Month,
        2 => date.Day,
        3 => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek,
        _ => date.TimeOfDay.TotalHours,
    };
}
