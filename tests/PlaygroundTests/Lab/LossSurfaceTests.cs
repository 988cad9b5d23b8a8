using Perceptron.Playground.Lab;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

/// <summary>The loss surface follows its session.</summary>
public sealed class LossSurfaceTests
{
    [Fact]
    public void The_point_is_W_at_each_epoch_and_lies_within_the_surface()
    {
        var session = new LabSession(LabState.Of(Problem.Xor));
        var surface = new LossSurface();
        session.Play();
        for (var epoch = 0; epoch < 1500; epoch++)
        {
            session.Run(1, () => false);
            surface.Follow(session, 6, 7);
            surface.Advance(0);
            var parameters = session.Model.GetParameters();
            Assert.Equal((parameters[6], parameters[7]), (surface.Present.X, surface.Present.Y));
            Assert.InRange(surface.Present.X, surface.Grid!.X[0], surface.Grid.X[^1]);
            Assert.InRange(surface.Present.Y, surface.Grid.Y[0], surface.Grid.Y[^1]);
            Assert.Equal(session.Recording.Kept.Select(kept => kept.Model.GetParameters()[6]), surface.Path.Select(point => point.X));
        }

        // While it trained, newer surfaces took the place of older ones.
        Assert.InRange(surface.Epoch, 1, 1500);
    }

    [Fact]
    public void On_pause_the_surface_becomes_that_of_the_present_epoch()
    {
        var session = new LabSession(LabState.Of(Problem.Xor));
        var surface = new LossSurface();
        session.Play();
        session.Run(50, () => false);
        surface.Follow(session, 0, 8);
        session.Run(3, () => false);
        session.Pause();
        Finish();
        Assert.Equal(53, surface.Epoch);
        AssertIsLoss();

        session.Scrub(20);
        Finish();
        Assert.Equal(20, surface.Epoch);
        Assert.Equal(20, surface.PathAt);
        AssertIsLoss();

        void Finish()
        {
            var steps = 0;
            while (surface.Follow(session, 0, 8))
            {
                surface.Advance(5);
                Assert.True(steps++ < 10_000);
            }

            Assert.True(surface.IsCurrent);
        }

        void AssertIsLoss()
        {
            var parameters = session.Model.GetParameters();
            (parameters[0], parameters[8]) = (surface.Grid!.X[3], surface.Grid.Y[20]);
            Assert.Equal(Model.FromParameters(session.Model.Architecture, parameters).Loss(session.Training), surface.Grid.CrossEntropy[3, 20], 1e-12);
        }
    }

    [Fact]
    public void Numbers_that_leave_no_range_have_no_surface()
    {
        var session = new LabSession(LabState.Of(Problem.Xor));
        session.Set(0, double.MaxValue);
        var surface = new LossSurface();
        Assert.False(surface.Follow(session, 0, 1));
        Assert.Null(surface.Grid);
        session.Set(0, 1);
        Assert.True(surface.Follow(session, 0, 1));
        Assert.NotNull(surface.Grid);
    }
}
