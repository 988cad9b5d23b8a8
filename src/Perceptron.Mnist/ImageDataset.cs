using System.Collections.ObjectModel;
using System.Globalization;

namespace Perceptron;

/// <summary>Images with their classes, and the shape of the images; it never changes.</summary>
public sealed class ImageDataset
{
    private ImageDataset(Dataset<float> data, int height, int width, IReadOnlyList<string> classNames)
    {
        Data = data;
        Height = height;
        Width = width;
        ClassNames = classNames;
    }

    /// <summary>Rows of pixels in each image.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels in each image.</summary>
    public int Width { get; }

    /// <summary>What to train on: an image a row, its pixels row after row, black 1 on white 0.</summary>
    public Dataset<float> Data { get; }

    /// <summary>How many images there are.</summary>
    public int Count => Data.Count;

    /// <summary>How many classes there are.</summary>
    public int ClassCount => Data.ClassCount;

    /// <summary>A name for each class: its number, unless others were given.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Images from a dataset that has them in its rows.</summary>
    /// <param name="data">Observations of <paramref name="height"/> · <paramref name="width"/> pixels in exclusive classes.</param>
    /// <param name="height">Rows of pixels in each image.</param>
    /// <param name="width">Columns of pixels in each image.</param>
    /// <returns>The images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">The shape does not fit the inputs, or the classes are independent.</exception>
    public static ImageDataset Of(Dataset<float> data, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(data);
        ImageShape.Require(height, width, data.InputCount, "the data have");
        return data.Targets.AreExclusive
            ? new(data, height, width, Numbers(data.ClassCount))
            : throw new ArgumentException("The classes are independent; an image here is of just one class.", nameof(data));
    }

    /// <summary>Reads images and their labels from IDX files.</summary>
    /// <remarks>There are as many classes as the largest label says, from 0 to it, and at least 2.</remarks>
    /// <param name="imagesPath">The images, raw or gzip-compressed.</param>
    /// <param name="labelsPath">A label for each, raw or gzip-compressed.</param>
    /// <returns>The images, as sparse rows.</returns>
    /// <exception cref="InvalidDataException">A file is not what it should be, there is no image, or the numbers of images and labels differ.</exception>
    /// <exception cref="IOException">A file is not there, or can't be read.</exception>
    public static ImageDataset Read(string imagesPath, string labelsPath) =>
        From(Idx.ReadImages(imagesPath), imagesPath, Idx.ReadLabels(labelsPath), labelsPath);

    /// <summary>The class of an image.</summary>
    /// <param name="index">Which image, from 0.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public int Label(int index) => Data.Targets.ClassOf(Require(index));

    /// <summary>A copy of an image.</summary>
    /// <param name="index">Which image, from 0.</param>
    /// <returns>Its pixels, row after row, black 1 on white 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public float[] Pixels(int index) => Data.Rows.Row(Require(index));

    /// <summary>The same images with other names for their classes.</summary>
    /// <param name="names">One for each class, none empty, all different.</param>
    /// <returns>Another dataset.</returns>
    /// <exception cref="ArgumentException">The number of names is not that of the classes, or one is empty or there twice.</exception>
    public ImageDataset WithClassNames(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length != ClassCount)
        {
            throw new ArgumentException($"{Pluralize.Count(names.Length, "name")} given; there are {ClassCount} classes.", nameof(names));
        }

        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A class name is empty.", nameof(names));
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The class name \"{twice.Key}\" is there twice.", nameof(names));
        }

        return new(Data, Height, Width, new ReadOnlyCollection<string>([.. names]));
    }

    /// <summary>Some of the images, in the order asked for; one may come more than once.</summary>
    /// <param name="images">Which ones, from 0; at least one.</param>
    /// <returns>Another dataset with the same classes.</returns>
    /// <exception cref="ArgumentException">A number is not that of an image, or there is none.</exception>
    public ImageDataset Select(params int[] images) => With(Data.Select(images));

    /// <inheritdoc cref="Dataset{T}.SplitByFraction"/>
    public ImageDatasetSplit SplitByFraction(double heldOut, long seed = 0, bool stratified = false) =>
        With(Data.SplitByFraction(heldOut, seed, stratified));

    /// <inheritdoc cref="Dataset{T}.SplitByCount"/>
    public ImageDatasetSplit SplitByCount(int heldOut, long seed = 0, bool stratified = false) =>
        With(Data.SplitByCount(heldOut, seed, stratified));

    /// <summary>The shape, as "60000 images of 28 × 28 in 10 classes".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Pluralize.Count(Count, "image")} of {Height} × {Width} in {ClassCount} classes";

    /// <summary>Joins images and labels; <paramref name="classes"/> as the labels say where it is left out.</summary>
    internal static ImageDataset From(
        IdxImages images, string imagesName, byte[] labels, string labelsName, int? classes = null)
    {
        if (images.Count != labels.Length)
        {
            throw new InvalidDataException(
                $"{imagesName} has {Pluralize.Count(images.Count, "image")}, but {labelsName} has {Pluralize.Count(labels.Length, "label")}.");
        }

        if (images.Count == 0)
        {
            throw new InvalidDataException($"{imagesName} has no image; at least 1 is needed.");
        }

        var count = classes ?? Math.Max(2, labels.Max() + 1);
        var beyond = Array.FindIndex(labels, label => label >= count);
        if (beyond >= 0)
        {
            throw new InvalidDataException(
                $"{labelsName} has the label {labels[beyond]} at {beyond}; in training they are from 0 to {count - 1}.");
        }

        var data = Dataset.Of(images.Rows, Array.ConvertAll(labels, label => (int)label), count);
        return new(data, images.Height, images.Width, Numbers(count));
    }

    private static ReadOnlyCollection<string> Numbers(int classes) =>
        new([.. Enumerable.Range(0, classes).Select(i => i.ToString(CultureInfo.InvariantCulture))]);

    private int Require(int index) => (uint)index < (uint)Count
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The image must be from 0 to {Count - 1}.");

    private ImageDataset With(Dataset<float> data) => new(data, Height, Width, ClassNames);

    private ImageDatasetSplit With(DatasetSplit<float> split) => new(With(split.Training), With(split.HeldOut));
}
