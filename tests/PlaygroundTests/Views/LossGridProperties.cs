using FsCheck.Xunit;
using Perceptron.Playground.Views;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

/// <summary>The loss surface against the library's own loss, and a squared error written out.</summary>
public class LossGridProperties
{
    [Property(MaxTest = 30)]
    public void Every_point_has_the_losses_of_the_model_with_those_numbers(int seed, byte firstAt, byte secondAt, byte steps, bool weighted)
    {
        var architecture = Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(2);
        var model = Model.Uniform<double>(architecture, -1, 1, seed);
        var data = Dataset.MultiLabel(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }, new double[,] { { 0, 0 }, { 1, 0 }, { 1, 0.25 }, { 1, 1 } });
        data = weighted ? data.WithRowWeights(1, 2, 0.5, 0) : data;
        var first = firstAt % model.ParameterCount;
        var second = (first + 1 + (secondAt % (model.ParameterCount - 1))) % model.ParameterCount;
        var count = 2 + (steps % 16);
        var grid = new LossGrid(model, data, first, second, (-2, 3), (-1, 0.5), count, 0.1);
        while (grid.Advance(0))
        {
        }

        Assert.Equal(grid.Total, count * count);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var parameters = model.GetParameters();
                parameters[first] = -2 + (5.0 * i / (count - 1));
                parameters[second] = -1 + (1.5 * j / (count - 1));
                var moved = model.WithParameters(parameters);
                Assert.Equal(moved.Loss(data, new LossOptions { L2 = 0.1 }), grid.CrossEntropy[i, j], 1e-12);
                var (sum, weights) = (0.0, data.GetRowWeights());
                for (var row = 0; row < 4; row++)
                {
                    var f = moved.Predict(data.Rows.Row(row));
                    sum += weights[row] * (Math.Pow(f[0] - data.Targets[row, 0], 2) + Math.Pow(f[1] - data.Targets[row, 1], 2));
                }

