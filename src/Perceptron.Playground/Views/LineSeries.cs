namespace Perceptron.Playground.Views;

/// <summary>A line over the recorded epochs.</summary>
/// <param name="Value">What it is at the i-th recorded epoch; NaN where there is nothing.</param>
/// <param name="Colour">A custom property of the page, or a CSS colour.</param>
public sealed record LineSeries(string Name, Func<int, double> Value, string Colour, bool IsDashed = false)
{
    /// <summary>The last recorded epoch whose number isn't above the given one; 0 if there is none.</summary>
    public static int Before(int count, Func<int, int> epochOf, int epoch)
    {
        ArgumentNullException.ThrowIfNull(epochOf);
        var (low, high) = (0, count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = epochOf(middle) <= epoch ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
