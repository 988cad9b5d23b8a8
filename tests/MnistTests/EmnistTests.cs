using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

/// <summary>Datasets in the form of MNIST with names and ways of their own: EMNIST and QMNIST.</summary>
public class EmnistTests
{
    /// <summary>Two images of 2 × 3, as they are stored.</summary>
    private static readonly byte[] Pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    /// <summary>The first of them, turned.</summary>
    private static readonly float[] Upright = [.. new[] { 1, 4, 2, 5, 3, 6 }.Select(pixel => pixel / 255f)];

    public static TheoryData<string> Splits => ["balanced", "byclass", "bymerge", "digits", "letters", "mnist"];

    [Theory]
    [MemberData(nameof(Splits))]
    public void Each_split_is_found_by_its_name_and_turned_upright(string split)
    {
        using var folder = new TemporaryFolder();
        var first = split == "letters" ? 1 : 0;
        Put(folder, split, first, first + 2);

        var data = Mnist.Load(folder.Path);

        Assert.True(Mnist.IsIn(folder.Path));
        Assert.Equal((3, 2), (data.Training.Height, data.Training.Width));
        Assert.Equal(Upright, data.Training.Pixels(0));
        Assert.Equal(Upright, data.Test.Pixels(0));
        Assert.Equal([0, 2], new[] { data.Training.Label(0), data.Training.Label(1) });
        Assert.Equal(split == "letters" ? ["A", "B", "C"] : ["0", "1", "2"], data.Training.ClassNames);
        Assert.Equal(data.Training.ClassNames, data.Test.ClassNames);
    }

    [Theory]
    [InlineData("letters", 26, "Z")]
    [InlineData("balanced", 46, "t")]
    [InlineData("bymerge", 36, "a")]
    [InlineData("byclass", 61, "z")]
    [InlineData("digits", 9, "9")]
    public void Classes_have_letters_and_digits_as_names(string split, int label, string name)
    {
        using var folder = new TemporaryFolder();
        Put(folder, split, 1, label);

        var data = Mnist.Load(folder.Path);

        Assert.Equal(name, data.Training.ClassNames[data.Training.Label(1)]);
        Assert.Equal(name, data.Training.ClassNames[^1]);
    }

    [Fact]
    public void A_split_is_chosen_among_several_and_MNISTs_own_names_come_first()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "balanced", 0, 1);
        Put(folder, "letters", 1, 2);

        Assert.Contains("several datasets: emnist-balanced, emnist-letters", Assert.Throws<IOException>(() => Mnist.Load(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], Mnist.Load(new MnistOptions { Folder = folder.Path, EmnistSplit = "letters" }).Training.ClassNames);
        Assert.Contains(
            "emnist-digits-train-images-idx3-ubyte",
            Assert.Throws<FileNotFoundException>(() => Mnist.Load(new MnistOptions { Folder = folder.Path, EmnistSplit = "digits" })).Message,
            StringComparison.Ordinal);

        new SmallMnist().PutInto(folder);
        Assert.Equal(8, Mnist.Load(folder.Path).Training.Height);
        Assert.Equal(3, Mnist.Load(new MnistOptions { Folder = folder.Path, EmnistSplit = "balanced" }).Training.Height);
    }

    [Fact]
    public async Task A_split_is_found_in_the_folder_of_the_environment_and_never_downloaded()
    {
        using var folder = new TemporaryFolder();
        using var cache = new TemporaryFolder();
        Put(folder, "digits", 0, 1);
        var site = new SmallMnist().Site(cache);

        var data = await Mnist.LoadAsync(new MnistOptions { EmnistSplit = "digits", Site = site with { Variable = _ => folder.Path } });
        var exception = await Assert.ThrowsAsync<MnistNotFoundException>(() => Mnist.LoadAsync(new MnistOptions { EmnistSplit = "mnist", Site = site }));

        Assert.Equal(MnistSource.EnvironmentVariable, data.Source);
        Assert.Contains("EMNIST is not downloaded", exception.Message, StringComparison.Ordinal);
        Assert.Contains("it has balanced, byclass", Assert.Throws<ArgumentException>(() => new MnistOptions { EmnistSplit = "all" }).Message, StringComparison.Ordinal);
        Assert.Equal("EMNIST digits from x, offline", new MnistOptions { EmnistSplit = "digits", Folder = "x", Offline = true }.ToString());
    }

    [Fact]
    public void An_option_turns_images_of_any_name_or_leaves_them()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "mnist", 0, 1);
        string[] mine = [folder.Put("i", IdxBytes.Of([2, 2, 3], Pixels)), folder.Put("l", IdxBytes.Of([2], [0, 1]))];
        string[] theirs = [folder["emnist-mnist-train-images-idx3-ubyte.gz"], folder["emnist-mnist-train-labels-idx1-ubyte"]];

        Assert.Equal((2, 3), Size(ImageDataset.Read(mine[0], mine[1])));
        Assert.Equal((3, 2), Size(ImageDataset.Read(mine[0], mine[1], transposed: true)));
        Assert.Equal((3, 2), Size(ImageDataset.Read(theirs[0], theirs[1])));
        Assert.Equal((2, 3), Size(ImageDataset.Read(theirs[0], theirs[1], transposed: false)));
        Assert.Equal((2, 3), Size(Mnist.Load(new MnistOptions { Folder = folder.Path, Transposed = false }).Training));
        Assert.Equal(Upright, ImageDataset.Read(mine[0], mine[1], transposed: true).Pixels(0));

        static (int, int) Size(ImageDataset images) => (images.Height, images.Width);
    }

    [Fact]
    public void Letters_have_no_label_0()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "letters", 1, 0);

        Assert.Contains("has the label 0 at 1; the labels of emnist-letters begin with 1", Assert.Throws<InvalidDataException>(() => Mnist.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void QMNIST_is_found_by_its_names_and_under_those_of_MNIST()
    {
        using var folder = new TemporaryFolder();
        using var renamed = new TemporaryFolder();
        double[] labels = [3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        foreach (var (part, other) in new[] { ("train", "train"), ("test", "t10k") })
        {
            folder.Put($"qmnist-{part}-images-idx3-ubyte.gz", IdxBytes.Zip(IdxBytes.Of([2, 2, 3], Pixels)));
            folder.Put($"qmnist-{part}-labels-idx2-int.gz", IdxBytes.Zip(IdxBytes.OfType(0x0c, [2, 8], labels)));
            renamed.Put($"{other}-images-idx3-ubyte", IdxBytes.Of([2, 2, 3], Pixels));
            renamed.Put($"{other}-labels-idx1-ubyte", IdxBytes.OfType(0x0c, [2, 8], labels));
        }

        foreach (var data in new[] { Mnist.Load(folder.Path), Mnist.Load(renamed.Path) })
        {
            Assert.Equal((2, 3, 4), (data.Training.Height, data.Training.Width, data.Training.ClassCount));
            Assert.Equal([3, 1], new[] { data.Test.Label(0), data.Test.Label(1) });
            Assert.Equal(1 / 255f, data.Training.Pixels(0)[0]);
            Assert.Equal(2 / 255f, data.Training.Pixels(0)[1]);
        }
    }

    private static void Put(TemporaryFolder folder, string split, int first, int second)
    {
        foreach (var part in new[] { "train", "test" })
        {
            folder.Put($"emnist-{split}-{part}-images-idx3-ubyte.gz", IdxBytes.Zip(IdxBytes.Of([2, 2, 3], Pixels)));
            folder.Put($"emnist-{split}-{part}-labels-idx1-ubyte", IdxBytes.Of([2], [(byte)first, (byte)second]));
        }
    }
}
