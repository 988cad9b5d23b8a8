using System.Diagnostics;

namespace Perceptron.Bench.Compare;

/// <summary>Measures several sides in turn, round after round, so that a change of the machine's speed affects all of them.</summary>
internal static class Measure
{
    // A way that is this much slower than the best of its side after the warm-up can't become the best.
    private const double MaxSlowdown = 2;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.4);

    // Idle threads of a pool spin for some milliseconds before they sleep.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    public static void InTurn(int repeats, params Side[] sides)
    {
        foreach (var side in sides)
        {
            Guarded(side, () => Warm(side));
        }

        for (var repeat = 0; repeat < repeats; repeat++)
        {
            foreach (var side in sides)
            {
                Guarded(side, () =>
                {
                    foreach (var way in side.Ways.Where(way => !way.IsDropped))
                    {
                        way.Figures.Add(way.Once());
                        Thread.Sleep(Pause);
                    }
                });
            }
        }
    }

    /// <summary>The seconds of an action, divided by how often it repeats the work.</summary>
    public static Func<double> Seconds(Action action, int times = 1) => () =>
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / times;
    };

    /// <summary>Runs each way at least once, and until the runtime has had time to optimise the hot methods.</summary>
    private static void Warm(Side side)
    {
        var best = double.MaxValue;
        foreach (var way in side.Ways)
        {
            var least = double.MaxValue;
            var start = Stopwatch.GetTimestamp();
            do
            {
                least = Math.Min(least, way.Once());
            }
            while (Stopwatch.GetElapsedTime(start) < WarmUp);

            Thread.Sleep(Pause);
            if (least > MaxSlowdown * best)
            {
                way.IsDropped = true;
                way.Figures.Add(least);
            }

            best = Math.Min(best, least);
        }
    }

    /// <summary>After a failure a peer is absent; the others go on.</summary>
    private static void Guarded(Side side, Action action)
    {
        if (side.Absence is not null)
        {
            return;
        }

        try
        {
            action();
        }
        catch (PeerException exception)
        {
            side.Absence = exception.Message;
        }
    }
}
