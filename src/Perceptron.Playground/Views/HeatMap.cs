using System.Runtime.InteropServices;
using Perceptron.Playground.Browser;

namespace Perceptron.Playground.Views;

/// <summary>Draws a function on a grid as a map of colours, and says which point of it is where on the canvas.</summary>
public sealed class HeatMap
{
    private const int Dark = 0x1D2129;
    private const int White = 0xFFFFFF;
    private const int BarSteps = 32;

    private readonly PlotGrid _grid;
    private readonly Marks _marks;
    private readonly List<(double X, double Y)> _line = [];
    private readonly double[] _bar = new double[BarSteps];
    private readonly byte[] _barPixels = new byte[4 * BarSteps];
    private double _left;
    private double _top;
    private double _size;

    public HeatMap(PlotGrid grid, Marks marks)
    {
        (_grid, _marks) = (grid, marks);
        for (var i = 0; i < BarSteps; i++)
        {
            _bar[i] = (i + 0.5) / BarSteps;
        }
    }

    public string XName { get; set; } = "x₁";

    public string YName { get; set; } = "x₂";

    public string ZName { get; set; } = "f";

    /// <summary>Where cross hairs and the function's value are shown.</summary>
    public (double X, double Y)? Pointed { get; set; }

    /// <summary>The point under a place of the canvas, or null outside.</summary>
    public (double X, double Y)? PointAt(double screenX, double screenY)
    {
        var (s, t) = ((screenX - _left) / _size, 1 - ((screenY - _top) / _size));
        return s is >= 0 and <= 1 && t is >= 0 and <= 1
            ? (_grid.X[0] + (s * (_grid.X[^1] - _grid.X[0])), _grid.Y[0] + (t * (_grid.Y[^1] - _grid.Y[0])))
            : null;
    }

    public string Reading(double x, double y) =>
        $"{XName} = {Ticks.Text(Math.Round(x, 2))}, {YName} = {Ticks.Text(Math.Round(y, 2))}: {ZName} = {Ticks.Text(_grid.ValueAt(x, y))}";

    public void Paint(Drawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        if (_grid.IsEmpty)
        {
            return;
        }

        _size = Math.Max(10, Math.Min(drawing.Width - 44 - 62, drawing.Height - 20 - 38));
        (_left, _top) = (Math.Max(44, (drawing.Width - _size) / 2), 20);
        drawing.Image(_grid.Pixels, _grid.Columns - 1, _grid.Rows - 1, _left, _top, _size, _size, smooth: true);
        PaintAxes(drawing);
        PaintBar(drawing);
        for (var piece = 0; piece < _grid.Level.Count; piece++)
        {
            var ends = _grid.Level.Ends(piece);
            drawing.Path(false, At(ends[0], ends[1]), At(ends[2], ends[3])).Stroke(Dark, 2);
        }

        PaintPath(drawing);
        PaintObservations(drawing);
        PaintPointed(drawing);
    }

    private (double X, double Y) At(double x, double y) => (ScreenX(x), ScreenY(y));

    private double ScreenX(double x) => _left + (_size * (x - _grid.X[0]) / (_grid.X[^1] - _grid.X[0]));

    private double ScreenY(double y) => _top + (_size * (1 - ((y - _grid.Y[0]) / (_grid.Y[^1] - _grid.Y[0]))));

    private void PaintAxes(Drawing drawing)
    {
        var (right, bottom) = (_left + _size, _top + _size);
        var most = _size < 240 ? 5 : 7;
        drawing.Path(true, (_left, _top), (right, _top), (right, bottom), (_left, bottom)).Stroke("--line");
        foreach (var tick in Ticks.Linear(_grid.X[0], _grid.X[^1], most))
        {
            var x = ScreenX(tick);
            drawing.Path(false, (x, bottom), (x, bottom + 4)).Stroke("--soft").Text(Ticks.Text(tick), x, bottom + 12, "--soft", 11);
        }

        foreach (var tick in Ticks.Linear(_grid.Y[0], _grid.Y[^1], most))
        {
            var y = ScreenY(tick);
            drawing.Path(false, (_left - 4, y), (_left, y)).Stroke("--soft").Text(Ticks.Text(tick), _left - 6, y, "--soft", 11, 1);
        }

        drawing.Text(XName, _left + (_size / 2), bottom + 28, "--ink", 13);
        drawing.Text(YName, Math.Max(_left - 4, (YName.Length * 3.5) + 2), _top - 10, "--ink", 13);
    }

    private void PaintBar(Drawing drawing)
    {
        var (x, width) = (_left + _size + 12, 10);
        HeatTile.Rgba(_bar, 1, BarSteps, _barPixels, scale: _grid.Scale);
        drawing.Image(_barPixels, 1, BarSteps, x, _top, width, _size, smooth: true)
            .Path(true, (x, _top), (x + width, _top), (x + width, _top + _size), (x, _top + _size)).Stroke("--line");
        foreach (var tick in _grid.IsLogarithmic ? Ticks.Logarithmic(_grid.ZFrom, _grid.ZTo, 6) : Ticks.Linear(_grid.ZFrom, _grid.ZTo, 6))
        {
            var y = _top + (_size * (1 - _grid.Height(tick)));
            drawing.Path(false, (x + width, y), (x + width + 3, y)).Stroke("--soft").Text(Ticks.Text(tick), x + width + 5, y, "--soft", 11, -1);
        }

        drawing.Text(ZName, Math.Min(x + 6, drawing.Width - (ZName.Length * 3.5) - 2), _top - 10, "--ink", 13);
    }

    private void PaintPath(Drawing drawing)
    {
        if (_marks.Path.Count > 1)
        {
            _line.Clear();
            foreach (var point in _marks.Path)
            {
                _line.Add(At(point.X, point.Y));
            }

            drawing.Path(false, CollectionsMarshal.AsSpan(_line)).Stroke(Dark, 4).Stroke(White, 2);
        }

        if (_marks.Present is { } present)
        {
            var (x, y) = At(present.X, present.Y);
            Scene.PaintPresent(drawing, x, y);
        }
    }

    private void PaintObservations(Drawing drawing)
    {
        var radius = _marks.Observations.Count > 50 ? 3 : 6;
        foreach (var point in _marks.Observations)
        {
            var (x, y) = At(point.X, point.Y);
            Scene.PaintHead(drawing, x, y, radius, _grid.Scale[_grid.Height(point.Target)], point.IsTest);
            if (point.Label is { } label && _marks.Observations.Count <= 50)
            {
                Scene.PaintLabel(drawing, label, x + 12, y - 13);
            }
        }
    }

    private void PaintPointed(Drawing drawing)
    {
        if (Pointed is not { } pointed)
        {
            return;
        }

        var (x, y) = At(pointed.X, pointed.Y);
        drawing.Alpha(0.7).Path(false, (x, _top), (x, _top + _size)).Stroke(Dark).Path(false, (_left, y), (_left + _size, y)).Stroke(Dark).Alpha(1)
            .Circle(x, y, 4).Stroke(Dark, 3).Stroke(White, 1.4);
        var text = Reading(pointed.X, pointed.Y);
        var width = (text.Length * 6.6) + 12;
        Scene.PaintLabel(drawing, text, Math.Clamp(x - (width / 2), 3, Math.Max(3, drawing.Width - width)), y > _top + 40 ? y - 18 : y + 22);
    }
}
