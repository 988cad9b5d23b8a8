using System.Globalization;

namespace Perceptron.Tables;

/// <summary>Values of .NET as cells. A value becomes what a file would have in its place, so that both are read alike.</summary>
internal static class CellValue
{
    /// <summary>Why a value can't be a cell, as what follows its subject; null where it can.</summary>
    public static string? Problem(object? value) => value switch
    {
        null or DBNull or bool or char or string or decimal or DateTime or DateOnly or DateTimeOffset or Enum => null,
        byte or sbyte or short or ushort or int or uint or long or ulong => null,
        double number when double.IsFinite(number) => null,
        float number when float.IsFinite(number) => null,
        Half number when Half.IsFinite(number) => null,
        double or float or Half => NotFinite,
        _ => $"is of the type {value.GetType().Name}; a text, a number, a bool, a date, a value of an enumeration, or null for a gap is needed.",
    };

    public const string NotFinite = "is not finite; write null for a gap.";

    /// <summary>Adds a value without <see cref="Problem"/>.</summary>
    public static void Add(CellColumnBuilder column, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                column.AddGap();
                break;
            case string text:
                column.Add(text);
                break;
            case bool flag:
                column.Add(Text(flag));
                break;
            case char character:
                column.Add([character]);
                break;
            case DateTime time:
                column.Add(Text(time));
                break;
            case DateOnly date:
                column.Add(Text(date));
                break;
            case DateTimeOffset time:
                column.Add(Text(time.DateTime));
                break;
            case decimal number:
                AddDecimal(column, number);
                break;
            case Enum one:
                column.Add(one.ToString());
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong:
                column.Add(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                column.Add(Convert.ToDouble(value is Half half ? (double)half : value, CultureInfo.InvariantCulture));
                break;
        }
    }

    public static void AddDecimal(CellColumnBuilder column, decimal number) => column.Add(number.ToString(CultureInfo.InvariantCulture));

    public static string Text(bool flag) => flag ? "true" : "false";

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(DateTime time) =>
        time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
