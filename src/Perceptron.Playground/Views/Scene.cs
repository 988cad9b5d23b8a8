using System.Runtime.InteropServices;
using Perceptron.Playground.Browser;

namespace Perceptron.Playground.Views;

/// <summary>Draws a surface in three dimensions: from back to front, so that nearer cells hide those behind.</summary>
public sealed partial class Scene
{
    private const int Dark = 0x1D2129;
    private const int White = 0xFFFFFF;

    private readonly PlotGrid _grid;
    private readonly Marks _marks;
    private readonly List<(double X, double Y)> _line = [];
    private (double X, double Y)? _top;
    private double[] _screenX = [];
    private double[] _screenY = [];
    private double[] _faces = [];

    public Scene(PlotGrid grid, Marks marks) => (_grid, _marks) = (grid, marks);

    public string XName { get; set; } = "x₁";

    public string YName { get; set; } = "x₂";

    public string ZName { get; set; } = "f";

    /// <summary>The order in which cells are drawn, the farthest first: from and step of i and of j.</summary>
    public static (int I, int StepI, int J, int StepJ) Order(in Projection projection, int columns, int rows)
    {
        var (i, stepI) = projection.IsNearAtLargeX ? (0, 1) : (columns - 1, -1);
        var (j, stepJ) = projection.IsNearAtLargeY ? (0, 1) : (rows - 1, -1);
        return (i, stepI, j, stepJ);
    }

    public void Paint(Drawing drawing, Viewpoint view)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        if (_grid.IsEmpty)
        {
            return;
        }

