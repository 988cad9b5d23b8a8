namespace Perceptron.Bench.Compare;

/// <summary>The measurements of several repeats.</summary>
internal sealed class Figures
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Min => _values.Min();

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToArray();
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public void Add(double value) => _values.Add(value);

    /// <summary>Each measurement divided by a number.</summary>
    public Figures Over(double divisor)
    {
        var over = new Figures();
        over._values.AddRange(_values.Select(value => value / divisor));
        return over;
    }
}