                Assert.Equal(sum / 8, grid.SquaredError[i, j], 1e-12);
            }
        }
    }

    [Fact]
    public void A_known_point()
    {
        // OR with w = (0.4, 0.4) and b = −0.4: f = 0.401, 0.5, 0.5, 0.599.
        var grid = new LossGrid(Model.Neuron<double>([9, 9], -0.4), LogicGate.Or.Dataset, 0, 1, (0.4, 1.4), (0.4, 1.4), 2);
        grid.Advance(double.PositiveInfinity);
        Assert.True(grid.IsDone);
        Assert.Equal((Math.Log(1 / (1 - 0.401312)) + Math.Log(2) + Math.Log(2) + Math.Log(1 / 0.598688)) / 4, grid.CrossEntropy[0, 0], 1e-6);
        Assert.Equal((Math.Pow(0.401312, 2) + 0.25 + 0.25 + Math.Pow(0.401312, 2)) / 4, grid.SquaredError[0, 0], 1e-6);
    }

    [Fact]
    public void It_is_whole_from_the_first_pass_and_then_finer()
    {
        var grid = new LossGrid(LogicGate.Xor.Textbook, LogicGate.Xor.Dataset, 0, 3, (-10, 10), (-20, 20), 17);
        for (var point = 0; point < 9; point++)
        {
            Assert.True(grid.Advance(0));
        }

        // Nine points, each eight apart, have given their losses to all.
        Assert.Equal(9, grid.Done);
        Assert.DoesNotContain(0, grid.CrossEntropy.Cast<double>());
        var coarse = grid.CrossEntropy[16, 16];
        Assert.Equal(grid.CrossEntropy[8, 8], grid.CrossEntropy[15, 15]);
        grid.Advance(double.PositiveInfinity);
        Assert.Equal(coarse, grid.CrossEntropy[16, 16]);
        Assert.NotEqual(grid.CrossEntropy[8, 8], grid.CrossEntropy[15, 15]);
    }

    [Property]
    public void The_whole_way_lies_inside_with_a_margin(int[] way)
    {
        double[] visited = [.. way.Select(value => value / 1e6), 0.25, double.NaN];
        var (from, to) = LossGrid.Range(visited);
        var (low, high) = (visited.Where(double.IsFinite).Min(), visited.Where(double.IsFinite).Max());
        Assert.True(from <= low - (0.2 * (high - low)) && to >= high + (0.2 * (high - low)));
        Assert.True(to - from >= 4 - 1e-9);
        Assert.Equal((low + high) / 2, (from + to) / 2, 1e-6);
    }

    [Fact]
    public void The_few_highest_losses_are_cut_off()
    {
        var losses = new double[20, 5];
        for (var i = 0; i < 100; i++)
        {
            losses[i / 5, i % 5] = i < 96 ? 0.1 + (i / 100.0) : 1e6;
        }

        losses[19, 4] = double.PositiveInfinity;
        Assert.Equal((0.1, 1.03), LossGrid.Bounds(losses, isLogarithmic: false));
        var (from, to) = LossGrid.Bounds(losses, isLogarithmic: true);
        Assert.Equal(0.1 / 1.1, from, 1e-12);
        Assert.Equal(1.03, to, 1e-12);
        Assert.Equal((0.0, 0.02), LossGrid.Bounds(new double[2, 2], isLogarithmic: false));
        Assert.Equal((0.1, 1.0), LossGrid.Bounds(new double[2, 2], isLogarithmic: true));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var (model, data) = (LogicGate.Xor.Textbook, LogicGate.Xor.Dataset);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => new LossGrid(model, data, 2, 2, (0, 1), (0, 1), 5)).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentOutOfRangeException>(() => new LossGrid(model, data, 9, 2, (0, 1), (0, 1), 5)).ParamName);
        Assert.Equal("firstRange", Assert.Throws<ArgumentException>(() => new LossGrid(model, data, 0, 2, (1, 1), (0, 1), 5)).ParamName);
        Assert.Equal("secondRange", Assert.Throws<ArgumentException>(() => new LossGrid(model, data, 0, 2, (0, 1), (0, double.NaN), 5)).ParamName);
        Assert.Equal("steps", Assert.Throws<ArgumentOutOfRangeException>(() => new LossGrid(model, data, 0, 2, (0, 1), (0, 1), 1)).ParamName);
        Assert.Equal("visited", Assert.Throws<ArgumentException>(() => LossGrid.Range([double.NaN])).ParamName);
    }

    [Fact]
    public void Losses_beyond_all_numbers_do_not_stop_it()
    {
        var grid = new LossGrid(Model.Neuron<double>([0, 0], 0), LogicGate.Or.Dataset, 0, 1, (-1e200, 1e200), (-1e200, 1e200), 5);
        grid.Advance(double.PositiveInfinity);
        Assert.True(grid.IsDone);
        Assert.All(grid.SquaredError.Cast<double>(), error => Assert.InRange(error, 0, 1));
    }

    [Fact]
    public void Classes_that_exclude_each_other_have_the_loss_of_softmax()
    {
        var model = Model.Uniform<double>(Architecture.Of(2).Softmax(3), -1, 1, 5);
        var data = Dataset.Exclusive(new double[,] { { 0, 1 }, { 2, 0 }, { 1, 1 } }, [0, 1, 2], 3);
        var grid = new LossGrid(model, data, 0, 7, (-1, 1), (-1, 1), 3, 0.2);
        grid.Advance(double.PositiveInfinity);
        var parameters = model.GetParameters();
        (parameters[0], parameters[7]) = (0, 1);
        var moved = model.WithParameters(parameters);
        var sum = 0.0;
        for (var row = 0; row < 3; row++)
        {
            var f = moved.Predict(data.Rows.Row(row));
            for (var output = 0; output < 3; output++)
            {
                sum += Math.Pow(f[output] - (output == row ? 1 : 0), 2);
            }
        }

        Assert.Equal(moved.Loss(data, new LossOptions { L2 = 0.2 }), grid.CrossEntropy[1, 2], 1e-12);
        Assert.Equal(sum / 9, grid.SquaredError[1, 2], 1e-12);
    }
}
