using FsCheck.Xunit;
using Perceptron.Playground.Views;
using Tests;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

/// <summary>Blue is 0, red is 1, wherever f(x) is shown.</summary>
public class ColourProperties
{
    [Fact]
    public void Zero_is_blue_one_is_red_and_a_half_is_neither()
    {
        var (zero, half, one) = (Rgb(ColourScale.Diverging[0]), Rgb(ColourScale.Diverging[0.5]), Rgb(ColourScale.Diverging[1]));
        Assert.True(zero.Blue > 2 * zero.Green && zero.Green > 2 * zero.Red);
        Assert.True(one.Red > 4 * one.Green && one.Red > 4 * one.Blue);
        Assert.InRange(half.Red - half.Blue, 0, 12);
        Assert.True(half.Green > 220);
    }

    /// <summary>The pictures that the library writes have the same colours.</summary>
    [Fact]
    public void The_ends_are_those_of_the_library_s_pictures()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "src", "Perceptron.Pictures", "Rgb.cs"));
        var (one, zero) = (Rgb(ColourScale.Positive), Rgb(ColourScale.Negative));
        Assert.Contains($"Positive {{ get; }} = new({one.Red}, {one.Green}, {one.Blue});", source, StringComparison.Ordinal);
        Assert.Contains($"Negative {{ get; }} = new({zero.Red}, {zero.Green}, {zero.Blue});", source, StringComparison.Ordinal);
        var style = File.ReadAllText(Path.Combine(Repository.Root, "src", "Perceptron.Playground", "wwwroot", "playground.css"));
        Assert.Contains($"--one: light-dark(#{ColourScale.Positive:x6}, ", style, StringComparison.Ordinal);
        Assert.Contains($"--zero: light-dark(#{ColourScale.Negative:x6}, ", style, StringComparison.Ordinal);
    }

    [Property]
    public void Red_grows_and_blue_falls_with_f(ushort a, ushort b)
    {
        var (low, high) = (Math.Min(a, b) / 65535.0, Math.Max(a, b) / 65535.0);
        var (below, above) = (Rgb(ColourScale.Diverging[low]), Rgb(ColourScale.Diverging[high]));
        Assert.True(above.Red - above.Blue >= below.Red - below.Blue);
    }

    [Property]
    public void Higher_losses_are_lighter(ushort a, ushort b)
    {
        var (low, high) = (Math.Min(a, b) / 65535.0, Math.Max(a, b) / 65535.0);
        Assert.True(Lightness(ColourScale.Sequential[high]) >= Lightness(ColourScale.Sequential[low]));
    }

    [Fact]
    public void What_lies_outside_has_the_colour_of_the_end()
    {
        var scale = ColourScale.Diverging;
        Assert.Equal(scale[0], scale[-3]);
        Assert.Equal(scale[0], scale[double.NaN]);
        Assert.Equal(scale[1], scale[double.PositiveInfinity]);
    }

    [Property]
    public void A_tile_has_a_pixel_a_value_with_y_upwards(byte a, byte b)
    {
        var (columns, rows) = (1 + (a % 7), 1 + (b % 7));
        var values = new double[columns, rows];
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                values[i, j] = (i - j) / 3.0;
            }
        }

        var pixels = HeatTile.Rgba(values, -2, 2);
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                var at = 4 * (i + ((rows - 1 - j) * columns));
                var expected = Rgb(ColourScale.Diverging[(values[i, j] + 2) / 4]);
                Assert.Equal((expected.Red, expected.Green, expected.Blue, 255), (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]));
            }
        }
    }

    [Fact]
    public void A_neuron_is_one_column_of_its_layer()
    {
        double[] layer = [0, 1, 0.25, 0.75, 0.5, 0.5, 1, 0];
        var pixels = new byte[16];
        HeatTile.Rgba(layer, 2, 2, pixels, stride: 2, offset: 1);
        Assert.Equal(HeatTile.Rgba(new[,] { { 1, 0.75 }, { 0.5, 0 } }), pixels);
        Assert.Throws<ArgumentException>(() => HeatTile.Rgba(layer, 3, 2, new byte[24], stride: 2));
    }

    private static (int Red, int Green, int Blue) Rgb(int rgb) => (rgb >> 16, (rgb >> 8) & 0xFF, rgb & 0xFF);

    private static double Lightness(int rgb)
    {
        var (red, green, blue) = Rgb(rgb);
        return (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
    }
}
