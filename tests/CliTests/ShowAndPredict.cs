using System.Globalization;
using System.Text.RegularExpressions;
using Perceptron;
using Tests;
using Xunit;

namespace CliTests;

/// <summary>The commands that show an image and classify a person's own.</summary>
public sealed partial class ShowAndPredict : IDisposable
{
    private readonly ProgramRun _trained = new("digits", "train", "--dataset", "digits");

    public void Dispose() => _trained.Dispose();

    [Fact]
    public void An_image_is_shown_with_its_label_its_picture_and_f_of_x()
    {
        using var run = new ProgramRun("digits", "show", "3", "--dataset", "digits", "--model", _trained.Model);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Matches(@"Label: \d", run.Output);
        Assert.Contains('█', run.Output);
        Assert.Equal(Path.Combine(run.Out, "training3.png"), Assert.Single(run.Pictures));
        AssertSumsToOne(run.Output, 1);
        Assert.DoesNotContain(run.Output, character => char.IsControl(character) && character is not '\n' and not '\r');
    }

    [Fact]
    public void Without_a_model_it_says_how_to_make_one()
    {
        using var run = new ProgramRun("digits", "show", "0", "--dataset", "digits", "--test");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("digits train", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1438")]
    [InlineData("2000000000")]
    public void There_is_no_such_image(string index) => AssertOneLine(["digits", "show", index, "--dataset", "digits"], "0 to 1437");

    [Fact]
    public void Own_images_are_classified()
    {
        var digits = Digits.Embedded();
        var folder = Directory.CreateTempSubdirectory("perceptron-test-").FullName;
        string[] images = [.. Enumerable.Range(0, 10).Select(i => Path.Combine(folder, $"{i}.png"))];
        for (var i = 0; i < 10; i++)
        {
            Image.FromObservation(digits.Pixels(i), 8, 8).SavePng(images[i]);
        }

        using var run = new ProgramRun(["digits", "predict", _trained.Model, .. images]);
        Directory.Delete(folder, recursive: true);

        Assert.Equal(0, run.ExitCode);
        var classes = ClassLine().Matches(run.Output).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(10, classes.Length);
        Assert.InRange(classes.Where((predicted, i) => predicted == digits.Label(i)).Count(), 8, 10);
        AssertSumsToOne(run.Output, 10);
    }

    [Fact]
    public void A_model_that_overflows_is_told_for_each_image()
    {
        using var folder = new TemporaryFolder();
        var (w1, w2) = (new float[64, 2], new float[2, 10]);
        for (var i = 0; i < 64; i++)
        {
            (w1[i, 0], w1[i, 1]) = (3e38f, 3e38f);
        }

        for (var j = 0; j < 10; j++)
        {
            (w2[0, j], w2[1, j]) = (1, -1);
        }

        var architecture = Architecture.Of(64).Hidden(2, Activation.ReLU).Softmax(10);
        ModelFile.Save(Model.Of(architecture, Layer.Of(w1, [0, 0]), Layer.Of(w2, new float[10])), folder["model"], ProgramRun.Prepared);
        string[] images = [folder["a.png"], folder["b.png"]];
        foreach (var (i, image) in images.Index())
        {
            Image.FromObservation(Digits.Embedded().Pixels(i), 8, 8).SavePng(image);
        }

        using var run = new ProgramRun(["digits", "predict", folder["model"], .. images]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(ClassLine().Matches(run.Output));
        var lines = run.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.All(lines.Zip(images), line => Assert.StartsWith($"{line.Second}: The prediction is not a number", line.First, StringComparison.Ordinal));
    }

    [Fact]
    public void An_image_that_cannot_be_read_does_not_keep_the_others_from_being_classified()
    {
        using var run = new ProgramRun("digits", "predict", _trained.Model, "none.png", _trained.Pictures[1], _trained.Model);

        Assert.Equal(1, run.ExitCode);
        Assert.Single(ClassLine().Matches(run.Output));
        var lines = run.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("none.png", lines[0], StringComparison.Ordinal);
        Assert.Contains("neither a PNG nor a JPEG", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_that_are_no_prepared_digits_are_taken_as_they_are()
    {
        // Of 6 × 6: bright above, or bright to the left. Cropped and centred as digits, both would be all bright.
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        byte[] Picture(int kind) => [.. Enumerable.Range(0, 36).Select(i => (byte)((kind == 0 ? i / 6 : i % 6) < 3 ? random.Next(150, 250) : random.Next(50)))];
        foreach (var part in (string[])["train", "t10k"])
        {
            Idx.WriteImages(folder[$"{part}-images-idx3-ubyte"], [.. Enumerable.Range(0, 60).SelectMany(i => Picture(i % 2))], 6, 6);
            Idx.WriteLabels(folder[$"{part}-labels-idx1-ubyte"], [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 2))]);
        }

        using var trained = new ProgramRun("digits", "train", "--data", folder.Path, "--epochs", "20", "--batch-size", "10");
        Assert.Equal(0, trained.ExitCode);
        Assert.Equal("whole", ModelFile.Load<float>(trained.Model).Metadata.Entries["pictures"]);
        string[] images = [.. Enumerable.Range(0, 4).Select(kind => folder[$"{kind}.png"])];
        for (var i = 0; i < images.Length; i++)
        {
            // As large as they were, and twice as large. An observation is drawn in ink, which is dark.
            var picture = Picture(i % 2);
            var (side, times) = (6 * (1 + (i / 2)), 1 + (i / 2));
            Image.FromObservation([.. Enumerable.Range(0, side * side).Select(at => 1 - (picture[(at / side / times * 6) + (at % side / times)] / 255f))], side, side).SavePng(images[i]);
        }

        using var run = new ProgramRun(["digits", "predict", trained.Model, .. images]);
        Assert.Equal(["0", "1", "0", "1"], ClassLine().Matches(run.Output).Select(match => match.Groups[1].Value));

        // So are those that `show` draws.
        using var shown = new ProgramRun("digits", "show", "3", "--data", folder.Path, "--model", trained.Model);
        using var again = new ProgramRun("digits", "predict", trained.Model, shown.Pictures[0]);
        Assert.Equal("1", ClassLine().Match(again.Output).Groups[1].Value);
    }

    [Fact]
    public void What_is_no_model_of_digits_is_told_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("perceptron-test-").FullName;
        var path = Path.Combine(folder, "model.safetensors");

        AssertOneLine(["digits", "predict", path, "x.png"], path);
        AssertOneLine(["digits", "predict", _trained.Pictures[0], "x.png"], "is not a model file");
        ModelFile.Save(Model.Neuron([1f, 2f], 0), path);
        AssertOneLine(["digits", "predict", path, "x.png"], "is not a model of images");
        ModelFile.Save(Model.Sigmoid<float>(64, 10), path);
        AssertOneLine(["digits", "predict", path, "x.png"], "not mutually exclusive");
        ModelFile.Save(Model.Softmax<double>(64, 10), path);
        AssertOneLine(["digits", "predict", path, "x.png"], "holds doubles");
        ModelFile.Save(Model.Softmax<float>(784, 10), path);
        AssertOneLine(["digits", "predict", path, "x.png"], "doesn't say how the pictures were prepared");
        AssertOneLine(["digits", "show", "0", "--dataset", "digits", "--model", path], "28 × 28");
        var escape = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace("\"softmax\"", "\"\\u001bm\"", StringComparison.Ordinal);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(escape));
        AssertOneLine(["digits", "predict", path, "x.png"], "sigmoid and softmax are known");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        AssertOneLine(["digits", "predict", path, "x.png"], path);

        Directory.Delete(folder, recursive: true);
    }

    private static void AssertOneLine(string[] arguments, string part)
    {
        using var run = new ProgramRun(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(Assert.Single(run.Error.TrimEnd().Split('\n')), char.IsControl);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
    }

    private static void AssertSumsToOne(string output, int images)
    {
        double[] values = [.. BarLine().Matches(output).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

        Assert.Equal(10 * images, values.Length);
        Assert.Equal(images, values.Sum(), 0.001 * images);
    }

    [GeneratedRegex(@"^Class: (\d)", RegexOptions.Multiline)]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"^ +\d [█·]{40} ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex BarLine();
}
