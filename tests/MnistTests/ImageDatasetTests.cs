using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

public class ImageDatasetTests
{
    [Fact]
    public void Images_and_labels_are_read_together()
    {
        using var folder = new TemporaryFolder();
        var images = folder.Put("images", IdxBytes.Of([3, 1, 2], [0, 255, 51, 0, 0, 0]));
        var labels = folder.Put("labels", IdxBytes.Of([3], [3, 0, 1]));

        var data = ImageDataset.Read(images, labels);

        Assert.Equal((3, 1, 2, 4), (data.Count, data.Height, data.Width, data.ClassCount));
        Assert.Equal([3, 0, 1], Enumerable.Range(0, 3).Select(data.Label));
        Assert.Equal([0, 1], data.Pixels(0));
        Assert.Equal([0.2f, 0], data.Pixels(1));
        Assert.Equal("3 images of 1 × 2 in 4 classes", data.ToString());
        Assert.Throws<ArgumentOutOfRangeException>("index", () => data.Label(3));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => data.Pixels(-1));
    }

    [Fact]
    public void There_are_at_least_two_classes()
    {
        using var folder = new TemporaryFolder();

        var data = ImageDataset.Read(
            folder.Put("images", IdxBytes.Of([1, 1, 1], [9])), folder.Put("labels", IdxBytes.Of([1], [0])));

        Assert.Equal(["0", "1"], data.ClassNames);
    }

    [Fact]
    public void Numbers_of_images_and_labels_that_differ_are_refused()
    {
        using var folder = new TemporaryFolder();
        var images = folder.Put("images", IdxBytes.Of([1, 1, 2], [0, 1]));
        var labels = folder.Put("labels", IdxBytes.Of([2], [0, 1]));

        var exception = Assert.Throws<InvalidDataException>(() => ImageDataset.Read(images, labels));

        Assert.Equal($"{images} has 1 image, but {labels} has 2 labels.", exception.Message);
    }

    [Fact]
    public void No_image_is_refused()
    {
        using var folder = new TemporaryFolder();
        var images = folder.Put("images", IdxBytes.Of([0, 1, 2], []));
        var labels = folder.Put("labels", IdxBytes.Of([0], []));

        Assert.StartsWith(images, Assert.Throws<InvalidDataException>(() => ImageDataset.Read(images, labels)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Selections_and_splits_keep_shape_and_names()
    {
        var digits = Digits.Embedded().WithClassNames([.. "abcdefghij".Select(letter => $"{letter}")]);
        var selected = digits.Select(5, 0, 5);
        var split = digits.SplitByCount(100, seed: 1);

        Assert.Equal([5, 0, 5], Enumerable.Range(0, 3).Select(selected.Label));
        Assert.Equal(digits.Pixels(5), selected.Pixels(2));
        Assert.Equal((1697, 100), (split.Training.Count, split.HeldOut.Count));
        Assert.All(
            new[] { selected, split.Training, split.HeldOut },
            part => Assert.Equal((8, 8, "c"), (part.Height, part.Width, part.ClassNames[2])));
        Assert.Equal("0", Digits.Embedded().ClassNames[0]);
    }

    [Fact]
    public void Any_dataset_of_images_will_do()
    {
        var rows = new float[,] { { 0, 1, 0, 1, 0, 1 }, { 1, 1, 1, 0, 0, 0 } };

        var data = ImageDataset.Of(Dataset.Exclusive(rows, [1, 0], 2), 2, 3);

        Assert.Equal((2, 3), (data.Height, data.Width));
        Assert.Throws<ArgumentException>("height", () => ImageDataset.Of(data.Data, 2, 2));
        Assert.Throws<ArgumentException>("data", () => ImageDataset.Of(Dataset.Binary(rows, [1f, 0f]), 2, 3));
    }

    [Fact]
    public void Names_that_do_not_fit_are_refused()
    {
        var data = ImageDataset.Of(Dataset.Exclusive(new float[,] { { 0 } }, [1], 2), 1, 1);

        Assert.Throws<ArgumentException>("names", () => data.WithClassNames("one"));
        Assert.Throws<ArgumentException>("names", () => data.WithClassNames("one", "one"));
        Assert.Throws<ArgumentException>("names", () => data.WithClassNames("one", " "));
    }
}
