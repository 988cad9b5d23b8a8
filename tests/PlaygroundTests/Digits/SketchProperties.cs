using FsCheck.Xunit;
using Perceptron;
using Perceptron.Playground.Digits;
using Perceptron.Playground.Translation;
using Xunit;

namespace PlaygroundTests.Digits;

public class SketchProperties
{
    [Property]
    public void A_code_gives_the_same_strokes(int seed)
    {
        var random = new Random(seed);
        var sketch = Sketch.Empty;
        for (var i = random.Next(5); i > 0; i--)
        {
            sketch = sketch.With(Walk(random));
        }

        var read = Sketch.Read(sketch.Code);

        Assert.NotNull(read);
        Assert.Equal(sketch.Strokes, read.Strokes);
        Assert.Equal(sketch.Code, Uri.EscapeDataString(sketch.Code));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AAB")]
    [InlineData("AA.")]
    [InlineData("..")]
    [InlineData("A A ")]
    [InlineData("AÄ")]
    public void What_is_no_code_is_no_sketch(string code) => Assert.Null(Sketch.Read(code));

    [Fact]
    public void A_code_too_long_is_no_sketch()
    {
        Assert.NotNull(Sketch.Read(new string('A', Sketch.MaxCode)));
        Assert.Null(Sketch.Read(new string('A', Sketch.MaxCode + 2)));
    }

    [Fact]
    public void A_link_has_no_drawing_that_could_not_be_read()
    {
        foreach (var (points, fits) in new[] { (Sketch.MaxCode / 2, true), ((Sketch.MaxCode / 2) + 1, false) })
        {
            var sketch = Sketch.Empty.With(Enumerable.Repeat((1, 2), points));
            var link = new DigitsLink { Sketch = sketch }.Write();
            Assert.Equal(fits ? sketch.Code : Sketch.Example.Code, DigitsLink.Read(link, Texts.English, out var complaints).Sketch.Code);
            Assert.Empty(complaints);
        }
    }

    [Fact]
    public void A_point_outside_is_refused()
    {
        Assert.Equal("stroke", Assert.Throws<ArgumentException>(() => Sketch.Empty.With([(0, 64)])).ParamName);
        Assert.Equal("stroke", Assert.Throws<ArgumentException>(() => Sketch.Empty.With([])).ParamName);
    }

    [Property]
    public void A_simplified_stroke_keeps_its_ends_and_stays_near_every_point(int seed)
    {
        var stroke = Walk(new Random(seed));

        var simple = Sketch.Simplify(stroke, 1);

        Assert.Equal((stroke[0], stroke[^1]), (simple[0], simple[^1]));
        Assert.True(simple.Count <= stroke.Length);
        Assert.All(stroke, point => Assert.True(simple.Zip(simple.Skip(1).Append(simple[^1])).Min(part => Distance(point, part.First, part.Second)) <= 1));
    }

    [Fact]
    public void A_straight_line_is_its_two_ends() =>
        Assert.Equal([(3, 5), (13, 25)], Sketch.Simplify([.. Enumerable.Range(0, 11).Select(i => (3 + i, 5 + (2 * i)))]));

    [Fact]
    public void A_stroke_taken_back_leaves_the_others()
    {
        var sketch = Sketch.Empty.With([(1, 2)]).With([(3, 4), (5, 6)]);

        Assert.Equal("BC.DEFG", sketch.Code);
        Assert.Equal("BC", sketch.WithoutLast().Code);
        Assert.True(sketch.WithoutLast().WithoutLast().WithoutLast().IsEmpty);
    }

    /// <summary>Strokes as people draw them. The seed's model reads all but this 6 right, which it takes for a 1.</summary>
    [Fact]
    public void Digits_drawn_with_the_pen_are_read_by_the_page_s_own_model()
    {
        (int Label, string Strokes)[] drawn =
        [
            (0, "30,10 22,14 18,24 18,36 22,48 30,53 38,50 43,40 44,26 40,15 30,10"),
            (1, "32,8 32,54"), (1, "24,18 34,9 34,55"), (1, "36,8 28,55"), (1, "24,18 34,9 34,55|24,55 44,55"), (1, "32,20 32,44"),
            (2, "20,18 26,11 36,11 42,18 40,27 30,38 20,52 44,52"),
            (3, "20,12 38,12 42,20 37,28 28,31 38,33 44,42 38,52 20,53"),
            (4, "36,55 36,10 16,38 48,38"), (4, "22,10 18,32 44,32|40,12 38,55"),
            (5, "42,11 24,11 22,28 34,27 43,34 42,46 34,53 20,51"),
            (6, "38,9 26,22 20,38 22,50 32,54 42,48 42,38 34,33 22,40"),
            (7, "18,12 44,12 30,55"), (7, "18,12 44,12 30,55|24,32 42,32"),
            (8, "32,32 22,24 22,14 32,9 42,14 42,24 32,32 20,42 22,52 32,55 43,51 44,42 32,32"),
            (9, "42,22 34,28 24,26 21,17 28,10 38,10 42,18 42,36 38,55"),
        ];
        using var training = new DigitsTraining(1);
        while (!training.IsDone)
        {
            training.Step();
        }

        var model = new DigitsModel(DigitsModelFile.Of(training.Model, 8, 8));
        var wrong = drawn.Where(each => training.Model.Classify(model.Observe(Strokes(each.Strokes))!) != each.Label).Select(each => each.Label);
        Assert.DoesNotContain(1, wrong);
        Assert.InRange(wrong.Count(), 0, 2);
        Assert.Null(model.Observe(Sketch.Empty));
    }

    private static Sketch Strokes(string text) => text.Split('|').Aggregate(Sketch.Empty, (sketch, stroke) => sketch.With(stroke.Split(' ').Select(point =>
    {
        var numbers = point.Split(',');
        return (int.Parse(numbers[0], null), int.Parse(numbers[1], null));
    })));

    private static (int X, int Y)[] Walk(Random random)
    {
        var points = new (int X, int Y)[random.Next(1, 60)];
        points[0] = (random.Next(64), random.Next(64));
        for (var i = 1; i < points.Length; i++)
        {
            points[i] = (Math.Clamp(points[i - 1].X + random.Next(-3, 5), 0, 63), Math.Clamp(points[i - 1].Y + random.Next(-4, 4), 0, 63));
        }

        return points;
    }

    /// <summary>From a point to the nearest of many points on a line between two.</summary>
    private static double Distance((int X, int Y) point, (int X, int Y) from, (int X, int Y) to) => Enumerable.Range(0, 1001).Min(i =>
        Math.Sqrt(Math.Pow(point.X - from.X - (i * (to.X - from.X) / 1000.0), 2) + Math.Pow(point.Y - from.Y - (i * (to.Y - from.Y) / 1000.0), 2)));
}
