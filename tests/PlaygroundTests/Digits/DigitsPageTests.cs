using FsCheck.Xunit;
using Perceptron;
using Perceptron.Playground.Digits;
using Perceptron.Playground.Translation;
using Xunit;

namespace PlaygroundTests.Digits;

public class DigitsPageTests
{
    [Fact]
    public void The_training_is_that_of_the_README_an_epoch_at_a_time()
    {
        using var training = new DigitsTraining(1);
        Assert.Equal(0, training.Last.Number);
        while (!training.IsDone)
        {
            training.Step();
        }

        training.Step();
        var parts = Perceptron.Digits.Embedded().SplitByFraction(0.2, seed: 1, stratified: true);
        var epochs = Model.Softmax<float>(64, 10)
            .Train(parts.Training.Data, new GradientDescent(0.5), 20, new TrainingOptions { BatchSize = 32, Seed = 1 }).ToArray();

        Assert.Equal(21, training.Results.Count);
        Assert.Equal(epochs[^1].Model.GetParameters(), training.Model.GetParameters());
        Assert.Equal(epochs.Select(epoch => epoch.Model.Accuracy(parts.HeldOut.Data)), training.Results.Select(result => result.HeldOutAccuracy));
        Assert.Equal(epochs.Select(epoch => epoch.Model.Loss(parts.HeldOut.Data)), training.Results.Select(result => result.HeldOutLoss));
        Assert.InRange(training.Last.HeldOutAccuracy, 0.93, 1);
    }

    [Property]
    public void What_each_pixel_adds_makes_with_the_bias_the_logit(int seed, bool hasHidden)
    {
        var random = new Random(seed);
        var (height, width) = (random.Next(2, 7), random.Next(2, 7));
        var builder = Architecture.Of(height * width);
        var model = Model.Uniform<float>(hasHidden ? builder.Hidden(5, Activation.Tanh).Softmax(4) : builder.Softmax(4), -1, 1, seed);
        var x = Enumerable.Range(0, height * width).Select(_ => random.NextSingle()).ToArray();

        var page = new DigitsModel(DigitsModelFile.Of(model, height, width));
        var reading = new Reading(page, x);

        Assert.Equal(model.Predict(x), reading.F);
        for (var j = 0; j < 4; j++)
        {
            Assert.Equal(model.Logits(x)[j], reading.Sums[j] + page.LastBias[j], 1e-4);
        }

        for (var k = 0; k < page.FirstColumns.Count; k++)
        {
            var z = reading.RowSums(k).Sum() + page.FirstBias[k];
            Assert.Equal(hasHidden ? model.Activations(x)[0][k] : model.Logits(x)[k], hasHidden ? Math.Tanh(z) : z, 1e-4);
            Assert.Equal(height, reading.RowSums(k).Length);
        }

        Assert.Equal(reading.Contributions.SelectMany(values => values).Max(Math.Abs), reading.Scale, 1e-6);
    }

    [Theory]
    [InlineData(PicturePreparation.Digit)]
    [InlineData(PicturePreparation.Whole)]
    [InlineData(PicturePreparation.Unknown)]
    internal void How_pictures_were_prepared_is_kept_in_a_file(PicturePreparation preparation)
    {
        using var stream = new MemoryStream();
        DigitsModelFile.Of(Model.Softmax<float>(784, 10), 28, 28, preparation).Write(stream);
        stream.Position = 0;
        var read = DigitsModelFile.Read(stream, "file");

        Assert.Equal((preparation, 28, 28, 20), (read.Preparation, read.Height, read.Width, read.Box));
    }

    [Fact]
    public void A_model_of_many_hidden_neurons_shows_some_of_them()
    {
        var page = new DigitsModel(DigitsModelFile.Of(Model.He<float>(Architecture.Of(784).Hidden(128, Activation.ReLU).Softmax(10), 1), 28, 28));

        Assert.Equal(DigitsModel.MaxPictures, page.Pictures.Count);
        Assert.Equal("784 → 128 → 10, ReLU, softmax", page.Describe());
        Assert.Equal(20, page.File.Box);
    }

