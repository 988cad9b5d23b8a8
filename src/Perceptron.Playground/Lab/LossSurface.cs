using Perceptron.Playground.Views;

namespace Perceptron.Playground.Lab;

/// <summary>
/// The loss over two parameters of a session, which follows its training: the point and the path are those of the present epoch, with every
/// picture. The grid takes longer. While training runs, the next grid is computed a little with every picture, and shown when it is complete.
/// </summary>
public sealed class LossSurface
{
    /// <summary>Points on each axis.</summary>
    public const int Steps = 25;

    private readonly List<int> _pathEpochs = [];
    private List<PathPoint> _path = [];
    private Basis? _basis;
    private Basis? _pathBasis;
    private LossGrid? _next;
    private Epoch<double>? _nextEpoch;
    private Epoch<double>? _gridEpoch;

    /// <summary>What is shown; null where numbers near the largest double leave no range for an axis.</summary>
    public LossGrid? Grid { get; private set; }

    /// <summary>Changes with the numbers of the grid.</summary>
    public int Version { get; private set; }

    /// <summary>The epoch whose other numbers the grid has.</summary>
    public int Epoch => _gridEpoch?.Number ?? 0;

    /// <summary>The two parameters at each kept epoch, in order.</summary>
    public IReadOnlyList<PathPoint> Path => _path;

    /// <summary>Which point of the path is the last one up to the present epoch.</summary>
    public int PathAt { get; private set; }

    /// <summary>The two parameters now.</summary>
    public PathPoint Present { get; private set; }

    /// <summary>Whether the grid is complete and is that of the present epoch.</summary>
    public bool IsCurrent { get; private set; }

    private sealed record Basis(Recording Recording, double L2, int First, int Second);

    /// <summary>Takes the present epoch of a session.</summary>
    /// <returns>Whether there is something to <see cref="Advance"/>.</returns>
    public bool Follow(LabSession session, int first, int second)
    {
        ArgumentNullException.ThrowIfNull(session);
        var parameters = session.Model.GetParameters();
        Present = new(parameters[first], parameters[second], double.NaN);
        var basis = new Basis(session.Recording, session.State.Training.L2, first, second);
        FollowPath(basis);
        PathAt = LineSeries.Before(_path.Count, i => _pathEpochs[i], session.Present.Number);
        if (basis != _basis || Grid is null || !Contains(Grid))
        {
            // Shown at once, coarse as it is: the old one is that of other parameters, or ends before the point.
            (_basis, _next) = (basis, null);
            (Grid, _gridEpoch) = (NewGrid(session, basis), session.Present);
            Version++;
        }
        else if (Grid.IsDone && !ReferenceEquals(_gridEpoch, session.Present) && (_next is null || (!session.IsPlaying && !session.IsCatchingUp && !ReferenceEquals(_nextEpoch, session.Present))))
        {
            (_next, _nextEpoch) = (NewGrid(session, basis), session.Present);
        }

        IsCurrent = Grid is { IsDone: true } && ReferenceEquals(_gridEpoch, session.Present);
        return Grid is { IsDone: false } || _next is not null;
    }

    /// <summary>Computes for about the given time.</summary>
    /// <returns>Whether there is more to do.</returns>
    public bool Advance(double milliseconds)
    {
        if (Grid is { IsDone: false })
        {
            Grid.Advance(milliseconds);
            Version++;
        }
        else if (_next is not null)
        {
            if (_next.Advance(milliseconds))
            {
                return true;
            }

            (Grid, _gridEpoch, _next, _nextEpoch) = (_next, _nextEpoch, null, null);
            Version++;
        }

        return Grid is { IsDone: false } || _next is not null;
    }

    private bool Contains(LossGrid grid) => Present.X >= grid.X[0] && Present.X <= grid.X[^1] && Present.Y >= grid.Y[0] && Present.Y <= grid.Y[^1];

    private LossGrid? NewGrid(LabSession session, Basis basis)
    {
        try
        {
            return new(session.Model, session.Training, basis.First, basis.Second, Range(point => point.X), Range(point => point.Y), Steps, basis.L2);
        }
        catch (ArgumentException)
        {
            return null;
        }

        // A training that goes on needs room.
        (double From, double To) Range(Func<PathPoint, double> of) => LossGrid.Range([.. _path.Select(of), of(Present)], margin: 0.35);
    }

    private void FollowPath(Basis basis)
    {
        var kept = basis.Recording.Kept;
        if (basis != _pathBasis || kept.Count < _path.Count || (_path.Count > 1 && kept[_path.Count - 1].Number != _pathEpochs[^1]))
        {
            (_pathBasis, _path) = (basis, []);
            _pathEpochs.Clear();
        }

        for (var i = _path.Count; i < kept.Count; i++)
        {
            var parameters = kept[i].Model.GetParameters();
            _path.Add(new(parameters[basis.First], parameters[basis.Second], double.NaN));
            _pathEpochs.Add(kept[i].Number);
        }
    }
}
