using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PictureTests;

/// <summary>Heat maps, read back from the PNG that was saved, pixel by pixel.</summary>
public class HeatMapProperties
{
    private static readonly Rgb Red = new(190, 20, 40);
    private static readonly Rgb Blue = new(20, 80, 190);
    private static readonly Rgb Black = new(0, 0, 0);

    [Property(MaxTest = 40)]
    public void The_line_and_the_colours_lie_where_the_neuron_says(int seed, byte some, bool inFloat)
    {
        var random = new Random(seed);
        double Uniform() => (2 * random.NextDouble()) - 1;
        var (w, b, size) = (new[] { 6 * Uniform(), 6 * Uniform() }, 3 * Uniform(), 60 + some);
        var picture = inFloat
            ? Read(HeatMap.Draw(Model.Neuron([(float)w[0], (float)w[1]], (float)b), LogicGate.And.Dataset.ConvertTo<float>(), size: size))
            : Read(HeatMap.Draw(Model.Neuron(w, b), LogicGate.And.Dataset, size: size));
        var length = Math.Sqrt((w[0] * w[0]) + (w[1] * w[1]));

        Assert.Equal((size, size), (picture.Width, picture.Height));
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                // From −0.25 to 1.25, upwards; a mark and its rings may cover a point near an observation.
                var (x1, x2) = (-0.25 + (1.5 * (x + 0.5) / size), 1.25 - (1.5 * (y + 0.5) / size));
                if (Marks(x1, x2).Min() < (Math.Max(3, size / 50.0) + 4) * 1.5 / size)
                {
                    continue;
                }

                var logit = (w[0] * x1) + (w[1] * x2) + b;
                var pixels = Math.Abs(logit) / length * size / 1.5;

                // The nearest point of the line may lie outside the picture, where there is no pixel to differ from.
                var atBorder = x == 0 || y == 0 || x == size - 1 || y == size - 1;
                if (pixels < 0.69 && !atBorder)
                {
                    Assert.Equal(Black, picture[x, y]);
                }
                else if (pixels > 1.01)
                {
                    AssertColour(1 / (1 + Math.Exp(-logit)), picture[x, y]);
                }
            }
        }
    }

    [Fact]
    public void A_mark_has_its_class_s_colour_whatever_the_model_says()
    {
        foreach (var gate in LogicGate.All.Skip(1).Append(LogicGate.OrAnd))
        {
            for (var output = 0; output < gate.OutputNames.Count; output++)
            {
                // The model that is wrong everywhere.
                var wrong = Model.FromParameters(gate.Textbook.Architecture, [.. gate.Textbook.GetParameters().Select(parameter => -parameter)]);
                foreach (var model in new[] { gate.Textbook, wrong })
                {
                    var picture = Read(HeatMap.Draw(model, gate.Dataset, output, size: 300));
                    for (var row = 0; row < 4; row++)
                    {
                        // 0 lies at 50 of 300 pixels and 1 at 250; the second input grows upwards.
                        var (x, y) = (gate.Dataset.Rows[row, 0] == 0 ? 50 : 250, gate.Dataset.Rows[row, 1] == 0 ? 250 : 50);
                        Assert.Equal(gate.Dataset.Targets[row, output] == 1 ? Red : Blue, picture[x, y]);

                        // The ring around it: white within, black without.
                        Assert.Contains(new Rgb(255, 255, 255), Enumerable.Range(x + 5, 5).Select(at => picture[at, y]));
                        Assert.Contains(Black, Enumerable.Range(x + 7, 5).Select(at => picture[at, y]));
                    }
                }
            }
        }
    }

    [Fact]
    public void One_input_makes_a_band()
    {
        var model = Model.Neuron([-8.0], 4);
        var picture = Read(HeatMap.Draw(model, LogicGate.Not.Dataset));

        Assert.Equal((400, 100), (picture.Width, picture.Height));
        Assert.Equal((Red, Blue), (picture[67, 50], picture[333, 50]));

        // f(x) = 0.5 at x = 0.5, in the middle.
        Assert.All(Enumerable.Range(0, 100), y => Assert.Equal((Black, Black), (picture[199, y], picture[200, y])));
        Assert.All(Enumerable.Range(0, 400).Where(x => x is not 199 and not 200), x => AssertColour(model.Predict(-0.25 + (1.5 * (x + 0.5) / 400))[0], picture[x, 2]));
    }

    [Fact]
    public void XOR_by_hand_has_two_lines()
    {
        var picture = Read(HeatMap.Draw(LogicGate.Xor.Textbook, LogicGate.Xor.Dataset));
        int[] black = [.. Enumerable.Range(0, 400).Where(x => picture[x, 399 - x] == Black)];

        // Along the diagonal x₁ = x₂ = t, between the marks: f is 0.5 where σ(20t − 5) + σ(15 − 20t) = 1.5, at both ends of a plateau.
        double[] crossings = [.. Crossings(t => Reference.Sigmoid((20 * t) - 5) + Reference.Sigmoid(15 - (20 * t)) - 1.5)];
        Assert.Equal(2, crossings.Length);
        Assert.All(crossings, t => Assert.Contains(black, x => Math.Abs(-0.25 + (1.5 * (x + 0.5) / 400) - t) < 1.5 * 1.5 / 400));
    }

    [Fact]
    public void Where_f_is_not_a_number_the_picture_is_grey()
    {
        // Above x = 1.8 the hidden neurons are infinite, and their difference is NaN; below 0 both are 0, and f is ½.
        var model = Model.Of(
            Architecture.Of(1).Hidden(2, Activation.ReLU).Sigmoid(1), Layer.Of(new[,] { { 1e308, 1e308 } }, [0.0, 0]), Layer.Of(new[,] { { 1.0 }, { -1 } }, [0.0]));
        var picture = Read(HeatMap.Draw(model, Dataset.Binary(new double[,] { { -200 }, { 200 } }, [0.0, 1])));

        Assert.All(Enumerable.Range(0, 200), x => Assert.Equal(new Rgb(255, 255, 255), picture[x, 2]));
        Assert.All(Enumerable.Range(202, 198), x => Assert.Equal(new Rgb(128, 128, 128), picture[x, 2]));
    }

    [Fact]
    public void Where_observations_are_elsewhere_the_picture_goes_there()
    {
        var data = Dataset.Binary(new double[,] { { 100, -2 }, { 300, 2 } }, [0.0, 1]);
        var picture = Read(HeatMap.Draw(Model.Neuron([0.0, 4], 0), data, size: 150));

        // 100 and 300 lie a sixth from either end, and so do −2 and 2.
        Assert.Equal((Blue, Red), (picture[25, 125], picture[125, 25]));
        Assert.All(Enumerable.Range(0, 150), x => Assert.Equal((Black, Black), (picture[x, 74], picture[x, 75])));
    }

    private static void AssertColour(double f, Rgb actual)
    {
        var (end, part) = (f >= 0.5 ? Red : Blue, Math.Abs((2 * f) - 1));
        Same.Within(
            [.. ((byte[])[end.Red, end.Green, end.Blue]).Select(channel => 255 + (part * (channel - 255)))],
            [actual.Red, actual.Green, actual.Blue],
            0.51);
    }

    /// <summary>How far the observations are.</summary>
    private static IEnumerable<double> Marks(double x1, double x2) =>
        Enumerable.Range(0, 4).Select(row => Math.Sqrt(Math.Pow(x1 - (row / 2), 2) + Math.Pow(x2 - (row % 2), 2)));

    private static IEnumerable<double> Crossings(Func<double, double> f) =>
        Enumerable.Range(0, 15_000).Select(i => -0.25 + (i / 10_000.0)).Where(t => f(t) >= 0 != f(t + 1e-4) >= 0);

    private static Decoded Read(Image picture)
    {
        using var folder = new TemporaryFolder();
        picture.SavePng(folder["map.png"]);
        var (width, height, rgb) = PngDecoder.Decode(File.ReadAllBytes(folder["map.png"]));
        return new(width, height, rgb);
    }

    private sealed record Decoded(int Width, int Height, byte[] Pixels)
    {
        public Rgb this[int x, int y] => new(Pixels[((y * Width) + x) * 3], Pixels[(((y * Width) + x) * 3) + 1], Pixels[(((y * Width) + x) * 3) + 2]);
    }
}
