using FsCheck.Xunit;
using Perceptron.Playground.Lab;
using Perceptron.Playground.Translation;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

public sealed class ParameterProperties
{
    [Property(Arbitrary = [typeof(States)], MaxTest = 50)]
    public void Each_parameter_is_the_weight_or_bias_that_it_is_called(LabState state)
    {
        var architecture = state.Architecture();
        var parameters = Parameter.Of(architecture);
        Assert.Equal(Enumerable.Range(0, architecture.ParameterCount), parameters.Select(parameter => parameter.Index));
        Assert.Equal(parameters.Count, parameters.DistinctBy(parameter => parameter.Name).Count());
        var model = Model.FromParameters(architecture, [.. parameters.Select(parameter => (double)parameter.Index)]);
        Assert.All(parameters, parameter => Assert.Equal(
            parameter.Index,
            parameter.From < 0 ? model.Layers[parameter.Layer].B[parameter.To] : model.Layers[parameter.Layer].W[parameter.From, parameter.To]));
    }

    [Fact]
    public void Names_are_short_and_spoken_ones_plain()
    {
        Assert.Equal(["w₁", "w₂", "b"], Parameter.Of(LogicGate.Or.Textbook.Architecture).Select(parameter => parameter.Name));
        Assert.Equal(["w", "b"], Parameter.Of(LogicGate.Not.Textbook.Architecture).Select(parameter => parameter.Name));
        Assert.Equal(
            ["x₁→h₁", "x₁→h₂", "x₂→h₁", "x₂→h₂", "b h₁", "b h₂", "h₁→y", "h₂→y", "b y"],
            Parameter.Of(XorStart.Learns.Architecture).Select(parameter => parameter.Name));
        Assert.Equal("weight from x1 to h2", Parameter.Of(XorStart.Learns.Architecture)[1].Spoken(Texts.English));
        Assert.Equal("bias of y", Parameter.Of(XorStart.Learns.Architecture)[^1].Spoken(Texts.English));
    }

    [Property(Arbitrary = [typeof(States)], MaxTest = 50)]
    public void Units_of_a_network_do_not_overlap_and_are_found_where_they_stand(LabState state)
    {
        var architecture = state.Architecture();
        foreach (var (width, height) in new[] { (300.0, 420.0), (700.0, 300.0) })
        {
            var plan = new NetworkPlan(architecture, width, height);
            Assert.True(plan.Tile > 5);
            for (var layer = 0; layer <= architecture.LayerCount; layer++)
            {
                for (var unit = 0; unit < architecture.Sizes[layer]; unit++)
                {
                    var (x, y) = plan.Centre(layer, unit);
                    Assert.InRange(x, plan.Tile / 2, width - (plan.Tile / 2));
                    Assert.InRange(y, plan.Tile / 2, height - (plan.Tile / 2));
                    Assert.Equal((layer, unit), plan.Hit(x, y));
                    Assert.Equal((layer, unit), plan.Hit(x + (0.4 * plan.Tile), y - (0.4 * plan.Tile)));
                }
            }

            Assert.Null(plan.Hit(-1, -1));
        }
    }
}
