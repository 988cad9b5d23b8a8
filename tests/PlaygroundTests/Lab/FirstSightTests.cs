using FsCheck;
using FsCheck.Xunit;
using Perceptron.Playground.Lab;
using Perceptron.Playground.Translation;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

/// <summary>What the page begins with, and what helps on a first visit.</summary>
public sealed class FirstSightTests
{
    [Fact]
    public void A_link_without_keys_begins_where_XOR_learns_in_some_400_epochs()
    {
        var session = new LabSession(LabLink.Read("", Texts.English, out _));
        Assert.Equal(StartKind.Learns, session.State.Start.Kind);
        session.Play();
        session.Run(400, () => false);
        Assert.InRange(session.Loss, 0, 0.05);
    }

    // Links from before XOR had a start of its own.
    [Theory]
    [InlineData("seed=7", StartKind.Random, 1)]
    [InlineData("seed=1", StartKind.Random, 1)]
    [InlineData("h=3", StartKind.Random, 1)]
    [InlineData("act=tanh", StartKind.Random, 1)]
    [InlineData("start=stuck&epoch=0", StartKind.Stuck, 1)]
    [InlineData("start=learns", StartKind.Learns, 1)]
    [InlineData("start=random", StartKind.Random, 1)]
    [InlineData("", StartKind.Learns, 2.5)]
    [InlineData("rate=1", StartKind.Learns, 1)]
    [InlineData("p=or", StartKind.Random, 1)]
    public void A_link_that_names_a_start_a_seed_or_layers_has_the_rate_that_it_had(string link, StartKind start, double rate)
    {
        var state = LabLink.Read(link, Texts.English, out var complaints);
        Assert.Empty(complaints);
        Assert.Equal((start, rate), (state.Start.Kind, state.Training.Rate));
        Assert.Equal(state.Start.Kind, LabLink.Read(LabLink.Write(state), Texts.English, out _).Start.Kind);
        Assert.Equal(state.Training.Rate, LabLink.Read(LabLink.Write(state), Texts.English, out _).Training.Rate);
    }

    [Fact]
    public void Seeing_it_get_stuck_trains_from_that_start()
    {
        var session = new LabSession(LabLink.Read("h=3-3&rate=0.01&show=h2.3", Texts.English, out _));
        session.Show(StartKind.Stuck);
        Assert.True(session.IsPlaying);
        Assert.Equal(XorStart.GetsStuck.GetParameters(), session.Model.GetParameters());
        Assert.Equal("y1", session.State.View.Surface);
        session.TrySeed();
        Assert.True(session.IsPlaying);
        Assert.Equal((StartKind.Random, 2L), (session.State.Start.Kind, session.State.Start.Seed));
    }

    [Fact]
    public void Hints_are_shown_until_closed_and_not_where_the_page_is_a_part_of_another()
    {
        var hints = new Hints("sticks", isAsked: null, isPlain: true);
        Assert.False(hints.Shows(Hints.Sticks));
        Assert.True(hints.Shows(Hints.Arrows));
        Assert.True(hints.Close(Hints.Arrows));
        Assert.False(hints.Close(Hints.Arrows));
        Assert.False(hints.Shows(Hints.Arrows));
        Assert.Equal("arrows,sticks", hints.Closed);
        Assert.False(new Hints("", isAsked: null, isPlain: false).Shows(Hints.Train));
        Assert.False(new Hints("", isAsked: false, isPlain: true).Shows(Hints.Train));
        Assert.True(new Hints("train", isAsked: true, isPlain: false).Shows(Hints.Train));
    }

    [Fact]
    public void The_press_of_Train_closes_its_hint()
    {
        var session = new LabSession(new()) { Hints = new("", isAsked: null, isPlain: true) };
        session.Play();
        Assert.False(session.Hints.Shows(Hints.Train));
        Assert.True(session.Hints.Shows(Hints.Sticks));
    }

    [Property(Arbitrary = [typeof(States)])]
    public void A_click_on_the_free_part_of_a_line_finds_its_weight(LabState state, PositiveInt which, byte at)
    {
        var architecture = state.Architecture();
        var parameters = Parameter.Of(architecture);
        var plan = new NetworkPlan(architecture, 600, 90 * architecture.Sizes.Max());
        var parameter = parameters[which.Get % parameters.Count];
        if (parameter.From < 0)
        {
            var (x, y) = plan.Centre(parameter.Layer + 1, parameter.To);
            Assert.Equal(parameter, plan.HitParameter(parameters, x, y + (plan.Tile / 2) + 8));
            return;
        }

        // Where lines cross, the nearest one is found: one that runs through the same place.
        var (from, to) = plan.Edge(parameter);
        var part = at / 255.0;
        var (px, py) = (from.X + (part * (to.X - from.X)), from.Y + (part * (to.Y - from.Y)));
        var hit = plan.HitParameter(parameters, px, py);
        Assert.NotNull(hit);
        var (hitFrom, hitTo) = hit.From < 0 ? (plan.Centre(hit.Layer + 1, hit.To), plan.Centre(hit.Layer + 1, hit.To)) : plan.Edge(hit);
        Assert.True(hit.From < 0 || Math.Abs(hitFrom.Y + ((px - hitFrom.X) / (hitTo.X - hitFrom.X) * (hitTo.Y - hitFrom.Y)) - py) < 1e-6);
        Assert.Null(plan.HitParameter(parameters, px, -50));
    }

    [Fact]
    public void Each_problem_has_a_picture_of_both_classes()
    {
        foreach (var problem in Problem.All)
        {
            var svg = ProblemPicture.Of(problem).Value;
            Assert.Contains("class=\"one\"", svg, StringComparison.Ordinal);
            Assert.Contains("class=\"zero\"", svg, StringComparison.Ordinal);
            Assert.InRange(svg.Length, 100, 5000);
        }
    }
}
