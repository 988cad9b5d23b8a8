using Perceptron.Playground.Lab;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

public sealed class RecordingTests
{
    private static readonly TrainingSettings Settings = new() { Rule = Rule.Momentum, Rate = 0.5 };

    [Fact]
    public void Any_epoch_can_be_had_again_to_the_bit()
    {
        var all = XorStart.GetsStuck.Train(LogicGate.Xor.Dataset, Settings.Optimizer, 3000).ToArray();
        var recording = new Recording(XorStart.GetsStuck, LogicGate.Xor.Dataset, null, Settings, 1);
        while (recording.Last.Number < 3000)
        {
            Assert.True(recording.Advance());
        }

        Assert.InRange(recording.Kept.Count, Recording.MaxKept / 2, Recording.MaxKept);
        Assert.Equal(Enumerable.Range(0, recording.Kept.Count).Select(i => 8 * i), recording.Kept.Select(epoch => epoch.Number));
        Assert.Equal(recording.Losses.Select(loss => loss.Epoch), recording.Kept.Select(epoch => epoch.Number));
        Assert.Equal(recording.Losses.Select(loss => loss.Training), recording.Kept.Select(epoch => all[epoch.Number].Loss));
        foreach (var number in new[] { 0, 1, 2, 17, 599, 600, 601, 1499, 2047, 2999, 3000 })
        {
            Assert.Equal(all[number].Model, recording.At(number).Model);
            Assert.Equal(all[number].GetOptimizerState(), recording.At(number).GetOptimizerState());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => recording.At(3001));
        Assert.Throws<ArgumentOutOfRangeException>(() => recording.At(-1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(997)]
    [InlineData(1500)]
    public void What_comes_after_an_epoch_can_be_forgotten_and_comes_again(int cut)
    {
        var all = XorStart.Learns.Train(LogicGate.Xor.Dataset, Settings.Optimizer, 1600).ToArray();
        var recording = new Recording(XorStart.Learns, LogicGate.Xor.Dataset, null, Settings, 1);
        while (recording.Last.Number < 1500)
        {
            recording.Advance();
        }

        recording.CutAfter(recording.At(cut));
        Assert.Equal(cut, recording.Last.Number);
        Assert.True(recording.Losses[^1].Epoch <= cut);
        while (recording.Last.Number < 1600)
        {
            recording.Advance();
            Assert.Equal(all[recording.Last.Number].Model, recording.Last.Model);
        }

        Assert.Equal(all[1234].Model, recording.At(1234).Model);
    }

    [Fact]
    public void Losses_of_mini_batches_and_of_the_test_are_those_of_the_library()
    {
        var parts = PlaneData.Make(PlaneSet.Exclusive, 0.1, 3).SplitByFraction(0.4, 3);
        var settings = new TrainingSettings { Rate = 0.1, Batch = 10, L2 = 0.01 };
        var start = Model.Uniform<double>(Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(1), -1, 1, 1);
        var recording = new Recording(start, parts.Training, parts.HeldOut, settings, 5);
        recording.Advance();
        recording.Advance();

        Assert.Equal(start.Train(parts.Training, settings.Optimizer, 2, settings.Options(5)).Last().Model, recording.Last.Model);
        Assert.Equal(
            recording.Kept.Select(epoch => new RecordedLoss(epoch.Number, epoch.Model.Loss(parts.Training, settings.Loss), epoch.Model.Loss(parts.HeldOut))),
            recording.Losses);
    }
}
