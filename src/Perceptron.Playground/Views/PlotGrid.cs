namespace Perceptron.Playground.Views;

/// <summary>A function on a grid, made ready to be drawn: heights from 0 to 1, colours, the level line. Nothing here depends on the view.</summary>
public sealed class PlotGrid
{
    private double[] _heights = [];
    private int[] _faces = [];
    private int[] _outlines = [];
    private byte[] _pixels = [];
    private double _low;
    private double _span = 1;

    public double[] X { get; private set; } = [];

    public double[] Y { get; private set; } = [];

    public double[,] Values { get; private set; } = new double[0, 0];

    public int Columns => X.Length;

    public int Rows => Y.Length;

    public bool IsEmpty => Columns < 2 || Rows < 2;

    public bool IsLogarithmic { get; private set; }

    public double ZFrom { get; private set; }

    public double ZTo { get; private set; } = 1;

    public ColourScale Scale { get; private set; } = ColourScale.Diverging;

    public LevelLine Level { get; } = new();

    public double LevelHeight { get; private set; }

    /// <summary>The height at (X[i], Y[j]) is number i · rows + j.</summary>
    public ReadOnlySpan<double> Heights => _heights;

    /// <summary>The shaded colour of cell (i, j) is number i · (rows − 1) + j.</summary>
    public ReadOnlySpan<int> Faces => _faces;

    public ReadOnlySpan<int> Outlines => _outlines;

    /// <summary>A pixel a cell, unshaded, from the top: what a heat map is stretched from.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Takes other values.</summary>
    /// <param name="values">[i, j] at (x[i], y[j]), both ascending.</param>
    /// <param name="zFrom">What has the height 0 (and all below it); above 0 where <paramref name="isLogarithmic"/>.</param>
    /// <param name="zTo">What has the height 1, and all above it.</param>
    /// <param name="level">The value of the level line, if there is one.</param>
    public void Set(double[] x, double[] y, double[,] values, double zFrom, double zTo, bool isLogarithmic, ColourScale scale, double? level)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetLength(0) != x.Length || values.GetLength(1) != y.Length)
        {
            throw new ArgumentException($"{x.Length} × {y.Length} values are needed; these are {values.GetLength(0)} × {values.GetLength(1)}.", nameof(values));
        }

        (X, Y, Values, Scale, IsLogarithmic, ZFrom, ZTo) = (x, y, values, scale, isLogarithmic, zFrom, zTo);
        (_low, _span) = isLogarithmic ? (Math.Log(zFrom), Math.Log(zTo) - Math.Log(zFrom)) : (zFrom, zTo - zFrom);
        if (_heights.Length != values.Length)
        {
            _heights = new double[values.Length];
            var cells = IsEmpty ? 0 : (x.Length - 1) * (y.Length - 1);
            (_faces, _outlines, _pixels) = (new int[cells], new int[cells], new byte[4 * cells]);
        }

        var at = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < y.Length; j++)
            {
                _heights[at++] = Height(values[i, j]);
            }
        }

        if (level is { } value && !IsEmpty)
        {
            Level.Find(x, y, values, value);
            LevelHeight = Height(value);
        }
        else
        {
            Level.Clear();
        }

        if (!IsEmpty)
        {
            Shade();
        }
    }

    /// <summary>From 0 to 1 between the ends of the axis; NaN has the largest height.</summary>
    public double Height(double value)
    {
        var height = ((IsLogarithmic ? Math.Log(Math.Max(value, double.Epsilon)) : value) - _low) / _span;
        return height >= 0 ? Math.Min(height, 1) : double.IsNaN(height) ? 1 : 0;
    }

    /// <summary>The height of a point of a way.</summary>
    public double Height(in PathPoint point) => Height(LossAt(point));

    /// <summary>The loss of a point of a way: its own, or that of the surface.</summary>
    public double LossAt(in PathPoint point) => double.IsNaN(point.Z) ? ValueAt(point.X, point.Y) : point.Z;

    /// <summary>The function between the grid's points, linear along both axes; NaN outside.</summary>
    public double ValueAt(double x, double y)
    {
        if (IsEmpty || !(x >= X[0] && x <= X[^1] && y >= Y[0] && y <= Y[^1]))
        {
            return double.NaN;
        }

        var (i, j) = (Place(X, x), Place(Y, y));
        var s = (x - X[i]) / (X[i + 1] - X[i]);
        var t = (y - Y[j]) / (Y[j + 1] - Y[j]);
        var low = Values[i, j] + (s * (Values[i + 1, j] - Values[i, j]));
        var high = Values[i, j + 1] + (s * (Values[i + 1, j + 1] - Values[i, j + 1]));
        return low + (t * (high - low));
    }

    /// <summary>The cell of a place, i · (rows − 1) + j; that at the border for what lies outside.</summary>
    public int CellAt(double x, double y) => (Place(X, x) * (Rows - 1)) + Place(Y, y);

    private static int Place(double[] axis, double value)
    {
        var (low, high) = (0, axis.Length - 2);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = axis[middle] <= value ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private void Shade()
    {
        // The light comes from above, from the side of small x and small y.
        const double LightX = -0.35, LightY = -0.45, LightZ = 0.82;
        var (columns, rows) = (Columns - 1, Rows - 1);
        var cell = 0;
        for (var i = 0; i < columns; i++)
        {
            var slopeX = 1.2 * (X[^1] - X[0]) / (X[i + 1] - X[i]) / 4;
            for (var j = 0; j < rows; j++)
            {
                var at = (i * Rows) + j;
                var (a, b, c, d) = (_heights[at], _heights[at + Rows], _heights[at + Rows + 1], _heights[at + 1]);
                var dx = (b + c - a - d) * slopeX;
                var dy = (d + c - a - b) * 1.2 * (Y[^1] - Y[0]) / (Y[j + 1] - Y[j]) / 4;
                var light = (LightZ - (LightX * dx) - (LightY * dy)) / Math.Sqrt(1 + (dx * dx) + (dy * dy));
                var rgb = Scale[(a + b + c + d) / 4];
                var face = ColourScale.Darken(rgb, 0.74 + (0.26 * Math.Clamp(light, 0, 1)));
                _faces[cell] = face;
                _outlines[cell++] = ColourScale.Darken(face, 0.86);
                var pixel = 4 * (((rows - 1 - j) * columns) + i);
                _pixels[pixel] = (byte)(rgb >> 16);
                _pixels[pixel + 1] = (byte)(rgb >> 8);
                _pixels[pixel + 2] = (byte)rgb;
                _pixels[pixel + 3] = 255;
            }
        }
    }
}
