namespace Perceptron.Playground.Views;

/// <summary>The vertical axis of losses: from 0, or logarithmic from the least loss above 0.</summary>
public readonly record struct LineScale(double From, double To, bool IsLogarithmic)
{
    /// <summary>An axis on which all finite values are seen; on a logarithmic one, all above 0.</summary>
    public static LineScale Of(IEnumerable<double> values, bool isLogarithmic)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (low, high) = (double.PositiveInfinity, 0.0);
        foreach (var value in values)
        {
            if (double.IsFinite(value) && value > 0)
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        if (high == 0)
        {
            return isLogarithmic ? new(0.1, 1, true) : new(0, 1, false);
        }

        return isLogarithmic ? new(Math.Min(low / 1.2, high / 2), high * 1.2, true) : new(0, high * 1.05, false);
    }

    /// <summary>From 0 at the lower end to 1 at the upper one; NaN for what can't be drawn.</summary>
    public double Height(double value) => !double.IsFinite(value)
        ? double.NaN
        : IsLogarithmic
            ? value > 0 ? Math.Clamp(Math.Log(value / From) / Math.Log(To / From), 0, 1) : 0
            : Math.Clamp((value - From) / (To - From), 0, 1);

    public double[] Marks(int most) => IsLogarithmic ? Ticks.Logarithmic(From, To, most) : Ticks.Linear(From, To, most);
}
