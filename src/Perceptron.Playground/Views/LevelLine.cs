namespace Perceptron.Playground.Views;

/// <summary>
/// The line on which a function on a grid has a given value, by marching squares: in each cell the line is straight between the
/// points where the cell's edges have the value, interpolated linearly. Source: W. E. Lorensen, H. E. Cline, Marching Cubes, 1987, in
/// the plane.
/// </summary>
public sealed class LevelLine
{
    private double[] _ends = new double[256];
    private int[] _cells = new int[64];

    /// <summary>How many straight pieces there are.</summary>
    public int Count { get; private set; }

    /// <summary>The cell of a piece, i · (rows − 1) + j; pieces of the same cell follow each other.</summary>
    public int Cell(int piece) => _cells[piece];

    /// <summary>x and y of the start and of the end of a piece.</summary>
    public ReadOnlySpan<double> Ends(int piece) => _ends.AsSpan(4 * piece, 4);

    public void Clear() => Count = 0;

    /// <summary>Finds the line; cells with a corner that is NaN have none.</summary>
    /// <param name="values">[i, j] at (x[i], y[j]).</param>
    public void Find(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double[,] values, double level)
    {
        ArgumentNullException.ThrowIfNull(values);
        Count = 0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            for (var j = 0; j + 1 < y.Length; j++)
            {
                // Around the cell: 0 at (i, j), 1 at (i + 1, j), 2 at (i + 1, j + 1), 3 at (i, j + 1).
                var a = values[i, j] - level;
                var b = values[i + 1, j] - level;
                var c = values[i + 1, j + 1] - level;
                var d = values[i, j + 1] - level;
                var above = (a >= 0 ? 1 : 0) | (b >= 0 ? 2 : 0) | (c >= 0 ? 4 : 0) | (d >= 0 ? 8 : 0);
                if (above is 0 or 15 || !double.IsFinite(a + b + c + d))
                {
                    continue;
                }

                var cell = (i * (y.Length - 1)) + j;
                var (bottom, right, top, left) = (Crossing(a, b), Crossing(b, c), Crossing(d, c), Crossing(a, d));
                var (x0, dx, y0, dy) = (x[i], x[i + 1] - x[i], y[j], y[j + 1] - y[j]);
                var (bx, ry, tx, ly) = (x0 + (bottom * dx), y0 + (right * dy), x0 + (top * dx), y0 + (left * dy));
                var (x1, y1) = (x[i + 1], y[j + 1]);

                // Two opposite corners above: the mean says whether they hang together.
                if (above is 5 or 10)
                {
                    if (above == 5 == (a + b + c + d >= 0))
                    {
                        Add(cell, bx, y0, x1, ry);
                        Add(cell, tx, y1, x0, ly);
                    }
                    else
                    {
                        Add(cell, bx, y0, x0, ly);
                        Add(cell, tx, y1, x1, ry);
                    }

                    continue;
                }

                switch (above > 7 ? 15 - above : above)
                {
                    case 1:
                        Add(cell, x0, ly, bx, y0);
                        break;
                    case 2:
                        Add(cell, bx, y0, x1, ry);
                        break;
                    case 3:
                        Add(cell, x0, ly, x1, ry);
                        break;
                    case 4:
                        Add(cell, x1, ry, tx, y1);
                        break;
                    case 6:
                        Add(cell, bx, y0, tx, y1);
                        break;
                    case 7:
                        Add(cell, x0, ly, tx, y1);
                        break;
                }
            }
        }
    }

    private static double Crossing(double from, double to) => from == to ? 0.5 : from / (from - to);

    private void Add(int cell, double x0, double y0, double x1, double y1)
    {
        if (Count == _cells.Length)
        {
            Array.Resize(ref _cells, 2 * Count);
            Array.Resize(ref _ends, 8 * Count);
        }

        _cells[Count] = cell;
        var ends = _ends.AsSpan(4 * Count++, 4);
        (ends[0], ends[1], ends[2], ends[3]) = (x0, y0, x1, y1);
    }
}
