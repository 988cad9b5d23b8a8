namespace Perceptron;

/// <summary>Handwritten digits that are embedded in the library, for use without MNIST. They are not MNIST.</summary>
public static class Digits
{
    private static readonly Lazy<ImageDataset> Images = new(Read);

    /// <summary>
    /// 1,797 real digits of 8 × 8 pixels by 13 people: the test part of Optical Recognition of Handwritten Digits by
    /// E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998, doi:10.24432/C50P49, licensed CC BY 4.0.
    /// </summary>
    /// <returns>The digits, in 10 classes; read at the first call.</returns>
    public static ImageDataset Embedded() => Images.Value;

    /// <summary>Who made the embedded digits, their licence, and what was changed.</summary>
    /// <returns>Lines of Markdown.</returns>
    public static string License()
    {
        using var reader = new StreamReader(Open("LICENSE-digits.md"));
        return reader.ReadToEnd();
    }

    private static ImageDataset Read()
    {
        const string imagesName = "digits-images-idx3-ubyte.gz";
        const string labelsName = "digits-labels-idx1-ubyte.gz";
        using var images = Open(imagesName);
        using var labels = Open(labelsName);
        return ImageDataset.From(Idx.ReadImages(images, imagesName), imagesName, Idx.ReadLabels(labels, labelsName), labelsName);
    }

    private static Stream Open(string name) =>
        typeof(Digits).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The library was built without {name}.");
}
