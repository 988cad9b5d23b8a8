namespace Perceptron;

/// <summary>The images of an IDX file; immutable.</summary>
public sealed class IdxImages
{
    internal IdxImages(int height, int width, Rows<float> rows)
    {
        Height = height;
        Width = width;
        Rows = rows;
    }

    /// <summary>Rows of pixels in each image.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels in each image.</summary>
    public int Width { get; }

    /// <summary>The number of images.</summary>
    public int Count => Rows.Count;

    /// <summary>One image per row, its pixels row after row, each byte divided by 255; zeros are not stored.</summary>
    public Rows<float> Rows { get; }

    /// <summary>The shape, as "60000 images of 28 × 28".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Pluralize.Count(Count, "image")} of {Height} × {Width}";
}
