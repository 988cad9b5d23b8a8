using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;
using static PictureTests.PictureProperties;

namespace PictureTests;

/// <summary>Pictures with labels: the picture is in it unchanged, and axes, marks and scale let a reader read values off it.</summary>
public class LabelProperties
{
    private static readonly Rgb Red = new(190, 20, 40);
    private static readonly Rgb Blue = new(20, 80, 190);
    private static readonly Rgb Frame = new(160, 160, 160);

    [Property(MaxTest = 20)]
    public Property A_map_with_labels_has_the_map_in_it(int seed, byte some)
    {
        var random = new Random(seed);
        var size = 32 + some;
        var model = Model.Neuron([6 * random.NextDouble(), -6 * random.NextDouble()], random.NextDouble());
        return IsWithin(HeatMap.Draw(model, LogicGate.And.Dataset, size: size), HeatMap.Draw(model, LogicGate.And.Dataset, size: size, labelled: true));
    }

    [Property(MaxTest = 20)]
    public Property A_picture_of_weights_with_labels_has_the_picture_in_it(int seed, byte tall, byte wide, byte times)
    {
        var pictures = Weights(seed, (tall % 30) + 1, (wide % 30) + 1, 2);
        var enlarge = (times % 8) + 1;
        return IsWithin(pictures.Image(1, enlarge), pictures.Image(1, enlarge, labelled: true));
    }

    [Fact]
    public void The_axes_of_a_map_have_ticks_at_round_numbers()
    {
        var picture = HeatMap.Draw(Model.Neuron([0.0, 0], 4), LogicGate.And.Dataset, size: 300, labelled: true);
        var (left, top) = Corner(picture);

        // From −0.25 to 1.25: 0 lies at 50 of 300 pixels, 0.5 at 150 and 1 at 250.
        Assert.Equal([50, 150, 250], Enumerable.Range(0, 300).Where(x => picture[left + x, top + 300 + 3] == Black));
        Assert.Equal([50, 150, 250], Enumerable.Range(0, 300).Where(y => picture[left - 3, top + y] == Black));
        Assert.Equal(["0", "0.5", "1"], ((double[])[50, 150, 250]).Select(x => Read(picture, left + (int)x, top + 300 + 11)));
    }