        var projection = Projection.Fit(view, drawing.Width, drawing.Height);
        PaintBox(drawing, projection);
        PaintSurface(drawing, projection);
        PaintOver(drawing, projection);
    }

    private double WorldX(double x) => (2 * (x - _grid.X[0]) / (_grid.X[^1] - _grid.X[0])) - 1;

    private double WorldY(double y) => (2 * (y - _grid.Y[0]) / (_grid.Y[^1] - _grid.Y[0])) - 1;

    private static double WorldZ(double height) => ((2 * height) - 1) * Projection.HalfHeight;

    private (double X, double Y) At(in Projection projection, double x, double y, double height)
    {
        var (wx, wy) = (WorldX(x), WorldY(y));
        return (projection.ScreenX(wx, wy), projection.ScreenY(wx, wy, WorldZ(height)));
    }

    private static (double X, double Y) Corner(in Projection projection, double x, double y, double z) =>
        (projection.ScreenX(x, y), projection.ScreenY(x, y, z));

    private void PaintSurface(Drawing drawing, in Projection projection)
    {
        Project(projection);
        var (columns, rows) = (_grid.Columns - 1, _grid.Rows - 1);
        var (startI, stepI, startJ, stepJ) = Order(projection, columns, rows);
        var faces = _grid.Faces;
        var outlines = _grid.Outlines;
        var (xs, ys, into) = (_screenX, _screenY, _faces);
        var (at, shown) = (0, 0);
        for (int n = 0, i = startI; n < columns; n++, i += stepI)
        {
            for (int m = 0, j = startJ; m < rows; m++, j += stepJ)
            {
                var node = (i * _grid.Rows) + j;
                var cell = (i * rows) + j;
                into[at] = xs[node];
                into[at + 1] = ys[node];
                into[at + 2] = xs[node + _grid.Rows];
                into[at + 3] = ys[node + _grid.Rows];
                into[at + 4] = xs[node + _grid.Rows + 1];
                into[at + 5] = ys[node + _grid.Rows + 1];
                into[at + 6] = xs[node + 1];
                into[at + 7] = ys[node + 1];
                into[at + 8] = faces[cell];
                into[at + 9] = outlines[cell];
                at += 10;
                var mark = _marks.First(cell);
                if (mark >= 0)
                {
                    drawing.Faces(into.AsSpan(shown, at - shown), 0.7);
                    shown = at;
                    for (; mark >= 0; mark = _marks[mark].Next)
                    {
                        Paint(drawing, projection, _marks[mark]);
                    }
                }
            }
        }

        drawing.Faces(into.AsSpan(shown, at - shown), 0.7);
    }

    private void Project(in Projection projection)
    {
        var heights = _grid.Heights;
        if (_screenX.Length != heights.Length)
        {
            (_screenX, _screenY) = (new double[heights.Length], new double[heights.Length]);
            _faces = new double[10 * _grid.Faces.Length];
        }

        // The projection is linear: one multiplication per point.
        var upright = -2 * Projection.HalfHeight * projection.Upright * projection.Scale;
        var at = 0;
        for (var i = 0; i < _grid.Columns; i++)
        {
            var x = WorldX(_grid.X[i]);
            for (var j = 0; j < _grid.Rows; j++)
            {
                var y = WorldY(_grid.Y[j]);
                _screenX[at] = projection.ScreenX(x, y);
                _screenY[at] = projection.ScreenY(x, y, -Projection.HalfHeight) + (upright * heights[at]);
                at++;
            }
        }
    }

    private void Paint(Drawing drawing, in Projection projection, Marks.Mark mark)
    {
        switch (mark.Kind)
        {
            case Marks.Kind.Level:
                var ends = _grid.Level.Ends(mark.Index);
                drawing
                    .Path(false, At(projection, ends[0], ends[1], _grid.LevelHeight), At(projection, ends[2], ends[3], _grid.LevelHeight))
                    .Stroke(Dark, 2);
                break;
            case Marks.Kind.Path:
                PaintPath(drawing, projection, mark.Index, mark.Count);
                break;
            case Marks.Kind.Stem:
                PaintObservation(drawing, projection, _marks.Observations[mark.Index]);
                break;
        }
    }

    private void PaintPath(Drawing drawing, in Projection projection, int start, int count)
    {
        _line.Clear();
        for (var i = start; i < start + count; i++)
        {
            var point = _marks.Path[i];
            _line.Add(At(projection, point.X, point.Y, _grid.Height(point)));
        }

        drawing.Path(false, CollectionsMarshal.AsSpan(_line)).Stroke(Dark, 4).Stroke(White, 2);
    }

    private void PaintObservation(Drawing drawing, in Projection projection, in Observation point)
    {
        var height = _grid.Height(point.Target);
        var foot = At(projection, point.X, point.Y, _grid.Height(point.Value));
        var head = At(projection, point.X, point.Y, height);
        var rgb = _grid.Scale[height];
        var radius = _marks.Observations.Count > 50 ? 3 : 5.5;
        if (Math.Abs(foot.Y - head.Y) > 1)
        {
            drawing.Path(false, foot, head).Stroke(Dark, radius > 4 ? 4 : 2).Stroke(rgb, radius > 4 ? 2.4 : 1.2);
        }

        PaintHead(drawing, head.X, head.Y, radius, rgb, point.IsTest);
    }

    /// <summary>A disc for a training observation, hollow for a held-out one.</summary>
    public static void PaintHead(Drawing drawing, double x, double y, double radius, int rgb, bool isTest)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        drawing.Circle(x, y, radius * 1.25).Fill(Dark);
        if (isTest)
        {
            drawing.Circle(x, y, radius).Fill(rgb).Circle(x, y, radius * 0.55).Fill(White);
        }
        else
        {
            drawing.Circle(x, y, radius * 1.05).Fill(White).Circle(x, y, radius * 0.75).Fill(rgb);
        }
    }

    /// <summary>Draws again, faintly, the marks that the surface may hide, and the labels.</summary>
    private void PaintOver(Drawing drawing, in Projection projection)
    {
        if (_marks.Observations.Count <= 50)
        {
            foreach (var point in _marks.Observations)
            {
                drawing.Alpha(0.35);
                PaintObservation(drawing, projection, point);
                var (x, y) = At(projection, point.X, point.Y, _grid.Height(point.Target));
                drawing.Alpha(0.75);
                PaintHead(drawing, x, y, 5.5, _grid.Scale[_grid.Height(point.Target)], point.IsTest);
                drawing.Alpha(1);
                if (point.Label is { } label)
                {
                    PaintLabel(drawing, label, x + 9, y - 9);
                }
            }
        }

        if (_marks.Path.Count > 1)
        {
            drawing.Alpha(0.45);
            PaintPath(drawing, projection, 0, _marks.Path.Count);
            drawing.Alpha(1);
        }

        if (_marks.Present is { } present)
        {
            var (x, y) = At(projection, present.X, present.Y, _grid.Height(present));
            PaintPresent(drawing, x, y);
        }

        if (_top is { } top)
        {
            PaintLabel(drawing, ZName, Math.Max(top.X - (ZName.Length * 3.3), 6), top.Y - 15);
        }
    }

    public static void PaintPresent(Drawing drawing, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        drawing.Circle(x, y, 6).Fill("--gradient").Stroke(White, 2.5).Circle(x, y, 7.5).Stroke(Dark, 1);
    }

    /// <summary>A label that is readable over any colour.</summary>
    public static void PaintLabel(Drawing drawing, string label, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(label);
        var half = (label.Length * 3.3) + 3;
        drawing.Alpha(0.75)
            .Path(true, (x - 3, y - 8), (x - 3 + (2 * half), y - 8), (x - 3 + (2 * half), y + 8), (x - 3, y + 8)).Fill("--panel")
            .Alpha(1).Text(label, x - 3 + half, y, "--ink", 11);
    }
}
