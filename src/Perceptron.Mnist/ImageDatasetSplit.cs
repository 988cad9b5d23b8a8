namespace Perceptron;

/// <summary>Images in two parts: one to train on, one held out of training.</summary>
public sealed class ImageDatasetSplit
{
    internal ImageDatasetSplit(ImageDataset training, ImageDataset heldOut)
    {
        Training = training;
        HeldOut = heldOut;
    }

    /// <summary>The images to train on.</summary>
    public ImageDataset Training { get; }

    /// <summary>The images to choose or test a model on.</summary>
    public ImageDataset HeldOut { get; }

    /// <summary>The sizes, as "1438 to train on, 359 held out".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Training.Count} to train on, {HeldOut.Count} held out";
}
