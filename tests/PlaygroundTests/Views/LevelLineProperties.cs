using FsCheck.Xunit;
using Perceptron.Playground.Views;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

/// <summary>Marching squares against a plain search for changes of sign along the grid's lines.</summary>
public class LevelLineProperties
{
    [Property]
    public void The_line_ends_wherever_an_edge_of_the_grid_changes_sides_and_nowhere_else(ulong seed, byte size)
    {
        var (x, y, values) = Grid(seed, 2 + (size % 6), 2 + (size / 8 % 6));
        var line = new LevelLine();
        line.Find(x, y, values, 0.5);

        // Each edge inside belongs to two cells, so its crossing ends two pieces; one at the border ends one.
        var expected = new List<(double, double)>();
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < y.Length; j++)
            {
                if (i + 1 < x.Length && values[i, j] >= 0.5 != values[i + 1, j] >= 0.5)
                {
                    var at = (x[i] + ((x[i + 1] - x[i]) * (0.5 - values[i, j]) / (values[i + 1, j] - values[i, j])), y[j]);
                    expected.AddRange(Enumerable.Repeat(at, j == 0 || j == y.Length - 1 ? 1 : 2));
                }

                if (j + 1 < y.Length && values[i, j] >= 0.5 != values[i, j + 1] >= 0.5)
                {
                    var at = (x[i], y[j] + ((y[j + 1] - y[j]) * (0.5 - values[i, j]) / (values[i, j + 1] - values[i, j])));
                    expected.AddRange(Enumerable.Repeat(at, i == 0 || i == x.Length - 1 ? 1 : 2));
                }
            }
        }

        var found = new List<(double, double)>();
        for (var piece = 0; piece < line.Count; piece++)
        {
            var ends = line.Ends(piece);
            found.Add((ends[0], ends[1]));
            found.Add((ends[2], ends[3]));
            var (i, j) = (line.Cell(piece) / (y.Length - 1), line.Cell(piece) % (y.Length - 1));
            Assert.All([ends[0], ends[2]], end => Assert.InRange(end, x[i] - 1e-9, x[i + 1] + 1e-9));
            Assert.All([ends[1], ends[3]], end => Assert.InRange(end, y[j] - 1e-9, y[j + 1] + 1e-9));
        }

        Assert.Equal(expected.Select(Rounded).Order(), found.Select(Rounded).Order());

        static (double, double) Rounded((double X, double Y) point) => (Math.Round(point.X, 8) + 0.0, Math.Round(point.Y, 8) + 0.0);
    }

    [Property]
    public void A_plane_has_a_straight_line(sbyte a, sbyte b)
    {
        // f = a x + b y, whose level 1/3 linear interpolation hits to the rounding.
        double[] axis = [-2, -1, 0, 0.5, 2];
        var values = new double[5, 5];
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                values[i, j] = (a * axis[i]) + (b * axis[j]);
            }
        }

        var line = new LevelLine();
        line.Find(axis, axis, values, 1.0 / 3);
        for (var piece = 0; piece < line.Count; piece++)
        {
            var ends = line.Ends(piece);
            Assert.Equal(1.0 / 3, (a * ends[0]) + (b * ends[1]), 1e-9);
            Assert.Equal(1.0 / 3, (a * ends[2]) + (b * ends[3]), 1e-9);
        }

        Assert.True(line.Count > 0 || (a == 0 && b == 0));
    }

    [Fact]
    public void Two_opposite_corners_hang_together_if_the_mean_is_above()
    {
        // Above at (0, 0) and (1, 1): if they hang together, (1, 0) and (0, 1) are cut off.
        var line = new LevelLine();
        line.Find([0, 1], [0, 1], new double[,] { { 3, -1 }, { -1, 3 } }, 0);
        Assert.Equal(2, line.Count);
        Assert.Equal([0.75, 0, 1, 0.25], line.Ends(0).ToArray());
        line.Find([0, 1], [0, 1], new double[,] { { 1, -3 }, { -3, 1 } }, 0);
        Assert.Equal([0.25, 0, 0, 0.25], line.Ends(0).ToArray());
    }

    [Fact]
    public void What_is_no_number_has_no_line()
    {
        var line = new LevelLine();
        line.Find([0, 1, 2], [0, 1], new double[,] { { 0, double.NaN }, { 1, 1 }, { 0, 0 } }, 0.5);
        Assert.Equal(1, line.Count);
        Assert.Equal(1, line.Cell(0));
    }

    private static (double[] X, double[] Y, double[,] Values) Grid(ulong seed, int columns, int rows)
    {
        var random = new Random((int)(seed % int.MaxValue));
        var x = Enumerable.Range(0, columns).Select(i => i + (0.5 * random.NextDouble())).ToArray();
        var y = Enumerable.Range(0, rows).Select(j => (2.0 * j) + random.NextDouble()).ToArray();
        var values = new double[columns, rows];
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                values[i, j] = random.NextDouble();
            }
        }

        return (x, y, values);
    }
}
