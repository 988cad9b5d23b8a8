using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

public class MnistDataTests
{
    private static readonly Lazy<MnistData> Loaded = new(() => Mnist.Load(Environment.GetEnvironmentVariable("PERCEPTRON_DATA")!));

    [Fact]
    public void First_labels_and_counts_of_MNIST()
    {
        var mnist = Real();

        Assert.Equal([5, 0, 4, 1], Enumerable.Range(0, 4).Select(mnist.Training.Label));
        Assert.Equal([7, 2, 1, 0], Enumerable.Range(0, 4).Select(mnist.Test.Label));
        Assert.Equal((60_000, 10_000), (mnist.Training.Count, mnist.Test.Count));
        Assert.All(
            new[] { mnist.Training, mnist.Test }, part => Assert.Equal((28, 28, 10), (part.Height, part.Width, part.ClassCount)));
    }

    [Fact]
    public void Full_batch_losses_on_MNIST_are_those_of_PyTorch()
    {
        var losses = Model.Softmax<float>(784, 10)
            .Train(Real().Training.Data, new GradientDescent(0.5), 19)
            .Select(epoch => Math.Round(epoch.Loss, 4))
            .ToArray();

        Assert.Equal([1.1555, 0.8160, 0.6843, 0.6128], new[] { losses[4], losses[9], losses[14], losses[19] });
        Assert.Equal(Math.Round(Math.Log(10), 4), losses[0]);
    }

    [Fact]
    public void LBFGS_reaches_the_minimum_of_scikit_learn_on_MNIST()
    {
        var data = Real().Training.Data.Select([.. Enumerable.Range(0, 10_000)]);

        var result = Model.Softmax<float>(784, 10).Minimize(data, new Lbfgs(), new LossOptions { L2 = 0.01 });

        // LogisticRegression of scikit-learn 1.2.1 by its L-BFGS, which stops at 0.51887685, and its Newton method:
        // tests/references/logistic.py prints them.
        Assert.Equal(StopReason.GradientToleranceReached, result.Minimum.StopReason);
        Same.Within(0.5188768504669223, result.Minimum.Loss, 1e-7);
        Same.Within(0.5188768432068069, result.Minimum.Loss, 1e-8);
        Same.Within(result.Minimum.Loss, result.Model.Loss(data, new LossOptions { L2 = 0.01 }), 1e-6);
    }

    [Fact]
    public void Five_epochs_of_mini_batches_reach_92_percent_on_MNIST()
    {
        var mnist = Real();

        var model = Model.Softmax<float>(784, 10)
            .Train(mnist.Training.Data, new GradientDescent(0.5), 5, new TrainingOptions { BatchSize = 128, Seed = 1 })
            .Last().Model;

        Assert.InRange(model.Accuracy(mnist.Test.Data), 0.92, 0.94);

        // A 0 is drawn around its middle, not through it; a 1 just there.
        var pictures = WeightImages.Of(model, 28, 28);
        Assert.True(Warmth(pictures.Image(0, 1)) < 0);
        Assert.True(Warmth(pictures.Image(1, 1)) > 0);
    }

