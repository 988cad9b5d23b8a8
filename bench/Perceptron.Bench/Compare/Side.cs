namespace Perceptron.Bench.Compare;

/// <summary>One way to do a piece of work, as with one number of threads.</summary>
/// <param name="name">What sets it apart from the other ways of its side.</param>
/// <param name="once">Does the work, and returns its seconds.</param>
/// <param name="figures">What was measured before, if it was.</param>
internal sealed class Way(string name, Func<double> once, Figures? figures = null)
{
    public string Name => name;

    /// <summary>The seconds of each time that counted, or another quantity of each.</summary>
    public Figures Figures { get; } = figures ?? new();

    /// <summary>Left out after its warm-up, being much slower than another way of the same side.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Does the work.</summary>
    /// <returns>Its seconds.</returns>
    public double Once() => once();

    /// <summary>The same several times, one after another without a pause, as what is done often is done; the mean counts.</summary>
    public Way InARow(int times) => new(name, () => Enumerable.Range(0, times).Average(_ => once()), figures);
}

/// <summary>One side of a comparison: whoever does the work, in one way or several, of which the best counts.</summary>
internal sealed class Side
{
    private readonly string _name;

    public Side(string name, params Way[] ways)
    {
        _name = name;
        Ways = ways;
    }

    public IReadOnlyList<Way> Ways { get; }

    /// <summary>Why there are no figures; null where there are.</summary>
    public string? Absence { get; set; }

    public string Name => Absence is not null || Best.Name.Length == 0 ? _name : $"{_name}, {Best.Name}";

    public double Min => Ways.Min(way => way.Figures.Min);

    public double Median => Ways.Min(way => way.Figures.Median);

    /// <summary>The same figures over a number, as those of so many rows together over the rows.</summary>
    public Side Over(double divisor) =>
        new(_name, [.. Ways.Select(way => new Way(way.Name, () => way.Once() / divisor, way.Figures.Over(divisor)))]) { Absence = Absence };

    private Way Best => Ways.MinBy(way => way.Figures.Count > 0 ? way.Figures.Median : double.MaxValue)!;

    public static Side Ours(string name, Func<double> once) => new("ours", new Way(name, once));
}
