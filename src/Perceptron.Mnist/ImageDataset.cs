namespace Perceptron;

/// <summary>Images of one shape with their classes; immutable.</summary>
public sealed class ImageDataset
{
    private ImageDataset(Dataset<float> data, int height, int width)
    {
        Data = data;
        Height = height;
        Width = width;
    }

    /// <summary>Rows of pixels in each image.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels in each image.</summary>
    public int Width { get; }

    /// <summary>The dataset to train on: one image per row, its pixels row after row, black 1 on white 0.</summary>
    public Dataset<float> Data { get; }

    /// <summary>The number of images.</summary>
    public int Count => Data.Count;

    /// <summary>The number of classes.</summary>
    public int ClassCount => Data.ClassCount;

    /// <summary>A name for each class; by default its number.</summary>
    public IReadOnlyList<string> ClassNames => Data.ClassNames;

    /// <summary>Makes images from a dataset with one image per row.</summary>
    /// <param name="data">Observations of <paramref name="height"/> · <paramref name="width"/> pixels in exclusive classes.</param>
    /// <param name="height">Rows of pixels in each image.</param>
    /// <param name="width">Columns of pixels in each image.</param>
    /// <returns>The images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">The shape does not fit the inputs, or the classes are not exclusive.</exception>
    public static ImageDataset Of(Dataset<float> data, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(data);
        ImageShape.Require(height, width, data.InputCount, "the number of inputs is");
        return data.Targets.Kind == TargetKind.Exclusive
            ? new(data, height, width)
            : throw new ArgumentException("Images need mutually exclusive classes; use Dataset.Exclusive.", nameof(data));
    }

    /// <summary>Reads images and their labels from IDX files.</summary>
    /// <remarks>
    /// The classes are 0 to the largest label, and at least 2. Labels of <c>emnist-letters</c> begin with 1, which becomes class 0. The
    /// classes of EMNIST, which is known by the name of its labels, have letters and digits as names.
    /// </remarks>
    /// <param name="imagesPath">The images, raw or gzip-compressed.</param>
    /// <param name="labelsPath">A label for each, raw or gzip-compressed.</param>
    /// <param name="transposed">
    /// Whether the pixels are stored column by column, and not row by row; null, the default, if the name of the images begins with
    /// <c>emnist-</c>.
    /// </param>
    /// <returns>The images, as sparse rows.</returns>
    /// <exception cref="InvalidDataException">A file is not such an IDX file or is damaged, there is no image, or the numbers of images and labels differ.</exception>
    /// <exception cref="IOException">A file does not exist, can't be read, or is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static ImageDataset Read(string imagesPath, string labelsPath, bool? transposed = null)
    {
        FileArguments.RequirePath(imagesPath, nameof(imagesPath));
        FileArguments.RequirePath(labelsPath, nameof(labelsPath));
        var files = ImageFiles.OfName(labelsPath);
        var images = Idx.ReadImages(imagesPath, transposed ?? ImageFiles.OfName(imagesPath).IsTransposed, CancellationToken.None);
        return files.Named(From(images, imagesPath, files.ClassesOf(Idx.ReadLabels(labelsPath), labelsPath), labelsPath));
    }

    /// <summary>The class of an image.</summary>
    /// <param name="index">The index of the image, from 0.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public int Label(int index) => Data.Targets.ClassOf(Require(index));

    /// <summary>A copy of an image.</summary>
    /// <param name="index">The index of the image, from 0.</param>
    /// <returns>Its pixels, row after row, black 1 on white 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public float[] Pixels(int index) => Data.Rows.Row(Require(index));

    /// <summary>The same images with other names for their classes.</summary>
    /// <param name="names">One for each class, none empty, none with a control character, all different.</param>
    /// <returns>Another dataset.</returns>
    /// <exception cref="ArgumentException">The number of names is not that of the classes, or a name is empty, has a control character, or is given twice.</exception>
    public ImageDataset WithClassNames(params string[] names) => With(Data.WithClassNames(names));

    /// <summary>Selects images in the given order; an image may be selected more than once.</summary>
    /// <param name="images">The indices of the images, from 0; at least one.</param>
    /// <returns>Another dataset with the same classes.</returns>
    /// <exception cref="ArgumentException">An index is out of range, or there is none.</exception>
    public ImageDataset Select(params int[] images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Length == 0)
        {
            throw new ArgumentException("No image is selected; at least 1 is needed.", nameof(images));
        }

        foreach (var image in images)
        {
            if ((uint)image >= (uint)Count)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"There is no image {image}; there are {Pluralize.Count(Count, "image")}, from 0."), nameof(images));
            }
        }

        return With(Data.Select(images));
    }

    /// <inheritdoc cref="Dataset{T}.SplitByFraction"/>
    public ImageDatasetSplit SplitByFraction(double heldOut, long seed = 0, bool stratified = false) =>
        With(Data.SplitByFraction(heldOut, seed, stratified));

    /// <inheritdoc cref="Dataset{T}.SplitByCount"/>
    public ImageDatasetSplit SplitByCount(int heldOut, long seed = 0, bool stratified = false) =>
        With(Data.SplitByCount(heldOut, seed, stratified));

    /// <summary>The shape, as "60000 images of 28 × 28 in 10 classes".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Pluralize.Count(Count, "image")} of {Height} × {Width} in {ClassCount} classes";

    /// <summary>Joins images and labels. The labels give the number of classes if <paramref name="classes"/> is null.</summary>
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
                $"{labelsName} has the label {labels[beyond]} at {beyond}; the training labels are from 0 to {count - 1}.");
        }

        return new(Dataset.Exclusive(images.Rows, Array.ConvertAll(labels, label => (int)label), count), images.Height, images.Width);
    }

    private int Require(int index) => (uint)index < (uint)Count
        ? index
        : throw OutOfRange.Of(nameof(index), index, $"The image must be from 0 to {Count - 1}.");

    private ImageDataset With(Dataset<float> data) => new(data, Height, Width);

    private ImageDatasetSplit With(DatasetSplit<float> split) => new(With(split.Training), With(split.HeldOut));
}
