using FsCheck.Xunit;
using Perceptron.Playground.Translation;
using Perceptron.Playground.Views;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

/// <summary>What a plot makes of the values it is given.</summary>
public class PlotGridProperties
{
    private static readonly double[] Axis = [0, 1, 3];

    [Property]
    public void Between_the_points_a_bilinear_function_is_met(sbyte a, sbyte b, sbyte c, byte s, byte t)
    {
        var grid = Filled((x, y) => (a * x) + (b * y) + (c * x * y));
        var (px, py) = (3 * s / 255.0, 3 * t / 255.0);
        Assert.Equal((a * px) + (b * py) + (c * px * py), grid.ValueAt(px, py), 1e-8);
        Assert.True(double.IsNaN(grid.ValueAt(3.01, 0)));
        Assert.True(double.IsNaN(grid.ValueAt(0, -0.01)));
    }

    [Fact]
    public void Heights_are_cut_at_the_ends_of_the_axis()
    {
        var grid = Filled((x, y) => x, 0.5, 2);
        Assert.Equal([0, 0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1, 1, 1], grid.Heights.ToArray());
        Assert.Equal(1, grid.Height(double.NaN));
        Assert.Equal(1, grid.Height(double.PositiveInfinity));
    }

    [Fact]
    public void Logarithms_set_equal_factors_equally_far_apart()
    {
        var grid = new PlotGrid();
        grid.Set([0, 1], [0, 1], new[,] { { 0.01, 0.1 }, { 1, 0 } }, 0.01, 1, isLogarithmic: true, ColourScale.Sequential, null);
        Assert.Equal(0, grid.Heights[0], 1e-12);
        Assert.Equal(0.5, grid.Heights[1], 1e-12);
        Assert.Equal(1, grid.Heights[2], 1e-12);
        Assert.Equal(0, grid.Heights[3]);
    }

    [Fact]
    public void A_cell_is_found_by_a_point_in_it_and_the_nearest_for_one_outside()
    {
        var grid = Filled((x, y) => 0);
        Assert.Equal(0, grid.CellAt(0.5, 0.5));
        Assert.Equal(1, grid.CellAt(0.5, 2));
        Assert.Equal(2, grid.CellAt(1, 0.9));
        Assert.Equal(3, grid.CellAt(9, 9));
        Assert.Equal(0, grid.CellAt(-9, -9));
    }

    [Fact]
    public void Values_must_be_as_many_as_the_axes_say()
    {
        var exception = Assert.Throws<ArgumentException>(() => new PlotGrid().Set([0, 1], [0, 1, 2], new double[2, 2], 0, 1, false, ColourScale.Diverging, null));
        Assert.Equal("values", exception.ParamName);
        Assert.Contains("2 × 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_of_a_way_without_a_loss_lies_on_the_surface()
    {
        var grid = Filled((x, y) => (x + y) / 6);
        Assert.Equal(0.5, grid.LossAt(new(1.5, 1.5, double.NaN)), 1e-12);
        Assert.Equal(0.5, grid.Height(new PathPoint(1.5, 1.5, double.NaN)), 1e-12);
        Assert.Equal(0.7, grid.LossAt(new(1.5, 1.5, 0.7)));
    }

    [Fact]
    public void A_path_keeps_its_ends_its_order_and_only_what_can_be_told_apart()
    {
        var grid = Filled((x, y) => 0);
        var path = Enumerable.Range(0, 10_001).Select(i => new PathPoint(3 * i / 10_000.0, 1, i)).ToArray();
        var marks = new Marks();
        marks.Place(grid, [], path, 5000);
        Assert.Equal(path[0], marks.Path[0]);
        Assert.Equal(path[^1], marks.Path[^1]);
        Assert.InRange(marks.Path.Count, 200, 255);
        Assert.Equal(marks.Path.Select(point => point.X).Order(), marks.Path.Select(point => point.X));
        Assert.Equal(path[5000], marks.Present);

        // Each piece is in one cell, all pieces follow each other, and x = 1 is a border.
        var lines = new List<Marks.Mark>();
        for (var cell = 0; cell < 4; cell++)
        {
            for (var mark = marks.First(cell); mark >= 0; mark = marks[mark].Next)
            {
                lines.Add(marks[mark]);
            }
        }

        Assert.Equal(2, lines.Count);
        lines.Sort((a, b) => a.Index.CompareTo(b.Index));
        Assert.Equal(lines[0].Count - 1, lines[1].Index);
        Assert.Equal(marks.Path.Count, lines[1].Index + lines[1].Count);
    }

    [Fact]
    public void Words_say_the_range_the_share_above_and_each_observation()
    {
        var grid = new PlotGrid();
        grid.Set([0, 1], [0, 1], new[,] { { 0.1, 0.9 }, { 0.8, 0.2 } }, 0, 1, false, ColourScale.Diverging, 0.5);
        var marks = new Marks();
        marks.Place(grid, [new(0, 0, 0.1, 0), new(1, 1, 0.2, 1, Label: "last")], [], 0);
        var words = PlotWords.OfSurface(Texts.English, grid, marks, "x1", "x2", "f", 0.5);
        Assert.Contains("lowest 0.1 at (0, 0), highest 0.9 at (0, 1)", words, StringComparison.Ordinal);
        Assert.Contains("0.5 or more on 50 %", words, StringComparison.Ordinal);
        Assert.Contains("1 of 2 observations on the side of the target", words, StringComparison.Ordinal);
        Assert.Contains("last: 0.2, target 1.", words, StringComparison.Ordinal);
    }

    private static PlotGrid Filled(Func<double, double, double> f, double from = 0, double to = 1)
    {
        var values = new double[3, 3];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                values[i, j] = f(Axis[i], Axis[j]);
            }
        }

        var grid = new PlotGrid();
        grid.Set(Axis, Axis, values, from, to, false, ColourScale.Diverging, null);
        return grid;
    }
}
