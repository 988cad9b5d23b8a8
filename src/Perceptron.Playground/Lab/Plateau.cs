using Perceptron.Playground.Views;

namespace Perceptron.Playground.Lab;

/// <summary>What a training that hardly moves has come to.</summary>
public enum PlateauKind
{
    /// <summary>All rows have the same f(x). A network may still leave such a place.</summary>
    AllAlike,

    /// <summary>Some rows have the same f(x) but different targets, and the others are right.</summary>
    RowsAlike,

    /// <summary>One layer without a hidden one: its loss has a single minimum, and this is near it.</summary>
    Minimum,

    /// <summary>The loss hardly falls, and rows have no pattern.</summary>
    Flat,
}

/// <summary>A place where the loss hardly falls though it is not near 0.</summary>
/// <param name="Kind">What the rows look like.</param>
/// <param name="Rows">How many of them are not near their targets.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Value">f(x) of those rows, which is the mean of their targets; NaN where there is no pattern.</param>
/// <param name="Limit">Where the loss goes if those rows stay there and all others become right; NaN where there is no pattern.</param>
public sealed record Plateau(PlateauKind Kind, int Rows, int Count, double Value, double Limit)
{
    /// <summary>No epoch before this one is called stuck: a start may be flat.</summary>
    public const int FirstEpoch = 100;

    /// <summary>The least loss that is not near 0.</summary>
    public const double LeastLoss = 0.1;

    /// <summary>The largest norm of the gradient that is small.</summary>
    public const double LargestGradient = 0.0052;

    /// <summary>The largest part of the loss that the last half of the epochs may have taken off.</summary>
    private const double LargestFall = 0.15;

    /// <summary>f(x) farther from its target than this is not right yet.</summary>
    private const double Right = 0.1;

    /// <summary>Values of f(x) that differ by less are alike.</summary>
    private const double Alike = 0.06;

    /// <summary>The plateau that the present epoch of a session lies on, or null if the training moves, or is done.</summary>
    public static Plateau? Find(LabSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var epoch = session.Present.Number;
        if (epoch < FirstEpoch || session.Recording.Divergence is not null || !(session.Loss >= LeastLoss)
            || !(Math.Sqrt(session.Gradient.Sum(slope => slope * slope)) <= LargestGradient))
        {
            return null;
        }

        var losses = session.Recording.Losses;
        var before = losses[LineSeries.Before(losses.Count, i => losses[i].Epoch, epoch / 2)].Training;
        if (!(Math.Abs(before - session.Loss) <= LargestFall * session.Loss))
        {
            return null;
        }

        var f = session.Model.Predict(session.Training.Rows);
        var wrong = new List<(double F, double Target)>();
        for (var row = 0; row < f.GetLength(0); row++)
        {
            for (var output = 0; output < f.GetLength(1); output++)
            {
                if (Math.Abs(f[row, output] - session.Training.Targets[row, output]) > Right)
                {
                    wrong.Add((f[row, output], session.Training.Targets[row, output]));
                }
            }
        }

        return wrong.Count == 0 ? null : Of(wrong, f.Length, session.State.Hidden.Count == 0);
    }

    private static Plateau Of(List<(double F, double Target)> wrong, int count, bool isOneLayer)
    {
        var mean = wrong.Average(row => row.Target);
        var isAlike = wrong.Count > 1 && wrong.Max(row => row.F) - wrong.Min(row => row.F) <= Alike && wrong.All(row => Math.Abs(row.F - mean) <= Alike) && mean is > 0 and < 1;
        if (!isAlike)
        {
            return new(isOneLayer ? PlateauKind.Minimum : PlateauKind.Flat, wrong.Count, count, double.NaN, double.NaN);
        }

        var limit = (double)wrong.Count / count * -((mean * Math.Log(mean)) + ((1 - mean) * Math.Log(1 - mean)));
        var kind = isOneLayer ? PlateauKind.Minimum : wrong.Count == count ? PlateauKind.AllAlike : PlateauKind.RowsAlike;
        return new(kind, wrong.Count, count, mean, limit);
    }
}
