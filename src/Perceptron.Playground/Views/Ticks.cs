using System.Globalization;

namespace Perceptron.Playground.Views;

/// <summary>The ticks of an axis and their numbers.</summary>
public static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten that lie from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <param name="most">The maximum number of ticks, at least 2.</param>
    public static double[] Linear(double from, double to, int most)
    {
        if (!(to > from) || !double.IsFinite(to - from))
        {
            return [];
        }

        var step = Step(from, to, most);
        var first = Math.Ceiling((from / step) - 1e-9);
        var last = Math.Floor((to / step) + 1e-9);
        var ticks = new double[(int)(last - first) + 1];
        for (var i = 0; i < ticks.Length; i++)
        {
            // Rounded, since 3 · 0.1 isn't 0.3; and 0 without a minus.
            ticks[i] = double.Parse(((first + i) * step).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0;
        }

        return ticks;
    }

    /// <summary>Powers of ten; with 2 and 5 times them where the axis is short, and not each of them where it is long.</summary>
    public static double[] Logarithmic(double from, double to, int most)
    {
        if (!(from > 0) || !(to > from) || !double.IsFinite(to))
        {
            return [];
        }

        var low = (int)Math.Floor(Math.Log10(from) + 1e-9);
        var high = (int)Math.Ceiling(Math.Log10(to) - 1e-9);
        foreach (var (digits, every) in Densities(high - low, most))
        {
            var ticks = new List<double>();
            for (var power = low; power <= high; power++)
            {
                foreach (var digit in digits)
                {
                    var tick = double.Parse(FormattableString.Invariant($"{digit}e{power}"), CultureInfo.InvariantCulture);
                    if (power % every == 0 && tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9))
                    {
                        ticks.Add(tick);
                    }
                }
            }

            if (ticks.Count <= most)
            {
                return ticks.Count >= 2 ? [.. ticks] : Linear(from, to, most);
            }
        }

        return [];
    }

    /// <summary>A number for an axis or a person: four digits at the most, a true minus sign, powers of ten where it is tiny or huge.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }

        var size = Math.Abs(value);
        var text = size is > 0 and < 0.00095 or >= 1e5
            ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : size < 1 ? value.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString("0.###", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    private static double Step(double from, double to, int most)
    {
        var least = (to - from) / Math.Max(most - 1, 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        foreach (var step in (ReadOnlySpan<double>)[power, 2 * power, 5 * power, 10 * power])
        {
            if (step >= least * (1 - 1e-9))
            {
                return step;
            }
        }

        return 20 * power;
    }

    private static IEnumerable<(int[] Digits, int Every)> Densities(int powers, int most)
    {
        yield return ([1, 2, 5], 1);
        for (var every = 1; every <= Math.Max(1, powers); every++)
        {
            yield return ([1], every);
        }

        yield return ([1], Math.Max(1, most));
    }
}
