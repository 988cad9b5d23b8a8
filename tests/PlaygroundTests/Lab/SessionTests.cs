using FsCheck;
using FsCheck.Xunit;
using Perceptron.Playground.Lab;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

public sealed class SessionTests
{
    private static readonly Func<bool> Never = () => false;

    // The numbers of the exercise: full-batch gradient descent with a rate of 1.
    [Theory]
    [InlineData(StartKind.Learns, 1000, 0.0518)]
    [InlineData(StartKind.Learns, 5000, 0.00227)]
    [InlineData(StartKind.Stuck, 1000, 0.3627)]
    [InlineData(StartKind.Stuck, 5000, 0.3486)]
    public void Training_from_a_start_by_hand_gives_the_known_losses(StartKind kind, int epochs, double loss)
    {
        var session = new LabSession(new LabState { Start = new(kind) });
        session.Play();
        session.Run(epochs, Never);

        Assert.Equal(epochs, session.Present.Number);
        Assert.Equal(loss, session.Loss, loss / 500);
    }

    [Fact]
    public void A_link_is_trained_up_to_its_epoch()
    {
        var session = new LabSession(new LabState { Start = new(StartKind.Learns), Epoch = 1000 });
        Assert.True(session.IsCatchingUp);
        while (session.IsCatchingUp)
        {
            session.Run(170, Never);
            Assert.Equal(1000, session.State.Epoch);
        }

        Assert.Equal(1000, session.Present.Number);
        Assert.Equal(0.0518, session.Loss, 0.0001);
    }

    [Property]
    public void Setting_a_number_gives_the_loss_of_the_library_and_the_gradient(sbyte index, NormalFloat given)
    {
        var value = given.Get;
        var session = new LabSession(new LabState { Start = new(StartKind.Textbook) });
        var parameter = Math.Abs((int)index) % 9;
        var changes = 0;
        session.Changed += () => changes++;
        session.Set(parameter, value);

        var expected = LogicGate.Xor.Textbook.GetParameters();
        expected[parameter] = value;
        var model = Model.FromParameters(LogicGate.Xor.Textbook.Architecture, expected);
        Assert.Equal(1, changes);
        Assert.Equal(expected, session.Model.GetParameters());
        if (!double.IsFinite(model.Loss(LogicGate.Xor.Dataset)))
        {
            Assert.NotNull(session.Recording.Divergence);
            session.Step();
            return;
        }

        Assert.Equal(TruthTable.Compute(model, LogicGate.Xor.Dataset).Loss, session.Loss, 1e-12 * Math.Max(1, session.Loss));
        Assert.Equal(model.Gradient(LogicGate.Xor.Dataset).ToArray(), session.Gradient);
        Assert.Equal(StartKind.Given, session.State.Start.Kind);
    }

    [Fact]
    public void Numbers_so_large_that_there_is_no_loss_are_told_of()
    {
        var session = new LabSession(new LabState { Start = new(StartKind.Textbook) });
        session.Set(6, double.MaxValue);
        session.Set(7, double.MaxValue);
        Assert.Contains("finite", session.Recording.Divergence, StringComparison.Ordinal);
        session.Set(6, 1);
        session.Set(7, 1);
        Assert.Null(session.Recording.Divergence);
    }

