using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron.Playground.Lab;
using Perceptron.Playground.Translation;
using Tests;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

/// <summary>The whole state is in the link.</summary>
public sealed partial class LinkProperties
{
    [Property(Arbitrary = [typeof(States)])]
    public void A_link_gives_the_state_back(LabState state)
    {
        var link = LabLink.Write(state);
        var read = LabLink.Read(link, Texts.English, out var complaints);

        Assert.Empty(complaints);
        Assert.Equal(link, LabLink.Write(read));
        Assert.Same(state.Problem, read.Problem);
        Assert.Equal(state.Hidden, read.Hidden);
        Assert.Equal(state.Activation, read.Activation);
        Assert.Equal(state.Training, read.Training);
        Assert.Equal(state.Epoch, read.Epoch);
        Assert.Equal(state.Start.Seed, read.Start.Seed);
        Assert.Equal(state.Start.Kind, read.Start.Kind);
        Assert.Equal(state.View with { Hide = read.View.Hide }, read.View);
        Assert.Equal(state.View.Hide, read.View.Hide);
        if (!state.Problem.IsGate)
        {
            Assert.Equal(state.Points, read.Points);
        }

        Assert.Equal(
            state.Start.Model(state.Problem, state.Architecture())!.GetParameters().Select(BitConverter.DoubleToInt64Bits),
            read.Start.Model(read.Problem, read.Architecture())!.GetParameters().Select(BitConverter.DoubleToInt64Bits));
    }

    [Property]
    public void Any_text_is_read_without_a_failure(string? text)
    {
        var state = LabLink.Read(text ?? "", Texts.English, out _);
        Assert.NotNull(state.Start.Model(state.Problem, state.Architecture()));
    }

    [Property]
    public void Any_values_are_read_without_a_failure(NonNull<string>[] values)
    {
        string[] keys = ["p", "h", "act", "noise", "test", "points", "start", "seed", "w", "rule", "rate", "batch", "l2", "epoch", "show", "flat", "turn", "over", "speed", "hints", "hide"];
        var link = string.Join('&', values.Select((value, i) => $"{keys[i % keys.Length]}={value.Get}"));
        var state = LabLink.Read(link, Texts.English, out _);
        Assert.NotNull(state.Start.Model(state.Problem, state.Architecture()));
        Assert.Empty(Complaints(LabLink.Write(state)));
    }

    [Fact]
    public void A_link_of_very_many_parts_is_complained_of_in_few_words()
    {
        foreach (var (count, expected) in new[] { (5, 5), (10, 10), (2_000, 11), (50_000, 1) })
        {
            var fragment = string.Join('&', Enumerable.Range(0, count).Select(i => $"k{i}=1"));

            LabLink.Read(fragment, Texts.English, out var lab);
            Perceptron.Playground.Digits.DigitsLink.Read(fragment, Texts.English, out var digits);

            Assert.Equal(expected, lab.Count);
            Assert.Equal(expected, digits.Count);
            Assert.True(lab.Sum(text => text.Length) < 2000);
        }
    }

    [Fact]
    public void Links_of_the_documentation_say_what_it_says()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", "playground.md"));
        string[] links = [.. Fragments().Matches(page).Select(match => match.Groups[1].Value)];

        Assert.InRange(links.Length, 11, 30);
        Assert.All(links, link =>
        {
            Assert.Empty(Complaints(link));
            Assert.NotEqual("", LabLink.Write(LabLink.Read(link, Texts.English, out _)));
        });
        Assert.All(Problem.All, problem => Assert.Contains($"`{problem.Id}`", page));
        Assert.All(Enum.GetNames<StartKind>().Except(["Given"]).Concat(Enum.GetNames<Rule>()), name => Assert.Contains($"`{name.ToLowerInvariant()}`", page));
    }

    [Fact]
    public void What_is_as_it_begins_is_left_out()
    {
        Assert.Equal("", LabLink.Write(LabState.Of(Problem.Xor)));
        Assert.Equal("p=spiral", LabLink.Write(LabState.Of(Problem.All.Single(problem => problem.Id == "spiral"))));
    }

    [Theory]
    [InlineData("p=nor", "The link has p=nor; expected is the name of a problem.")]
    [InlineData("h=9", "The link has h=9; expected is up to 3 sizes of hidden layers, each from 1 to 8, such as 4-2.")]
    [InlineData("h=1-1-1-1", "The link has h=1-1-1-1; expected is up to 3 sizes of hidden layers, each from 1 to 8, such as 4-2.")]
    [InlineData("act=step", "The link has act=step; expected is sigmoid, tanh or relu.")]
    [InlineData("rate=0", "The link has rate=0; expected is a number above 0 and up to 1000.")]
    [InlineData("rate=NaN", "The link has rate=NaN; expected is a number above 0 and up to 1000.")]
    [InlineData("l2=-1", "The link has l2=-1; expected is a number from 0 to 10.")]
    [InlineData("batch=201", "The link has batch=201; expected is a whole number from 0 to 200.")]
    [InlineData("epoch=1000001", "The link has epoch=1000001; expected is a whole number from 0 to 1000000.")]
    [InlineData("seed=-1", "The link has seed=-1; expected is a whole number, at least 0.")]
    [InlineData("rule=sgd", "The link has rule=sgd; expected is descent, momentum, nesterov, adam.")]
    [InlineData("p=or&start=learns", "The link's start \"learns\" is not one of OR with these layers; the start is a random one.")]
    [InlineData("start=given", "The link says that numbers were set by hand, but has none that fit these layers; the start is random.")]
    [InlineData("start=given&w=1,2", "The link has w=1,2; expected is 9 finite numbers for these layers, with commas between.")]
    [InlineData("show=h3.1", "The link has show=h3.1; expected is y1, h1.1, hy, all or another surface of these layers.")]
    [InlineData("flat=yes", "The link has flat=yes; expected is 0 or 1.")]
    [InlineData("turn=0,0,9", "The link has turn=0,0,9; expected is azimuth, elevation and zoom, such as -60,30,1.")]
    [InlineData("over=3,3", "The link has over=3,3; expected is two different numbers from 0 to 8, such as 0,1.")]
    [InlineData("flavour=1", "The link has \"flavour\", which means nothing here.")]
    [InlineData("seed=1&seed=2", "The link has \"seed\" more than once; the first is taken.")]
    public void What_cannot_be_used_is_told_in_words(string link, string complaint) =>
        Assert.Equal(complaint, Complaints(link)[0]);

    [Fact]
    public void A_link_tells_of_numbers_set_by_hand()
    {
        var state = LabLink.Read("p=or&start=given&w=0.4,0.4,-0.4", Texts.English, out var complaints);
        Assert.Empty(complaints);
        Assert.Equal([0.4, 0.4, -0.4], new LabSession(state).Model.GetParameters());
    }

    /// <summary>Examples in a table or a text: behind #, or with an equals sign; the digits page reads its own.</summary>
    [GeneratedRegex("`#?((?!page=)[a-z0-9]+=[^`]+)`")]
    private static partial Regex Fragments();

    private static IReadOnlyList<string> Complaints(string link)
    {
        LabLink.Read(link, Texts.English, out var complaints);
        return complaints;
    }
}

