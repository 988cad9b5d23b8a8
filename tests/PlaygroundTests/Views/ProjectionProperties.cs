using FsCheck.Xunit;
using Perceptron.Playground.Views;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

/// <summary>The projection is a rotation, and surfaces are drawn from the back to the front.</summary>
public class ProjectionProperties
{
    [Property]
    public void A_rotation_keeps_lengths(short azimuth, byte elevation, sbyte x, sbyte y, sbyte z)
    {
        var projection = At(azimuth, elevation % 91);
        var (u, v, w) = (projection.ScreenX(x, y), -projection.ScreenY(x, y, z), projection.Depth(x, y, z));
        Assert.Equal(((double)x * x) + ((double)y * y) + ((double)z * z), (u * u) + (v * v) + (w * w), 1e-8);
    }

    [Fact]
    public void Corners_are_where_they_are_expected()
    {
        // From −90° and the side: x to the right, z upwards, and y away.
        var front = At(-90, 0);
        Same((1, -0.5), (front.ScreenX(1, 7), front.ScreenY(1, 7, 0.5)));
        Assert.Equal(7, front.Depth(1, 7, 0.5), 1e-12);

        // From above: y upwards, and the height not seen.
        var above = At(-90, 90);
        Same((1, -7), (above.ScreenX(1, 7), above.ScreenY(1, 7, 0.5)));
        Assert.Equal(0, above.Upright, 1e-12);

        // From 0° one looks along −x, and y runs to the right.
        var side = At(0, 0);
        Same((7, 0), (side.ScreenX(1, 7), side.ScreenY(1, 7, 0)));
        Assert.Equal(-1, side.Depth(1, 7, 0), 1e-12);

        // From −45° and 30°: (1, −1) is the nearest corner, and stands on sin 30° · √2 below the middle.
        var corner = At(-45, 30);
        Same((0, Math.Sqrt(2) / 2), (corner.ScreenX(1, -1), corner.ScreenY(1, -1, 0)));

        static void Same((double X, double Y) expected, (double X, double Y) actual)
        {
            Assert.Equal(expected.X, actual.X, 1e-12);
            Assert.Equal(expected.Y, actual.Y, 1e-12);
        }
    }

    [Property]
    public void No_cell_is_drawn_after_a_nearer_one_that_could_hide_it(short azimuth, byte size)
    {
        var (columns, rows) = (2 + (size % 5), 2 + (size / 5 % 5));
        var projection = At(azimuth, 0);
        var drawn = new List<(int I, int J)>();
        var (startI, stepI, startJ, stepJ) = Scene.Order(projection, columns, rows);
        for (int n = 0, i = startI; n < columns; n++, i += stepI)
        {
            for (int m = 0, j = startJ; m < rows; m++, j += stepJ)
            {
                drawn.Add((i, j));
            }
        }

        Assert.Equal(columns * rows, drawn.Distinct().Count());

        // A ray of sight meets a cell where their shadows across the view overlap; then the earlier is the farther.
        for (var first = 0; first < drawn.Count; first++)
        {
            for (var second = first + 1; second < drawn.Count; second++)
            {
                var (a, b) = (drawn[first], drawn[second]);
                foreach (var across in Shared(a, b))
                {
                    Assert.True(Nearest(a, across) >= Nearest(b, across) - 1e-9);
                }
            }
        }

        IEnumerable<double> Shared((int I, int J) a, (int I, int J) b)
        {
            var (aLow, aHigh) = Shadow(a);
            var (bLow, bHigh) = Shadow(b);
            var (low, high) = (Math.Max(aLow, bLow), Math.Min(aHigh, bHigh));
            for (var share = 1; share < 10 && high - low > 1e-9; share++)
            {
                yield return low + ((high - low) * share / 10);
            }
        }

        (double Low, double High) Shadow((int I, int J) cell)
        {
            var all = new[] { (0, 0), (1, 0), (1, 1), (0, 1) }.Select(c => projection.ScreenX(cell.I + c.Item1, cell.J + c.Item2)).ToArray();
            return (all.Min(), all.Max());
        }

        // The depth at which the ray enters the cell: the smallest over where it crosses the cell's sides.
        double Nearest((int I, int J) cell, double across)
        {
            var least = double.PositiveInfinity;
            (int X, int Y)[] corners = [(cell.I, cell.J), (cell.I + 1, cell.J), (cell.I + 1, cell.J + 1), (cell.I, cell.J + 1)];
            for (var side = 0; side < 4; side++)
            {
                var (from, to) = (corners[side], corners[(side + 1) % 4]);
                var (u, v) = (projection.ScreenX(from.X, from.Y), projection.ScreenX(to.X, to.Y));
                if (u != v && (across - u) / (v - u) is >= 0 and <= 1 and var t)
                {
                    least = Math.Min(least, projection.Depth(from.X + (t * (to.X - from.X)), from.Y + (t * (to.Y - from.Y)), 0));
                }
            }

            return least;
        }
    }

    [Property]
    public void A_view_stays_within_what_can_be_drawn(double azimuth, double elevation, double zoom)
    {
        var view = new Viewpoint(azimuth, elevation, zoom).Normalised();
        Assert.InRange(view.Azimuth, -180, 180);
        Assert.InRange(view.Elevation, 0, 90);
        Assert.InRange(view.Zoom, 0.5, 5);
        Assert.Equal(view, view.Normalised());
    }

    [Property]
    public void The_whole_box_is_on_the_canvas(short azimuth, byte elevation, byte width)
    {
        var (w, h) = (200.0 + (4 * width), 200.0);
        var projection = Projection.Fit(new Viewpoint(azimuth, elevation % 91, 1).Normalised(), w, h);
        foreach (var x in new[] { -1, 1 })
        {
            foreach (var y in new[] { -1, 1 })
            {
                foreach (var z in new[] { -Projection.HalfHeight, Projection.HalfHeight })
                {
                    Assert.InRange(projection.ScreenX(x, y), 0, w);
                    Assert.InRange(projection.ScreenY(x, y, z), 0, h);
                }
            }
        }
    }

    private static Projection At(double azimuth, double elevation) => new(new Viewpoint(azimuth, elevation, 1), 0, 0, 1);
}