    [Fact]
    public void A_number_must_be_finite() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabSession(new()).Set(0, double.NaN));

    [Fact]
    public void Going_back_and_on_gives_the_same_bits()
    {
        var session = new LabSession(LabState.Of(Problem.All.Single(problem => problem.Id == "spiral")) with { Training = new() { Rule = Rule.Adam, Rate = 0.01, Batch = 10 } });
        session.Play();
        session.Run(12, Never);
        var expected = session.Model;
        session.Scrub(5);
        Assert.False(session.IsPlaying);
        Assert.Equal(5, session.State.Epoch);
        Assert.NotEqual(expected, session.Model);
        session.Play();
        Assert.Equal(5, session.Recording.Last.Number);
        session.Run(7, Never);
        Assert.Equal(expected, session.Model);
    }

    [Fact]
    public void Another_rule_goes_on_from_the_numbers_as_they_are()
    {
        var session = new LabSession(new LabState());
        session.Step();
        session.Step();
        var model = session.Model;
        session.Tune(session.State.Training with { Rate = 3 });
        Assert.Equal(model, session.Model);
        Assert.Equal(0, session.Present.Number);
        Assert.Equal(StartKind.Given, session.State.Start.Kind);
    }

    [Fact]
    public void A_rule_changed_before_training_leaves_the_start_what_it_was()
    {
        var session = new LabSession(new LabState { Start = new(StartKind.Stuck) });
        session.Tune(session.State.Training with { Rate = 10 });
        Assert.Equal(StartKind.Stuck, session.State.Start.Kind);
    }

    [Fact]
    public void Other_layers_keep_a_start_that_fits_them_and_take_a_random_one_otherwise()
    {
        var session = new LabSession(new LabState { Start = new(StartKind.Textbook) });
        session.Build([3], Activation.Sigmoid);
        Assert.Equal(StartKind.Random, session.State.Start.Kind);
        session.Begin(new(StartKind.Zeros));
        session.Build([8, 8, 8], Activation.ReLU);
        Assert.Equal(StartKind.Zeros, session.State.Start.Kind);
        Assert.Equal([2, 8, 8, 8, 1], session.Model.Architecture.Sizes);
        session.BeginWithItsLayers(StartKind.Learns);
        Assert.Equal(XorStart.Learns.GetParameters(), session.Model.GetParameters());
        Assert.Equal([2], session.State.Hidden);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_training_with_a_word()
    {
        var session = new LabSession(LabState.Of(Problem.All.Single(problem => problem.Id == "spiral")) with
        {
            Hidden = [8, 8, 8],
            Activation = Activation.ReLU,
            Training = new() { Rate = 1000, L2 = 10 },
        });
        session.Play();
        session.Run(10_000, Never);

        Assert.False(session.IsPlaying);
        Assert.Contains("finite", session.Recording.Divergence, StringComparison.Ordinal);
        Assert.All(session.Model.GetParameters(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Every_problem_begins_with_layers_that_its_surfaces_and_maps_know()
    {
        foreach (var problem in Problem.All)
        {
            var session = new LabSession(LabState.Of(problem));
            Assert.Equal(problem.Inputs, session.Model.InputCount);
            var surfaces = Surfaces.Of(session.State);
            Assert.Equal(surfaces.Count, surfaces.DistinctBy(surface => surface.Id).Count());
            foreach (var surface in surfaces)
            {
                Assert.Equal(NeuronMaps.Side, session.Maps.Of(surface.Layer, surface.Unit).GetLength(0));
            }
        }
    }

    [Property(Arbitrary = [typeof(States)])]
    public void A_neuron_s_map_is_what_it_gives_at_each_point(LabState state)
    {
        var session = new LabSession(state with { Epoch = 0 });
        var axis = session.Maps.Axis;
        foreach (var (i, j) in new[] { (0, 0), (7, 0), (30, 30), (11, 23) })
        {
            var activations = state.Problem.Inputs == 1 ? session.Model.Activations(axis[i]) : session.Model.Activations(axis[i], axis[j]);
            for (var layer = 0; layer < activations.Length; layer++)
            {
                for (var unit = 0; unit < activations[layer].Length; unit++)
                {
                    Assert.Equal(activations[layer][unit], session.Maps.Of(layer, unit)[i, state.Problem.Inputs == 1 ? 0 : j]);
                }
            }
        }
    }

    [Property]
    public void The_last_layer_by_itself_gives_f_from_h(int seed, NormalFloat x1, NormalFloat x2)
    {
        var model = Model.Uniform<double>(Architecture.Of(2).Hidden(3, Activation.Tanh).Hidden(2, Activation.Sigmoid).Sigmoid(2), -1, 1, seed);
        var activations = model.Activations(x1.Get, x2.Get);
        Assert.Equal(activations[^1], Surfaces.BehindH(model).Predict(activations[^2]));
    }
}
