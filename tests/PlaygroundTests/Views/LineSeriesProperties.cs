using FsCheck;
using FsCheck.Xunit;
using Perceptron.Playground.Views;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

public sealed class LineSeriesProperties
{
    [Property]
    public void The_recorded_epoch_before_another_is_the_last_that_is_not_above_it(PositiveInt[] steps, NonNegativeInt epoch)
    {
        int[] epochs = [0, .. steps.Select((_, i) => steps.Take(i + 1).Sum(step => step.Get))];
        Assert.Equal(Array.FindLastIndex(epochs, each => each <= epoch.Get), LineSeries.Before(epochs.Length, i => epochs[i], epoch.Get));
    }
}
