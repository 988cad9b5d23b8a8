namespace Perceptron.Playground.Views;

/// <summary>The marks on or above a surface, by cell: each is drawn with its cell, before nearer cells.</summary>
public sealed class Marks
{
    private readonly List<Mark> _all = [];
    private int[] _first = [];

    public enum Kind
    {
        Level,
        Path,
        Stem,
    }

    public IReadOnlyList<Observation> Observations { get; private set; } = [];

    /// <summary>The points of the path that are drawn: no more than can be distinguished.</summary>
    public List<PathPoint> Path { get; } = [];

    /// <summary>Where the way is at present, if it has begun.</summary>
    public PathPoint? Present { get; private set; }

    /// <summary>The first mark of a cell, or −1.</summary>
    public int First(int cell) => _first[cell];

    public Mark this[int mark] => _all[mark];

    /// <param name="present">Which point of the path is the present one.</param>
    /// <param name="now">The present point itself, where it isn't one of the path; behind the path's last one, the path goes on to it.</param>
    public void Place(PlotGrid grid, IReadOnlyList<Observation> observations, IReadOnlyList<PathPoint> path, int present, PathPoint? now = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(path);
        Observations = observations;
        _all.Clear();
        Path.Clear();
        Present = now ?? (path.Count > 0 ? path[Math.Clamp(present, 0, path.Count - 1)] : null);
        if (grid.IsEmpty)
        {
            return;
        }

        var cells = (grid.Columns - 1) * (grid.Rows - 1);
        if (_first.Length != cells)
        {
            _first = new int[cells];
        }

        Array.Fill(_first, -1);
        for (var piece = 0; piece < grid.Level.Count; piece++)
        {
            Add(grid.Level.Cell(piece), Kind.Level, piece, 0);
        }

        PlacePath(grid, path, present >= path.Count - 1 ? now : null);
        for (var i = 0; i < observations.Count; i++)
        {
            Add(grid.CellAt(observations[i].X, observations[i].Y), Kind.Stem, i, 0);
        }
    }

    private void PlacePath(PlotGrid grid, IReadOnlyList<PathPoint> path, PathPoint? now)
    {
        var (width, depth) = (grid.X[^1] - grid.X[0], grid.Y[^1] - grid.Y[0]);
        var last = new PathPoint(double.NaN, 0, 0);
        for (var i = 0; i < path.Count; i++)
        {
            var point = path[i];
            var moved = Math.Max(Math.Abs(point.X - last.X) / width, Math.Abs(point.Y - last.Y) / depth);
            if (!(moved < 1 / 250.0) || (i == path.Count - 1 && moved > 0))
            {
                Path.Add(point);
                last = point;
            }
        }

        if (now is { } behind && path.Count > 0 && behind != Path[^1])
        {
            Path.Add(behind);
        }

        // Pieces of the same cell are one line, so that its dark border stays whole.
        for (var start = 0; start + 1 < Path.Count;)
        {
            var cell = Between(start);
            var end = start + 1;
            while (end + 1 < Path.Count && Between(end) == cell)
            {
                end++;
            }

            Add(cell, Kind.Path, start, end - start + 1);
            start = end;
        }

        int Between(int i) => grid.CellAt((Path[i].X + Path[i + 1].X) / 2, (Path[i].Y + Path[i + 1].Y) / 2);
    }

    private void Add(int cell, Kind kind, int index, int count)
    {
        _all.Add(new(kind, index, count, _first[cell]));
        _first[cell] = _all.Count - 1;
    }

    /// <param name="Index">Of the level line's piece, the path's first point, or the observation.</param>
    /// <param name="Count">How many points of the path.</param>
    /// <param name="Next">The cell's next mark, or −1.</param>
    public readonly record struct Mark(Kind Kind, int Index, int Count, int Next);
}
