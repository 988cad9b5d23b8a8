namespace Perceptron;

/// <summary>The names of the four files of a dataset, and how they differ from those of MNIST.</summary>
internal sealed record ImageFiles(string TrainingImages, string TrainingLabels, string TestImages, string TestLabels)
{
    private const string Digits = "0123456789";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string EmnistPrefix = "emnist-";

    public static ImageFiles Mnist { get; } = new("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /// <summary>QMNIST, whose labels have eight numbers each, and the class first.</summary>
    public static ImageFiles Qmnist { get; } = new(
        "qmnist-train-images-idx3-ubyte", "qmnist-train-labels-idx2-int", "qmnist-test-images-idx3-ubyte", "qmnist-test-labels-idx2-int");

    /// <summary>The splits of EMNIST. Letters that look alike in both cases have one class in balanced and bymerge.</summary>
    public static IReadOnlyList<ImageFiles> Emnist { get; } =
    [
        OfEmnist("balanced", Digits + Capitals + "abdefghnqrt"),
        OfEmnist("byclass", Digits + Capitals + "abcdefghijklmnopqrstuvwxyz"),
        OfEmnist("bymerge", Digits + Capitals + "abdefghnqrt"),
        OfEmnist("digits", Digits),
        OfEmnist("letters", Capitals) with { FirstLabel = 1 },
        OfEmnist("mnist", Digits),
    ];

    /// <summary>The name of the split of EMNIST, if it is one.</summary>
    public string? Split { get; private init; }

    /// <summary>Whether the pictures are stored column by column.</summary>
    public bool IsTransposed => Split is not null;

    /// <summary>The label of class 0.</summary>
    public int FirstLabel { get; private init; }

    /// <summary>The names of the classes, a sign each; empty if they have none.</summary>
    public string Classes { get; private init; } = "";

    public IEnumerable<string> Names => [TrainingImages, TrainingLabels, TestImages, TestLabels];

    /// <summary>Whether all four files are in a folder.</summary>
    public bool AreIn(string folder) => Names.All(name => Perceptron.Mnist.Find(folder, name) is not null);

    /// <summary>The files of a split of EMNIST; null if there is no such split.</summary>
    public static ImageFiles? OfSplit(string name) => Emnist.FirstOrDefault(files => files.Split == name);

    /// <summary>The files of the datasets that are complete in a folder. Where MNIST's names are, the others don't count.</summary>
    public static ImageFiles[] In(string folder, string? split)
    {
        IEnumerable<ImageFiles> all = split is not null ? Emnist.Where(files => files.Split == split)
            : Mnist.AreIn(folder) ? [Mnist]
            : Emnist.Append(Qmnist);
        return [.. all.Where(files => files.AreIn(folder))];
    }

    /// <summary>The dataset that a file is of, by its name; MNIST if none.</summary>
    public static ImageFiles OfName(string path)
    {
        var file = Path.GetFileName(path);
        return Emnist.FirstOrDefault(files => file.StartsWith($"{EmnistPrefix}{files.Split}-", StringComparison.Ordinal)) ?? Mnist;
    }

    /// <summary>The class of each label.</summary>
    /// <exception cref="InvalidDataException">A label is before the first.</exception>
    public byte[] ClassesOf(byte[] labels, string path)
    {
        if (FirstLabel == 0)
        {
            return labels;
        }

        var before = Array.FindIndex(labels, label => label < FirstLabel);
        return before < 0
            ? Array.ConvertAll(labels, label => (byte)(label - FirstLabel))
            : throw new InvalidDataException($"{path} has the label {labels[before]} at {before}; the labels of {EmnistPrefix}{Split} begin with {FirstLabel}.");
    }

    /// <summary>The images with the names of their classes, if they have some.</summary>
    public ImageDataset Named(ImageDataset images) => images.ClassCount <= Classes.Length
        ? images.WithClassNames([.. Classes.Take(images.ClassCount).Select(name => name.ToString())])
        : images;

    private static ImageFiles OfEmnist(string split, string classes) => new(
        $"{EmnistPrefix}{split}-train-images-idx3-ubyte", $"{EmnistPrefix}{split}-train-labels-idx1-ubyte",
        $"{EmnistPrefix}{split}-test-images-idx3-ubyte", $"{EmnistPrefix}{split}-test-labels-idx1-ubyte")
    {
        Split = split,
        Classes = classes,
    };
}