/// <summary>States that the page can come to.</summary>
public static class States
{
    public static Arbitrary<LabState> State() => Arb.From(
        from problem in Gen.Elements(Problem.All.AsEnumerable())
        from layers in Gen.Choose(0, LabState.MaxLayers)
        from hidden in Gen.ArrayOf(Gen.Choose(1, LabState.MaxNeurons), layers)
        from activation in Gen.Elements(Activation.Sigmoid, Activation.Tanh, Activation.ReLU)
        from noise in Gen.Choose(0, 10)
        from part in Gen.Choose(0, 9)
        from seed in ArbMap.Default.GeneratorFor<NonNegativeInt>()
        from points in ArbMap.Default.GeneratorFor<NonNegativeInt>()
        from kind in Gen.Elements(StartKind.Random, StartKind.Zeros, StartKind.Given)
        from numbers in Gen.ArrayOf(ArbMap.Default.GeneratorFor<NormalFloat>(), 250)
        from rule in Gen.Elements(Enum.GetValues<Rule>())
        from rate in ArbMap.Default.GeneratorFor<PositiveInt>()
        from batch in Gen.Choose(0, PlaneData.Count)
        from l2 in Gen.Choose(0, 1000)
        from epoch in Gen.Choose(0, LabState.MaxEpoch)
        from bits in Gen.ArrayOf(ArbMap.Default.GeneratorFor<bool>(), 3)
        from turn in Gen.Choose(-900, 900)
        from hide in Gen.SubListOf(ViewState.Parts.AsEnumerable())
        from choice in Gen.Choose(0, 1000)
        select Build(problem, hidden, activation, new() { Noise = noise / 20.0, TestPart = part / 10.0, Seed = points.Get }, kind, seed.Get, numbers,
            new() { Rule = rule, Rate = Math.Min(TrainingSettings.MaxRate, rate.Get / 7.0), Batch = batch, L2 = l2 / 300.0 }, epoch, bits, turn, hide, choice));

    private static LabState Build(
        Problem problem, int[] hidden, Activation activation, PlaneOptions points, StartKind kind, long seed, NormalFloat[] numbers,
        TrainingSettings training, int epoch, bool[] bits, int turn, IEnumerable<string> hide, int choice)
    {
        var state = LabState.Of(problem) with { Hidden = hidden, Activation = activation, Points = points, Training = training, Epoch = epoch };
        var count = state.Architecture().ParameterCount;
        double[] given = [.. numbers.Take(count).Select(number => number.Get)];
        var surfaces = Surfaces.Of(state);
        return state with
        {
            Start = new(kind, seed, kind == StartKind.Given ? given : null),
            View = new()
            {
                Surface = surfaces[choice % surfaces.Count].Id,
                IsHeatMap = bits[0],
                IsLogarithmic = bits[1],
                IsLossHeatMap = bits[2],
                Azimuth = turn / 5.0,
                Elevation = turn / 10.0,
                Zoom = 0.2 + (Math.Abs(turn) / 300.0),
                LossFirst = choice % count,
                LossSecond = (choice + 1) % count,
                Speed = choice,
                Hints = (choice % 3) switch { 0 => null, 1 => true, _ => false },
                Hide = new SortedSet<string>(hide, StringComparer.Ordinal),
            },
        };
    }
}