    [Fact]
    public void Any_set_of_images_in_the_four_files_is_loaded()
    {
        foreach (var (dotted, compressed) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            using var folder = new TemporaryFolder();
            string Name(string name) => (dotted ? name.Replace("-idx", ".idx", StringComparison.Ordinal) : name) + (compressed ? ".gz" : "");
            Assert.False(Mnist.IsIn(folder.Path));
            Idx.WriteImages(folder[Name("train-images-idx3-ubyte")], [.. Enumerable.Range(0, 30).Select(i => (byte)i)], 2, 5);
            Idx.WriteLabels(folder[Name("train-labels-idx1-ubyte")], [2, 3, 0]);
            Idx.WriteImages(folder[Name("t10k-images-idx3-ubyte")], new byte[20], 2, 5);
            Assert.False(Mnist.IsIn(folder.Path));
            Idx.WriteLabels(folder[Name("t10k-labels-idx1-ubyte")], [1, 0]);
            Assert.True(Mnist.IsIn(folder.Path));

            var data = Mnist.Load(folder.Path);

            Assert.Equal((3, 2, 2, 5), (data.Training.Count, data.Test.Count, data.Test.Height, data.Test.Width));
            Assert.Equal((4, 4), (data.Training.ClassCount, data.Test.ClassCount));
            Assert.Equal(29 / 255f, data.Training.Pixels(2)[9]);
            Assert.Equal([1, 0], Enumerable.Range(0, 2).Select(data.Test.Label));
        }
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-labels-idx1-ubyte")]
    [InlineData("t10k-images-idx3-ubyte")]
    [InlineData("t10k-labels-idx1-ubyte")]
    public void A_missing_file_is_named(string name)
    {
        using var folder = Small();
        File.Delete(folder[name]);

        var exception = Assert.Throws<FileNotFoundException>(() => Mnist.Load(folder.Path));

        Assert.Equal($"There is no {name}, raw or with .gz, in {folder.Path}.", exception.Message);
        Assert.False(Mnist.IsIn(folder.Path));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        using var folder = new TemporaryFolder();

        var exception = Assert.Throws<DirectoryNotFoundException>(() => Mnist.Load(folder["missing"]));

        Assert.Contains(folder["missing"], exception.Message, StringComparison.Ordinal);
        Assert.False(Mnist.IsIn(folder["missing"]));
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-labels-idx1-ubyte")]
    [InlineData("t10k-images-idx3-ubyte")]
    [InlineData("t10k-labels-idx1-ubyte")]
    public void A_damaged_file_is_named(string name)
    {
        using var folder = Small();
        folder.Put(name, File.ReadAllBytes(folder[name])[..^1]);

        var exception = Assert.Throws<InvalidDataException>(() => Mnist.Load(folder.Path));

        Assert.StartsWith(folder[name], exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_label_that_training_does_not_have_is_refused()
    {
        using var folder = Small();
        Idx.WriteLabels(folder["t10k-labels-idx1-ubyte"], [3]);

        var exception = Assert.Throws<InvalidDataException>(() => Mnist.Load(folder.Path));

        Assert.Equal($"{folder["t10k-labels-idx1-ubyte"]} has the label 3 at 0; the training labels are from 0 to 2.", exception.Message);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(2, 6)]
    public void Parts_of_two_shapes_are_refused(int height, int width)
    {
        using var folder = Small();
        Idx.WriteImages(folder["t10k-images-idx3-ubyte"], new byte[height * width], height, width);

        var exception = Assert.Throws<InvalidDataException>(() => Mnist.Load(folder.Path));

        Assert.Contains($"{height} × {width}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("2 × 3", exception.Message, StringComparison.Ordinal);
    }

    private static MnistData Real()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PERCEPTRON_DATA") is { Length: > 0 },
            "PERCEPTRON_DATA does not say where MNIST is.");
        return Loaded.Value;
    }

    private static TemporaryFolder Small()
    {
        var folder = new TemporaryFolder();
        Idx.WriteImages(folder["train-images-idx3-ubyte"], new byte[12], 2, 3);
        Idx.WriteLabels(folder["train-labels-idx1-ubyte"], [2, 0]);
        Idx.WriteImages(folder["t10k-images-idx3-ubyte"], new byte[6], 2, 3);
        Idx.WriteLabels(folder["t10k-labels-idx1-ubyte"], [1]);
        return folder;
    }

    /// <summary>How much more red than blue there is in the middle of a picture of 28 × 28.</summary>
    private static int Warmth(Image picture) =>
        (from y in Enumerable.Range(12, 4) from x in Enumerable.Range(13, 2) select picture[x, y].Red - picture[x, y].Blue).Sum();
}
