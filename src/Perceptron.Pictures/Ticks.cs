using System.Globalization;

namespace Perceptron;

/// <summary>An axis: its name, and numbers along it.</summary>
/// <param name="Name">The name of the quantity.</param>
/// <param name="Labels">Places in pixels from the left or from the top, and the numbers there.</param>
internal sealed record Ticks(string Name, IReadOnlyList<(double Place, string Text)> Labels)
{
    private const int MaxCount = 6;
    private const int Gap = 8;

    /// <summary>Round numbers along an axis to the right.</summary>
    /// <param name="name">The name of the axis.</param>
    /// <param name="from">The number at the left end.</param>
    /// <param name="to">The number at the right end.</param>
    /// <param name="minStep">The least distance of two numbers.</param>
    /// <param name="place">The pixel of a number.</param>
    public static Ticks Across(string name, double from, double to, double minStep, Func<double, double> place) =>
        new(name, Fitting(from, to, minStep, place, text => ScaleBar.TextWidth(text)));

    /// <summary>Round numbers along an axis upwards or downwards.</summary>
    /// <param name="name">The name of the axis.</param>
    /// <param name="from">The lowest number.</param>
    /// <param name="to">The highest number.</param>
    /// <param name="minStep">The least distance of two numbers.</param>
    /// <param name="place">The pixel of a number.</param>
    public static Ticks Up(string name, double from, double to, double minStep, Func<double, double> place) =>
        new(name, Fitting(from, to, minStep, place, _ => ScaleBar.TextHeight));

    /// <summary>As many numbers as have room.</summary>
    private static (double Place, string Text)[] Fitting(double from, double to, double minStep, Func<double, double> place, Func<string, double> length)
    {
        for (var count = MaxCount; count > 0; count--)
        {
            var labels = Round(from, to, minStep, count).Select(number => (Place: place(number.Value), number.Text)).ToArray();
            if (labels.Zip(labels.Skip(1)).All(pair => Math.Abs(pair.Second.Place - pair.First.Place) >= ((length(pair.First.Text) + length(pair.Second.Text)) / 2) + Gap))
            {
                return labels;
            }
        }

        return [];
    }

    /// <summary>Multiples of 1, 2 or 5 times a power of ten.</summary>
    private static IEnumerable<(double Value, string Text)> Round(double from, double to, double minStep, int count)
    {
        var raw = Math.Max((to - from) / count, minStep);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw <= power ? 1 : raw <= 2 * power ? 2 : raw <= 5 * power ? 5 : 10);
        var decimals = (int)Math.Max(0, -Math.Floor(Math.Log10(step) + 1e-9));
        var first = Math.Ceiling(from / step);
        for (var i = 0; i <= count && (first + i) * step <= to; i++)
        {
            var value = (first + i) * step;
            yield return (value, value == 0 ? "0"
                : decimals > 4 || Math.Abs(value) >= 1e6 ? value.ToString("G6", CultureInfo.InvariantCulture)
                : value.ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture));
        }
    }
}
