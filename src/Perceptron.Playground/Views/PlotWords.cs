using System.Globalization;
using System.Text;

namespace Perceptron.Playground.Views;

/// <summary>Describes a plot in words, for screen readers.</summary>
public static class PlotWords
{
    public static string OfSurface(PlotGrid grid, Marks marks, string xName, string yName, string zName, double? level)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(marks);
        if (grid.IsEmpty)
        {
            return $"{zName} over {xName} and {yName}: nothing to show yet.";
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

        var words = new StringBuilder();
        words.Append(CultureInfo.InvariantCulture,
            $"{zName} over {xName} from {Brief(x[0])} to {Brief(x[^1])} and {yName} from {Brief(y[0])} to {Brief(y[^1])}: ");
        words.Append(CultureInfo.InvariantCulture,
            $"lowest {Brief(low)} at {Place(lowI, lowJ)}, highest {Brief(high)} at {Place(highI, highJ)}.");
        if (level is { } line)
        {
            words.Append(CultureInfo.InvariantCulture,
                $" {Ticks.Text(line)} or more on {Math.Round(100.0 * above / values.Length)} % of the plane");
            words.Append(CultureInfo.InvariantCulture,
                $"; {Brief(values[0, 0])} at {Place(0, 0)}, {Brief(values[0, y.Length - 1])} at {Place(0, y.Length - 1)}, {Brief(values[x.Length - 1, 0])} at {Place(x.Length - 1, 0)}, {Brief(values[x.Length - 1, y.Length - 1])} at {Place(x.Length - 1, y.Length - 1)}.");
        }

        AppendObservations(words, marks.Observations);
        if (marks.Path.Count > 1 && marks.Present is { } present)
        {
            var start = marks.Path[0];
            words.Append(CultureInfo.InvariantCulture,
                $" The way of the training starts at ({Brief(start.X)}, {Brief(start.Y)}) with {Brief(grid.LossAt(start))}, and is at ({Brief(present.X)}, {Brief(present.Y)}) with {Brief(grid.LossAt(present))}.");
        }

        return words.ToString();

        string Place(int i, int j) => $"({Brief(x[i])}, {Brief(y[j])})";
    }

    public static string OfCurve(ReadOnlySpan<double> x, ReadOnlySpan<double> values, IReadOnlyList<Observation> observations, string xName, string zName)
    {
        if (x.Length == 0)
        {
            return $"{zName} over {xName}: nothing to show yet.";
        }

        var words = new StringBuilder();
        words.Append(CultureInfo.InvariantCulture,
            $"{zName} over {xName}: {Brief(values[0])} at {Brief(x[0])}, {Brief(values[x.Length / 2])} at {Brief(x[x.Length / 2])}, {Brief(values[^1])} at {Brief(x[^1])}.");
        AppendObservations(words, observations);
        return words.ToString();
    }

    /// <summary>Three digits are enough to be said.</summary>
    public static string Brief(double value) => Ticks.Text(double.IsFinite(value) && value != 0
        ? double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value);

    private static void AppendObservations(StringBuilder words, IReadOnlyList<Observation> observations)
    {
        if (observations.Count == 0)
        {
            return;
        }

        var right = 0;
        foreach (var point in observations)
        {
            right += point.Value >= 0.5 == point.Target >= 0.5 ? 1 : 0;
        }

        words.Append(CultureInfo.InvariantCulture,
            $" {right} of {observations.Count} observations {(right == 1 ? "is" : "are")} on the side of {(observations.Count == 1 ? "its target" : "their targets")}.");
        if (observations.Count <= 8)
        {
            foreach (var point in observations)
            {
                words.Append(CultureInfo.InvariantCulture,
                    $" {point.Label ?? $"({Brief(point.X)}, {Brief(point.Y)})"}: {Brief(point.Value)}, target {Brief(point.Target)}.");
            }
        }
    }
}
