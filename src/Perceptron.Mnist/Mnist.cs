namespace Perceptron;

/// <summary>Loads MNIST, and any other set of images in its four IDX files, as Fashion-MNIST, from a folder.</summary>
/// <remarks>
/// <para>The files are <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and
/// <c>t10k-labels-idx1-ubyte</c>, each raw or with <c>.gz</c>, also with a dot for the second hyphen
/// (<c>train-images.idx3-ubyte</c>). Image size and number of classes are what the files say.</para>
/// <para>MNIST is by Y. LeCun, C. Cortes and C. Burges, from data of NIST.</para>
/// </remarks>
public static class Mnist
{
    private const string TrainingImages = "train-images-idx3-ubyte";
    private const string TrainingLabels = "train-labels-idx1-ubyte";
    private const string TestImages = "t10k-images-idx3-ubyte";
    private const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>Whether all four files are in a folder.</summary>
    /// <param name="folder">Where to look.</param>
    /// <returns>True if <see cref="Load"/> will find them; what is in them is not looked at.</returns>
    public static bool IsIn(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new[] { TrainingImages, TrainingLabels, TestImages, TestLabels }.All(name => Find(folder, name) is not null);
    }

    /// <summary>Loads both parts, the images of each on a thread of their own.</summary>
    /// <remarks>The labels of the training part say how many classes there are; those of the test part must be among them.</remarks>
    /// <param name="folder">Where the four files are.</param>
    /// <returns>Both parts, with sparse rows.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">One of the files is not there.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be, or the files don't fit each other.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static MnistData Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {folder}.");
        }

        var trainingImages = Require(folder, TrainingImages);
        var trainingLabels = Require(folder, TrainingLabels);
        var testImages = Require(folder, TestImages);
        var testLabels = Require(folder, TestLabels);

        var reading = Task.Run(() => Idx.ReadImages(testImages));
        ImageDataset training;
        try
        {
            training = ImageDataset.Read(trainingImages, trainingLabels);
        }
        finally
        {
            // No file is open any more when this method ends, whichever way.
            Task.WaitAny(reading);
        }

        var images = reading.GetAwaiter().GetResult();
        if (images.Height != training.Height || images.Width != training.Width)
        {
            throw new InvalidDataException(
                $"{testImages} has images of {images.Height} × {images.Width}, but {trainingImages} of {training.Height} × {training.Width}.");
        }

        var test = ImageDataset.From(images, testImages, Idx.ReadLabels(testLabels), testLabels, training.Classes);
        return new MnistData(training, test);
    }

    private static string Require(string folder, string name) =>
        Find(folder, name)
        ?? throw new FileNotFoundException($"There is no {name}, raw or with .gz, in {folder}.", Path.Combine(folder, name));

    private static string? Find(string folder, string name)
    {
        var dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return new[] { name, name + ".gz", dotted, dotted + ".gz" }
            .Select(file => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
