namespace Perceptron;

/// <summary>Images to train on, and images to test on once at the end.</summary>
public sealed class MnistData
{
    internal MnistData(ImageDataset training, ImageDataset test, string folder, MnistSource source)
    {
        Training = training;
        Test = test;
        Folder = folder;
        Source = source;
    }

    /// <summary>The images for training and model selection: 60,000 in MNIST.</summary>
    public ImageDataset Training { get; }

    /// <summary>The images for the final test only: 10,000 in MNIST.</summary>
    public ImageDataset Test { get; }

    /// <summary>The folder that the files were read from.</summary>
    public string Folder { get; }

    /// <summary>How that folder was found.</summary>
    public MnistSource Source { get; }

    /// <summary>The sizes, as "60000 images of 28 × 28 in 10 classes; 10000 to test on".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Training}; {Test.Count} to test on";
}
