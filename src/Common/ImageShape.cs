namespace Perceptron;

/// <summary>Checks that values fill an image.</summary>
internal static class ImageShape
{
    public static void Require(int height, int width, int values, string owner)
    {
        OutOfRange.AtLeast(1, height, nameof(height));
        OutOfRange.AtLeast(1, width, nameof(width));
        if ((long)height * width != values)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Images of {height} × {width} have {(long)height * width} pixels, but {owner} {values}; ")
                + "height · width must equal it.", nameof(height));
        }
    }
}
