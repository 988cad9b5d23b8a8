namespace Perceptron;

/// <summary>Checks that values fill an image.</summary>
internal static class ImageShape
{
    public static void Require(int height, int width, int values, string owner)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if ((long)height * width != values)
        {
            throw new ArgumentException(
                $"Images of {height} × {width} have {(long)height * width} pixels, but {owner} {values}; "
                + "height · width must equal it.", nameof(height));
        }
    }
}
