using System.Globalization;
using Perceptron.Tables;

namespace Perceptron.Playground.Classifiers;

/// <summary>A date, with a time if those of the training rows have one.</summary>
public sealed class DateColumn : FormColumn
{
    internal DateColumn(DateEncoder encoder)
        : base(encoder)
    {
        var (year, month, day, hour) = (encoder.Parts[0], encoder.Parts[1], encoder.Parts[2], encoder.Parts[4]);
        (FirstYear, LastYear, HasTime) = (Whole(year.Min, 1, 9999), Whole(year.Max, 1, 9999), hour.Max > 0);
        var first = new DateTime(Whole(year.Fill, 1, 9999), Whole(month.Fill, 1, 12), 1, 0, 0, 0, DateTimeKind.Unspecified);
        Date = first.AddDays(Whole(day.Fill, 1, DateTime.DaysInMonth(first.Year, first.Month)) - 1);
        Date = HasTime ? Date.AddMinutes(Whole(60 * hour.Fill, 0, (24 * 60) - 1)) : Date;
    }

    public int FirstYear { get; }

    public int LastYear { get; }

    public bool HasTime { get; }

    /// <summary>It begins with the parts that stand for a gap, as near as a date can have them.</summary>
    public DateTime Date { get; private set; }

    /// <summary>As a browser's field has it.</summary>
    public override string Text => Date.ToString(HasTime ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override object Value => Date;

    protected override bool TryRead(string text)
    {
        var isDate = DateText.TryParse(text, out var date);
        if (isDate)
        {
            Date = date;
            Changed();
        }

        return isDate;
    }

    private static int Whole(double number, int from, int to) => (int)Math.Clamp(Math.Round(number), from, to);
}
