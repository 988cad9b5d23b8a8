namespace Perceptron.Reading;

/// <summary>The pixels of a picture as they are in its file: luma, and opacity if some pixels are transparent.</summary>
internal sealed record Raster(int Height, int Width, byte[] Luma, byte[]? Alpha = null)
{
    /// <summary>Luma of ITU-R BT.601. The factors add up to 65536, so that a grey keeps its level.</summary>
    public static byte LumaOf(int red, int green, int blue) => (byte)(((19595 * red) + (38470 * green) + (7471 * blue) + 32768) >> 16);
}