    [Fact]
    public void Ticks_have_room_and_lie_where_their_numbers_are()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var from = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9));
            var to = from + Math.Pow(10, random.Next(-3, 9)) + (random.NextDouble() * Math.Abs(from));
            var pixels = random.Next(32, 2000);
            double Place(double x) => (x - from) / (to - from) * pixels;
            var ticks = Ticks.Across("x", from, to, 0, Place).Labels;

            Assert.All(ticks, tick => Assert.InRange(tick.Place, -1e-6 * pixels, pixels * (1 + 1e-6)));
            Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.True(
                pair.Second.Place - (ScaleBar.TextWidth(pair.Second.Text) / 2.0) > pair.First.Place + (ScaleBar.TextWidth(pair.First.Text) / 2.0)));

            // The number that is written is the number that is there, as far as its digits go.
            Assert.All(ticks, tick => Assert.Equal(tick.Place, Place(double.Parse(tick.Text, System.Globalization.CultureInfo.InvariantCulture)), Math.Max(0.51, pixels * 1e-5 * Math.Abs(from) / (to - from))));
            Assert.True(pixels < 300 || ticks.Count >= 2, $"{from} to {to} on {pixels} pixels has {ticks.Count} ticks.");
        }
    }

    [Fact]
    public void Rows_and_columns_of_weights_are_counted_from_0()
    {
        var picture = Weights(3, 28, 28, 1).Image(0, 10, labelled: true);
        var (left, top) = Corner(picture);
        int[] expected = [5, 55, 105, 155, 205, 255];

        Assert.Equal(expected, Enumerable.Range(0, 280).Where(x => picture[left + x, top + 280 + 3] == Black));
        Assert.Equal(expected, Enumerable.Range(0, 280).Where(y => picture[left - 3, top + y] == Black));
        Assert.Equal(["0", "5", "10", "15", "20", "25"], expected.Select(x => Read(picture, left + x, top + 280 + 11)));
    }

    /// <summary>Red is 1 and positive, blue is 0 and negative.</summary>
    [Fact]
    public void The_scale_goes_from_blue_over_white_to_red()
    {
        foreach (var picture in (Image[])[
            HeatMap.Draw(Model.Neuron([0.0, 0], 0), LogicGate.And.Dataset, labelled: true),
            HeatMap.Draw(Model.Neuron([0.0], 0), LogicGate.Not.Dataset, labelled: true),
            Weights(3, 28, 28, 1).Image(0, labelled: true)])
        {
            var bar = Enumerable.Range(0, picture.Height).Last(y => Enumerable.Range(0, picture.Width).Any(x => picture[x, y] == Blue));
            var colours = Enumerable.Range(0, picture.Width).Select(x => picture[x, bar]).ToList();
            var colour = colours[colours.IndexOf(Blue)..(colours.LastIndexOf(Red) + 1)];

            Assert.True(colour.Count >= 250);
            Assert.Equal(colour.Select(c => c.Red - c.Blue).Order(), colour.Select(c => c.Red - c.Blue));
        }
    }

    [Fact]
    public void Grey_is_explained_where_there_is_grey()
    {
        var model = Model.Of(
            Architecture.Of(1).Hidden(2, Activation.ReLU).Sigmoid(1), Layer.Of(new[,] { { 1e308, 1e308 } }, [0.0, 0]), Layer.Of(new[,] { { 1.0 }, { -1 } }, [0.0]));
        int Grey(double end, bool labelled) =>
            Pixels(HeatMap.Draw(model, Dataset.Binary(new double[,] { { -end }, { end } }, [0.0, 1]), labelled: labelled)).Count(pixel => pixel == new Rgb(128, 128, 128));

        Assert.True(Grey(200, labelled: true) > Grey(200, labelled: false));
        Assert.Equal(0, Grey(0.2, labelled: true));
    }

    [Fact]
    public void A_map_of_several_outputs_has_the_name_of_its_output()
    {
        var named = LogicGate.OrAnd.Textbook.WithClassNames("a", "WWWWWWWW");
        int Ink(int output) => Pixels(HeatMap.Draw(named, LogicGate.OrAnd.Dataset, output, labelled: true)).Take(30 * 400).Count(pixel => pixel == Black);

        Assert.True(Ink(1) > Ink(0) + 100);
    }

    [Fact]
    public void Labels_fit_the_smallest_map_and_a_long_name()
    {
        Image[] pictures =
        [
            HeatMap.Draw(Model.Neuron([1.0, 1], 0), LogicGate.And.Dataset, size: 32, labelled: true),
            HeatMap.Draw(Model.Neuron([1.0], 0), LogicGate.Not.Dataset, size: 32, labelled: true),
            HeatMap.Draw(LogicGate.OrAnd.Textbook, LogicGate.OrAnd.Dataset, 1, labelled: true),
            WeightImages.Of(Layer.Neuron([0f], 0), 1, 1, [new string('W', 200)]).Image(0, 1, labelled: true),
            Weights(3, 28, 28, 1).Image(0, labelled: true),
        ];

        // What did not fit would reach the border.
        Assert.All(pictures, picture => Assert.All(
            from y in Enumerable.Range(0, picture.Height)
            from x in Enumerable.Range(0, picture.Width)
            where y < 4 || y >= picture.Height - 4 || x < 4 || x >= picture.Width - 4
            select picture[x, y],
            pixel => Assert.Equal(White, pixel)));
    }

    private static Property IsWithin(Image part, Image whole)
    {
        var (left, top) = Corner(whole, part.Width, part.Height);
        return Enumerable.Range(0, part.Height).All(y => Enumerable.Range(0, part.Width).All(x => whole[left + x, top + y] == part[x, y])).ToProperty();
    }

    /// <summary>The first pixel inside the frame.</summary>
    private static (int Left, int Top) Corner(Image picture, int width = 8, int height = 8) => (
        from y in Enumerable.Range(0, picture.Height - height)
        from x in Enumerable.Range(0, picture.Width - width)
        where Enumerable.Range(0, width).All(i => picture[x + i, y] == Frame) && Enumerable.Range(0, height).All(i => picture[x, y + i] == Frame)
        select (x + 1, y + 1)).First();

    /// <summary>The number whose middle is here, read by its dots.</summary>
    private static string Read(Image picture, int middle, int top)
    {
        foreach (var text in (string[])["0", "5", "10", "15", "20", "25", "0.5", "1"])
        {
            var left = middle - (int)(ScaleBar.TextWidth(text) / 2.0);
            var dots = text.SelectMany((letter, i) => Lettering.Dots(new(letter)).Select(dot => (left + (2 * (dot.X + (i * Lettering.Advance))), top + (2 * dot.Y)))).ToHashSet();
            var isThere =
                from x in Enumerable.Range(0, (int)ScaleBar.TextWidth(text) / 2)
                from y in Enumerable.Range(0, 7)
                let at = (left + (2 * x), top + (2 * y))
                select dots.Contains(at) == (picture[at.Item1, at.Item2] == Black);
            if (isThere.All(right => right) && picture[left - 4, top + 6] != Black && picture[left + (int)ScaleBar.TextWidth(text) + 4, top + 6] != Black)
            {
                return text;
            }
        }

        return "?";
    }
}
