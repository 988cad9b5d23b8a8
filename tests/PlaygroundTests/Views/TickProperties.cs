using FsCheck.Xunit;
using Perceptron.Playground.Views;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

public class TickProperties
{
    [Property]
    public void Linear_ticks_are_round_even_inside_and_not_too_many(short from, ushort width, byte power, byte most)
    {
        var scale = Math.Pow(10, (power % 12) - 6);
        var (low, high, atMost) = (from * scale, (from + width + 1.0) * scale, 2 + (most % 10));
        var ticks = Ticks.Linear(low, high, atMost);
        Assert.InRange(ticks.Length, atMost < 4 ? 0 : 1, atMost);
        var slack = 1e-8 * (high - low);
        Assert.All(ticks, tick => Assert.InRange(tick, low - slack, high + slack));
        for (var i = 1; i < ticks.Length; i++)
        {
            var step = ticks[i] - ticks[i - 1];
            var leading = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-6));
            Assert.Contains([1.0, 2.0, 5.0], round => Math.Abs(leading - round) < 1e-4);
            Assert.Equal(0, Math.IEEERemainder(ticks[i], step) / step, 1e-4);
        }
    }

    [Fact]
    public void Examples()
    {
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1], Ticks.Linear(0, 1, 6));
        Assert.Equal([-0.5, 0, 0.5, 1, 1.5], Ticks.Linear(-0.5, 1.5, 5));
        Assert.Equal([-6, -4, -2, 0, 2, 4, 6], Ticks.Linear(-6, 6, 7));
        Assert.Empty(Ticks.Linear(1, 1, 5));
        Assert.Empty(Ticks.Linear(0, double.PositiveInfinity, 5));
        Assert.Equal([0.01, 0.1, 1], Ticks.Logarithmic(0.005, 2, 5));
        Assert.Equal([0.05, 0.1, 0.2, 0.5], Ticks.Logarithmic(0.04, 0.6, 5));
        Assert.Empty(Ticks.Logarithmic(0, 1, 5));
        Assert.Equal(["0", "−0.5", "1", "0.0023", "2e−7", "1234.5", "1e5", "−∞", "NaN"],
            new[] { 0, -0.5, 1, 0.0023, 2e-7, 1234.5, 1e5, double.NegativeInfinity, double.NaN }.Select(Ticks.Text));
    }

    [Property]
    public void Logarithmic_ticks_are_inside_and_not_too_many(byte power, byte powers, byte digit)
    {
        var low = (1 + (digit % 9)) * Math.Pow(10, (power % 20) - 15);
        var high = low * Math.Pow(10, 0.3 + (powers % 12));
        var ticks = Ticks.Logarithmic(low, high, 6);
        Assert.InRange(ticks.Length, 1, 6);
        Assert.All(ticks, tick => Assert.InRange(tick, low * (1 - 1e-6), high * (1 + 1e-6)));
        Assert.Equal(ticks.Order().Distinct(), ticks);
    }

    [Fact]
    public void The_scale_of_losses_begins_at_0_or_below_the_least()
    {
        double[] losses = [0.7, 0.05, double.PositiveInfinity, double.NaN, 0.6];
        var linear = LineScale.Of(losses, isLogarithmic: false);
        Assert.Equal(0, linear.From);
        Assert.Equal(0.7 / linear.To, linear.Height(0.7), 1e-12);
        Assert.True(double.IsNaN(linear.Height(double.NaN)));
        var logarithmic = LineScale.Of(losses, isLogarithmic: true);
        Assert.InRange(logarithmic.From, 0.03, 0.05);
        Assert.Equal(0.5, logarithmic.Height(Math.Sqrt(logarithmic.From * logarithmic.To)), 1e-12);
        Assert.True(LineScale.Of([], true).To > LineScale.Of([], true).From);
        Assert.True(LineScale.Of([0, 0], false).To > 0);
    }

    [Property]
    public void The_epoch_before_is_the_last_that_is_not_later(byte[] steps, byte wanted)
    {
        var epochs = new int[steps.Length + 1];
        for (var i = 0; i < steps.Length; i++)
        {
            epochs[i + 1] = epochs[i] + 1 + steps[i];
        }

        Assert.Equal(Array.FindLastIndex(epochs, epoch => epoch <= wanted), LineSeries.Before(epochs.Length, i => epochs[i], wanted));
    }
}
