using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PictureTests;

public class PictureProperties
{
    internal static readonly Rgb White = new(255, 255, 255);
    internal static readonly Rgb Black = new(0, 0, 0);

    [Property(MaxTest = 50)]
    public Property A_saved_picture_is_the_picture(int seed, byte tall, byte wide, byte times)
    {
        var (height, width) = ((tall % 9) + 1, (wide % 9) + 1);
        var picture = Weights(seed, height, width, 2).Image(1, (times % 7) + 1);
        using var folder = new TemporaryFolder();

        picture.SavePng(folder["W1.png"]);
        var stream = new MemoryStream();
        picture.WritePng(stream);

        var saved = File.ReadAllBytes(folder["W1.png"]);
        var png = PngDecoder.Decode(saved);
        return (png.Width == picture.Width && png.Height == picture.Height)
            .And(png.Rgb.SequenceEqual(Pixels(picture).SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue })))
            .And(stream.ToArray().SequenceEqual(saved))
            .And(folder.Files().Length == 1);
    }

    [Fact]
    public void Saving_keeps_links_permissions_pipes_and_devices() =>
        SavedFiles.Check("picture.png", path => Image.FromObservation([0.0, 1.0], 1, 2).SavePng(path));

    [Property(MaxTest = 50)]
    public Property Weights_have_one_scale_from_blue_over_white_to_red(int seed, byte tall, byte wide, byte outputs, byte times)
    {
        var (height, width, count, enlarge) = ((tall % 6) + 1, (wide % 6) + 1, (outputs % 4) + 1, (times % 4) + 1);
        var w = RandomWeights(seed, height * width, count);
        var pictures = WeightImages.Of(Layer.Of(w, new double[count]), height, width);
        var largest = w.Cast<double>().Max(Math.Abs);

        var right = pictures.Scale == largest && pictures.Count == count;
        for (var j = 0; j < count; j++)
        {
            var picture = pictures.Image(j, enlarge);
            right &= picture.Width == width * enlarge && picture.Height == height * enlarge;
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    right &= IsColourOf(picture[x, y], w[(y / enlarge * width) + (x / enlarge), j], largest);
                }
            }
        }

        return right.ToProperty();
    }

    [Property(MaxTest = 50)]
    public Property Observations_are_black_on_white(int seed, byte tall, byte wide, byte times)
    {
        var (height, width, enlarge) = ((tall % 9) + 1, (wide % 9) + 1, (times % 4) + 1);
        var bytes = IdxBytes.Random(seed, height * width);
        var picture = Image.FromObservation([.. bytes.Select(value => value / 255f)], height, width, enlarge);

        var right = picture.Width == width * enlarge && picture.Height == height * enlarge;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var grey = (byte)(255 - bytes[(y / enlarge * width) + (x / enlarge)]);
                right &= picture[x, y] == new Rgb(grey, grey, grey);
            }
        }

        return right.ToProperty();
    }

    [Fact]
    public void The_ends_of_the_scale()
    {
        var pictures = WeightImages.Of(Layer.Of(new double[,] { { 2, 0 }, { 1, -2 }, { 0, -1 }, { -2, 1e-300 } }, [9, 9]), 2, 2);
        var (first, second) = (pictures.Image(0, 1), pictures.Image(1, 1));

        Assert.Equal(2, pictures.Scale);
        Assert.Equal([new(190, 20, 40), new(222, 138, 148), White, new(20, 80, 190)], Pixels(first));
        Assert.Equal([White, new(20, 80, 190), new(138, 168, 222), White], Pixels(second));
    }

    [Fact]
    public void Weights_of_nothing_are_white()
    {
        var pictures = WeightImages.Of(Model.Softmax<float>(6, 3), 2, 3);

        Assert.All(Enumerable.Range(0, 3), i => Assert.All(Pixels(pictures.Image(i, 1)), pixel => Assert.Equal(White, pixel)));
    }

    [Fact]
    public void The_smallest_and_the_largest_weights_have_colours()
    {
        foreach (var size in new[] { double.Epsilon, 1e-310, double.MaxValue })
        {
            var picture = WeightImages.Of(Layer.Neuron([size, -size, 0], 0), 1, 3).Image(0, 1);
            Assert.Equal([new(190, 20, 40), new(20, 80, 190), White], Pixels(picture));
        }
    }

    [Fact]
    public void Pictures_are_about_280_wide_unless_asked_for_otherwise()
    {
        Assert.Equal(280, WeightImages.Of(Model.Softmax<float>(784, 10), 28, 28).Image(0).Width);
        Assert.Equal(280, Image.FromObservation(new float[64], 8, 8).Width);
        Assert.Equal(1000, Image.FromObservation(new float[2000], 2, 1000).Width);
        Assert.Equal(84, Image.FromObservation(new double[784], 28, 28, 3).Height);
    }

    [Fact]
    public void A_model_gives_its_class_names_and_a_hidden_layer_numbers()
    {
        Assert.Equal(["no", "yes"], WeightImages.Of(Model.Softmax<float>(4, 2).WithClassNames("no", "yes"), 2, 2).Names);

        var deep = Model.Glorot<double>(Architecture.Of(4).Hidden(3, Activation.Tanh).Softmax(2), 1);
        Assert.Equal(["0", "1", "2"], WeightImages.Of(deep, 2, 2).Names);
        Assert.Equal(deep.Layers[0].W.ToArray().Cast<double>().Max(Math.Abs), WeightImages.Of(deep, 2, 2).Scale);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused()
    {
        var model = Model.Softmax<float>(64, 10);

        var exception = Assert.Throws<ArgumentException>(() => WeightImages.Of(model, 28, 28));
        Assert.Contains("784 pixels", exception.Message, StringComparison.Ordinal);
        Assert.Contains("64", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WeightImages.Of(model, 65536, 65536));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => WeightImages.Of(model, 0, 8));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => WeightImages.Of(model, 8, -8));
        Assert.Throws<ArgumentException>("names", () => WeightImages.Of(model.Layers[0], 8, 8, ["one"]));
        Assert.Throws<ArgumentException>(() => Image.FromObservation(new float[63], 8, 8));

        var pictures = WeightImages.Of(model, 8, 8);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => pictures.Image(10));
        Assert.Throws<ArgumentOutOfRangeException>("enlarge", () => pictures.Image(0, -1));
        Assert.Contains("too large", Assert.Throws<ArgumentException>(() => pictures.ContactSheet(int.MaxValue)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_outside_are_white_or_black_and_NaN_is_refused()
    {
        Assert.Equal([White, Black], Pixels(Image.FromObservation([-3.0, 1.5], 1, 2, 1)));
        Assert.Throws<ArgumentException>("pixels", () => Image.FromObservation([0, float.NaN], 1, 2));
    }

    [Fact]
    public void A_failed_save_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["taken"]);
        var picture = Image.FromObservation([0f, 1f], 1, 2);

        Assert.Throws<DirectoryNotFoundException>(() => picture.SavePng(folder["missing/five.png"]));
        Assert.ThrowsAny<SystemException>(() => picture.SavePng(folder["taken"]));

        Assert.Equal(["taken"], folder.Files());
    }

    [Fact]
    public void A_save_replaces_what_is_there()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Put("five.png", new byte[100_000]);

        Image.FromObservation([0f, 1f], 1, 2, 1).SavePng(path);

        Assert.Equal([255, 255, 255, 0, 0, 0], PngDecoder.Decode(File.ReadAllBytes(path)).Rgb);
        Assert.Equal(["five.png"], folder.Files());
    }

    internal static double[,] RandomWeights(int seed, int inputs, int outputs)
    {
        var random = new Random(seed);
        var w = new double[inputs, outputs];
        for (var i = 0; i < inputs; i++)
        {
            for (var j = 0; j < outputs; j++)
            {
                w[i, j] = random.Next(4) == 0 ? 0 : (random.NextDouble() * 6) - 3;
            }
        }

        return w;
    }

    internal static WeightImages Weights(int seed, int height, int width, int count) =>
        WeightImages.Of(Layer.Of(RandomWeights(seed, height * width, count), new double[count]), height, width);

    /// <summary>Above 0 no colour is brighter than red, below 0 none than blue, and both get whiter towards 0 by the same law.</summary>
    private static bool IsColourOf(Rgb colour, double weight, double largest)
    {
        if (weight == 0)
        {
            return colour == White;
        }

        var part = Math.Abs(weight) / largest;
        var (strongest, middle, weakest) = weight > 0 ? (65, 235, 215) : (65, 175, 235);
        var (high, low) = weight > 0 ? (colour.Red, colour.Blue) : (colour.Blue, colour.Red);
        return Math.Abs(255 - (part * strongest) - high) <= 0.5
            && Math.Abs(255 - (part * middle) - colour.Green) <= 0.5
            && Math.Abs(255 - (part * weakest) - low) <= 0.5;
    }

    internal static IEnumerable<Rgb> Pixels(Image picture) =>
        from y in Enumerable.Range(0, picture.Height)
        from x in Enumerable.Range(0, picture.Width)
        select picture[x, y];
}
