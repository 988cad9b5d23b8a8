using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Xunit;

namespace MnistTests;

/// <summary>A person's own digits are brought into MNIST's form.</summary>
public class DigitPreparationProperties
{
    [Property]
    public Property A_picture_scaled_as_it_is_keeps_its_mean(byte[] pixels, PositiveInt width, PositiveInt times)
    {
        // Each pixel several times makes a larger picture, which is scaled back to this one.
        var side = Math.Min(width.Get, Math.Max(1, pixels.Length));
        var (height, factor) = (pixels.Length / side, Math.Min(times.Get, 5));
        if (height == 0)
        {
            return true.ToProperty();
        }

        byte[] large = [.. Enumerable.Range(0, height * factor * side * factor).Select(i => pixels[(i / (side * factor) / factor * side) + (i % (side * factor) / factor)])];
        var scaled = DigitPreparation.Scale(large, height * factor, side * factor, height, side);
        var mean = DigitPreparation.Scale(large, height * factor, side * factor, 1, 1)[0];
        return (scaled.Zip(pixels).All(pair => Math.Abs(pair.First - (pair.Second / 255f)) < 1e-6)
            && Math.Abs(mean - pixels.Take(height * side).Average(pixel => pixel / 255.0)) < 1e-6).ToProperty();
    }

    private const int Margins = 40;

    [Property(MaxTest = 100)]
    public void Size_place_and_polarity_of_a_drawing_change_nothing(int seed)
    {
        var random = new Random(seed);
        var digits = Digits.Embedded();
        var (pixels, enlarge) = (digits.Pixels(random.Next(digits.Count)), random.Next(2, 6));
        var plain = Prepare(pixels, enlarge, 5, 5, inverted: false);

        Assert.Equal(plain, Prepare(pixels, enlarge, random.Next(1, 30), random.Next(1, 30), inverted: false));
        Near(plain, Prepare(pixels, enlarge, 5, 5, inverted: true), 0.02);
        Near(plain, Prepare(pixels, 2 * enlarge, 10, 10, inverted: false, 2 * Margins), 1e-5);
    }

    [Property(MaxTest = 100)]
    public void The_digit_fills_its_box_and_its_mass_stands_in_the_middle(int seed)
    {
        var random = new Random(seed);
        var digits = Digits.Embedded();
        var prepared = Prepare(digits.Pixels(random.Next(digits.Count)), 3, 4, 9, inverted: false);

        var ink = Enumerable.Range(0, 28 * 28).Where(i => prepared[i] > 1e-6).ToArray();
        var (height, width) = (ink.Max(i => i / 28) - ink.Min(i => i / 28) + 1, ink.Max(i => i % 28) - ink.Min(i => i % 28) + 1);
        Assert.Equal(20, Math.Max(height, width));
        Assert.Equal(1f, prepared.Max());
        Assert.All(prepared, value => Assert.InRange(value, 0f, 1f));

        var mass = prepared.Sum(value => (double)value);
        Assert.InRange(ink.Sum(i => prepared[i] * (i / 28)) / mass, 13.5 - 1e-6, 14.5 + 1e-6);
        Assert.InRange(ink.Sum(i => prepared[i] * (i % 28)) / mass, 13.5 - 1e-6, 14.5 + 1e-6);
    }

    [Property(MaxTest = 100)]
    public void Without_a_margin_the_mass_stands_in_the_middle_of_the_image(int seed)
    {
        var random = new Random(seed);
        var (digits, side) = (Digits.Embedded(), random.Next(7, 20));
        var prepared = Prepare(digits.Pixels(random.Next(digits.Count)), 3, 4, 9, inverted: false, side: side, box: side);

        // A digit reaches from the upper edge to the lower, or from the left to the right; the other way it may be moved.
        var ink = Enumerable.Range(0, side * side).Where(i => prepared[i] > 1e-6).ToArray();
        var (top, bottom) = (ink.Min(i => i / side), ink.Max(i => i / side));
        var (left, right) = (ink.Min(i => i % side), ink.Max(i => i % side));
        Assert.True((top, bottom) == (0, side - 1) || (left, right) == (0, side - 1));
        var mass = ink.Sum(i => (double)prepared[i]);
        AssertMiddle(ink.Sum(i => prepared[i] * ((i / side) + 0.5)) / mass, top, bottom);
        AssertMiddle(ink.Sum(i => prepared[i] * ((i % side) + 0.5)) / mass, left, right);

        void AssertMiddle(double centre, int first, int last) => Assert.InRange(
            centre,
            last == side - 1 ? 0 : (side / 2.0) - 0.5 - 1e-6,
            first == 0 ? side : (side / 2.0) + 0.5 + 1e-6);
    }