    [Fact]
    public void An_example_is_as_it_is_for_a_model_of_its_size_and_prepared_for_another()
    {
        var digits = Perceptron.Digits.Embedded();
        var pixels = digits.Pixels(3);

        Assert.Same(pixels, new DigitsModel(DigitsModelFile.Of(Model.Softmax<float>(64, 10), 8, 8)).Observe(pixels, 8, 8));
        var large = new DigitsModel(DigitsModelFile.Of(Model.Softmax<float>(784, 10), 28, 28)).Observe(pixels, 8, 8);
        var rows = Enumerable.Range(0, 28).Where(y => large.AsSpan(28 * y, 28).ContainsAnyExcept(0f)).ToArray();
        Assert.Equal(20, rows.Length);
    }

    [Property]
    public void A_link_comes_back(int seed, int example, bool isExample, bool hides)
    {
        var sketch = Sketch.Empty.With([(1, 2), (3, 63)]).With([(0, 0)]);
        var link = new DigitsLink
        {
            Seed = Math.Abs((long)seed),
            Sketch = isExample ? Sketch.Example : sketch,
            Example = isExample ? (int)(Math.Abs((long)example) % 1000) : null,
            Hide = hides ? new SortedSet<string> { "model", "top" } : new SortedSet<string>(),
        };

        var read = DigitsLink.Read(link.Write(), Texts.English, out var complaints);

        Assert.Empty(complaints);
        Assert.Equal((link.Seed, link.Sketch.Code, link.Example), (read.Seed, read.Sketch.Code, read.Example));
        Assert.Equal(link.Hide, read.Hide);
    }

    [Fact]
    public void A_link_without_a_drawing_has_one_to_begin_with_and_one_of_clean_paper_has_none()
    {
        Assert.Same(Sketch.Example, DigitsLink.Read("page=digits", Texts.English, out _).Sketch);
        Assert.Equal("page=digits", new DigitsLink { Sketch = Sketch.Example }.Write());
        Assert.Equal("page=digits&drawing=", new DigitsLink { Sketch = Sketch.Empty }.Write());
        Assert.True(DigitsLink.Read("page=digits&drawing=", Texts.English, out var complaints).Sketch.IsEmpty);
        Assert.Empty(complaints);
    }

    [Fact]
    public void The_drawing_to_begin_with_is_read_as_a_3()
    {
        using var training = new DigitsTraining(1);
        while (!training.IsDone)
        {
            training.Step();
        }

        var page = new DigitsModel(DigitsModelFile.Of(training.Model, 8, 8));
        var reading = new Reading(page, page.Observe(Sketch.Example)!);

        Assert.Equal("3", reading.ClassName);
        Assert.InRange(reading.F[3], 0.8, 1);
    }

    [Theory]
    [InlineData("page=digits&seed=-1", "seed=-1")]
    [InlineData("page=digits&seed=x", "seed=x")]
    [InlineData("page=digits&example=99999999999", "example=99999999999")]
    [InlineData("page=digits&drawing=A", "cut short")]
    [InlineData("page=digits&hide=lab", "hide=lab")]
    [InlineData("page=digits&epoch=3", "\"epoch\"")]
    [InlineData("page=digits&lang=de", "lang=de; expected is en or nb")]
    public void What_a_link_tells_wrongly_is_told(string fragment, string expected)
    {
        var link = DigitsLink.Read(fragment, Texts.English, out var complaints);

        Assert.Contains(expected, Assert.Single(complaints), StringComparison.Ordinal);
        Assert.Equal("page=digits", link.Write());
    }

    [Fact]
    public void Colours_are_red_above_0_blue_below_and_nothing_at_0()
    {
        var pixels = Pixels.Diverging([2, -1, 0], 2);

        Assert.Equal([255, 128, 0], new[] { pixels[3], pixels[7], pixels[11] });
        Assert.True(pixels[0] > pixels[2]);
        Assert.True(pixels[4] < pixels[6]);
        Assert.Equal(new byte[12].Where((_, i) => i % 4 == 3), Pixels.Diverging([0, 0, 0], 0).Where((_, i) => i % 4 == 3));
    }

    [Theory]
    [InlineData(1.5, "1.500", "+ 1.500")]
    [InlineData(-1.5, "−1.500", "− 1.500")]
    [InlineData(-0.0001, "0.000", "+ 0.000")]
    [InlineData(0, "0.000", "+ 0.000")]
    public void Numbers_have_a_true_minus_and_none_before_nothing(double value, string alone, string added)
    {
        Assert.Equal(alone, Pixels.Number(value, 3));
        Assert.Equal(added, Pixels.Added(value, 3));
    }
}
