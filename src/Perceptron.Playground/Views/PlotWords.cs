using System.Globalization;
using System.Text;
using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Views;

/// <summary>Describes a plot in words, for screen readers.</summary>
public static class PlotWords
{
    public static string OfSurface(Texts texts, PlotGrid grid, Marks marks, string xName, string yName, string zName, double? level)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(marks);
        if (grid.IsEmpty)
        {
            return texts.PlotNothing(zName, texts.PlotAnd(xName, yName));
        }

        var (values, x, y) = (grid.Values, grid.X, grid.Y);
        var (low, high, lowI, lowJ, highI, highJ, above) = (double.PositiveInfinity, double.NegativeInfinity, 0, 0, 0, 0, 0);
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < y.Length; j++)
            {
                var value = values[i, j];
                if (value < low)
                {
                    (low, lowI, lowJ) = (value, i, j);
                }

                if (value > high)
                {
                    (high, highI, highJ) = (value, i, j);
                }

                above += value >= level ? 1 : 0;
            }
        }

        var axes = texts.PlotAnd(texts.PlotRange(xName, Brief(x[0]), Brief(x[^1])), texts.PlotRange(yName, Brief(y[0]), Brief(y[^1])));
        var words = new StringBuilder($"{zName}: {axes}: {texts.PlotLowestAndHighest(Brief(low), Place(lowI, lowJ), Brief(high), Place(highI, highJ))}");
        if (level is { } line)
        {
            var percent = Math.Round(100.0 * above / values.Length).ToString(CultureInfo.InvariantCulture);
            var corners = new[] { (0, 0), (0, y.Length - 1), (x.Length - 1, 0), (x.Length - 1, y.Length - 1) };
            words.Append(' ').Append(texts.PlotShareAbove(Ticks.Text(line), percent)).Append("; ")
                .AppendJoin(", ", corners.Select(corner => texts.PlotAt(Brief(values[corner.Item1, corner.Item2]), Place(corner.Item1, corner.Item2)))).Append('.');
        }

        AppendObservations(texts, words, marks.Observations);
        if (marks.Path.Count > 1 && marks.Present is { } present)
        {
            var start = marks.Path[0];
            words.Append(' ').Append(texts.PlotPath(At(start.X, start.Y), Brief(grid.LossAt(start)), At(present.X, present.Y), Brief(grid.LossAt(present))));
        }

        return words.ToString();

        string Place(int i, int j) => At(x[i], y[j]);
    }

    public static string OfCurve(Texts texts, ReadOnlySpan<double> x, ReadOnlySpan<double> values, IReadOnlyList<Observation> observations, string xName, string zName)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (x.Length == 0)
        {
            return texts.PlotNothing(zName, xName);
        }

        var middle = x.Length / 2;
        var words = new StringBuilder($"{zName}, {xName}: ")
            .Append(texts.PlotAt(Brief(values[0]), Brief(x[0]))).Append(", ")
            .Append(texts.PlotAt(Brief(values[middle]), Brief(x[middle]))).Append(", ")
            .Append(texts.PlotAt(Brief(values[^1]), Brief(x[^1]))).Append('.');
        AppendObservations(texts, words, observations);
        return words.ToString();
    }

    /// <summary>Three digits are enough to be said.</summary>
    public static string Brief(double value) => Ticks.Text(double.IsFinite(value) && value != 0
        ? double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value);

    private static string At(double x, double y) => $"({Brief(x)}, {Brief(y)})";

    private static void AppendObservations(Texts texts, StringBuilder words, IReadOnlyList<Observation> observations)
    {
        if (observations.Count == 0)
        {
            return;
        }

        var right = observations.Count(point => point.Value >= 0.5 == point.Target >= 0.5);
        words.Append(' ').Append(texts.PlotRight(right.ToString(CultureInfo.InvariantCulture), observations.Count.ToString(CultureInfo.InvariantCulture)));
        if (observations.Count <= 8)
        {
            foreach (var point in observations)
            {
                words.Append(' ').Append(texts.PlotTarget(point.Label ?? At(point.X, point.Y), Brief(point.Value), Brief(point.Target)));
            }
        }
    }
}