    /// <summary>Measured for these seeds: 338, 334 and 337 of 359 right, where the digits as they are give 346, 345 and 349.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Embedded_digits_enlarged_are_classified_about_as_well_as_themselves(int seed)
    {
        var split = Digits.Embedded().SplitByFraction(0.2, seed, stratified: true);
        var model = Model.Softmax<float>(64, 10)
            .Train(split.Training.Data, new GradientDescent(0.5), 20, new TrainingOptions { BatchSize = 32, Seed = seed }).Last().Model;
        var random = new Random(seed);
        var (right, rightBefore) = (0, 0);
        for (var i = 0; i < split.HeldOut.Count; i++)
        {
            var pixels = split.HeldOut.Pixels(i);
            var prepared = Prepare(pixels, 10, random.Next(1, Margins), random.Next(1, Margins), inverted: i % 2 == 0, side: 8, box: 8);
            right += model.Classify(prepared) == split.HeldOut.Label(i) ? 1 : 0;
            rightBefore += model.Classify(pixels) == split.HeldOut.Label(i) ? 1 : 0;
        }

        Assert.InRange(right, rightBefore - 20, split.HeldOut.Count);
    }

    [Fact]
    public void MNIST_s_own_test_digits_enlarged_inverted_and_with_noise_are_classified_as_before()
    {
        var folder = Environment.GetEnvironmentVariable("PERCEPTRON_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "PERCEPTRON_DATA names no folder with MNIST.");
        var data = Mnist.Load(folder);
        var model = Model.Softmax<float>(784, 10)
            .Train(data.Training.Data, new GradientDescent(0.5), 2, new TrainingOptions { BatchSize = 128, Seed = 1 }).Last().Model;
        var random = new Random(1);
        var (right, rightBefore) = (0, 0);
        for (var i = 0; i < 1000; i++)
        {
            var pixels = data.Test.Pixels(i);
            var prepared = DigitPreparation.Prepare(Draw(pixels, 28, 4, 7, 12, inverted: i % 2 == 0, () => random.Next(-12, 13)), 112 + Margins, 112 + Margins, 28, 28, 20);
            right += model.Classify(prepared) == data.Test.Label(i) ? 1 : 0;
            rightBefore += model.Classify(pixels) == data.Test.Label(i) ? 1 : 0;
        }

        Assert.InRange(right, rightBefore - 20, 1000);
    }

    [Fact]
    public void A_thin_line_becomes_as_dark_as_any()
    {
        // A diagonal of single pixels covers a tenth of each new pixel on its way.
        var sheet = Enumerable.Repeat((byte)255, 240 * 240).ToArray();
        for (var i = 20; i < 220; i++)
        {
            sheet[(i * 240) + i] = 0;
        }

        var prepared = DigitPreparation.Prepare(sheet, 240, 240, 28, 28, 20);

        Assert.Equal(1f, prepared.Max());
        Assert.Equal(20, prepared.Count(value => value > 0.99f));
    }

    [Fact]
    public void An_empty_sheet_is_refused_with_a_word()
    {
        var exception = Assert.Throws<ArgumentException>(() => DigitPreparation.Prepare([.. Enumerable.Repeat((byte)250, 100)], 10, 10, 28, 28, 20));

        Assert.Equal("grey", exception.ParamName);
        Assert.Contains("Nothing stands out", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_sizes_are_refused_with_the_argument_s_name()
    {
        Assert.Equal("grey", Assert.Throws<ArgumentException>(() => DigitPreparation.Prepare(new byte[99], 10, 10, 28, 28, 20)).ParamName);
        Assert.Equal("height", Assert.ThrowsAny<ArgumentException>(() => DigitPreparation.Prepare(new byte[20], 2, 10, 28, 28, 20)).ParamName);
        Assert.Equal("box", Assert.ThrowsAny<ArgumentException>(() => DigitPreparation.Prepare(new byte[100], 10, 10, 28, 8, 9)).ParamName);
    }

    private static float[] Prepare(float[] pixels, int enlarge, int top, int left, bool inverted, int margins = Margins, int side = 28, int box = 20) =>
        DigitPreparation.Prepare(
            Draw(pixels, 8, enlarge, top, left, inverted, () => 0, margins), (8 * enlarge) + margins, (8 * enlarge) + margins, side, side, box);

    /// <summary>The pixels, enlarged, on a sheet with a margin: dark on light unless inverted.</summary>
    private static byte[] Draw(float[] pixels, int side, int enlarge, int top, int left, bool inverted, Func<int> noise, int margins = Margins)
    {
        var (height, width) = ((side * enlarge) + margins, (side * enlarge) + margins);
        var sheet = new byte[height * width];
        for (var i = 0; i < sheet.Length; i++)
        {
            var (y, x) = ((i / width) - top, (i % width) - left);
            var ink = y >= 0 && x >= 0 && y < side * enlarge && x < side * enlarge ? pixels[(y / enlarge * side) + (x / enlarge)] : 0;
            var level = inverted ? 20 + (ink * 215) : 235 - (ink * 215);
            sheet[i] = (byte)Math.Clamp(Math.Round(level) + noise(), 0, 255);
        }

        return sheet;
    }

    private static void Near(float[] expected, float[] actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
