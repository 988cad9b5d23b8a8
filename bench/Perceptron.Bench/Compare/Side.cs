using System.Diagnostics;

namespace Perceptron.Bench.Compare;

/// <summary>One way to do the work, such as with one number of threads.</summary>
/// <param name="name">What distinguishes it from the other ways of its side.</param>
/// <param name="once">Does the work, and returns its seconds.</param>
/// <param name="figures">Figures that were measured before; null for none.</param>
internal sealed class Way(string name, Func<double> once, Figures? figures = null)
{
    public string Name => name;

    /// <summary>The seconds, or another quantity, of each repeat that counts.</summary>
    public Figures Figures { get; } = figures ?? new();

    /// <summary>Whether it was dropped after its warm-up, because it was much slower than another way of the same side.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Does the work.</summary>
    /// <returns>Its seconds.</returns>
    public double Once() => once();

    /// <summary>The same work several times without a pause, as in a program that does it often. The mean counts.</summary>
    public Way InARow(int times) => new(name, () => Enumerable.Range(0, times).Average(_ => once()), figures);

    /// <summary>The same work several times without a pause, but not again once this many seconds have passed. The mean counts.</summary>
    public Way InARow(int times, double seconds) => new(
        name,
        () =>
        {
            var (start, sum, count) = (Stopwatch.GetTimestamp(), 0.0, 0);
            do
            {
                sum += once();
                count++;
            }
            while (count < times && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);

            return sum / count;
        },
        figures);
}

/// <summary>One side of a comparison: a library that does the work in one way or several. The best way counts.</summary>
internal sealed class Side
{
    private readonly string _name;

    public Side(string name, params Way[] ways)
    {
        _name = name;
        Ways = ways;
    }

    public IReadOnlyList<Way> Ways { get; }

    /// <summary>Why there are no figures; null if there are.</summary>
    public string? Absence { get; set; }

    public string Name => Absence is not null || Best.Name.Length == 0 ? _name : $"{_name}, {Best.Name}";

    public double Min => Ways.Min(way => way.Figures.Min);

    public double Median => Ways.Min(way => way.Figures.Median);

    /// <summary>The same figures divided by a number, such as the time of a batch divided by its rows.</summary>
    public Side Over(double divisor) =>
        new(_name, [.. Ways.Select(way => new Way(way.Name, () => way.Once() / divisor, way.Figures.Over(divisor)))]) { Absence = Absence };

    /// <summary>The same side with each way several times in a row.</summary>
    public Side InARow(int times, double seconds) => new(_name, [.. Ways.Select(way => way.InARow(times, seconds))]) { Absence = Absence };

    private Way Best => Ways.MinBy(way => way.Figures.Count > 0 ? way.Figures.Median : double.MaxValue)!;

    public static Side Ours(string name, Func<double> once) => new("ours", new Way(name, once));
}
