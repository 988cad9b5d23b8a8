namespace Perceptron.Reading;

/// <summary>The paper behind a picture with transparent parts.</summary>
internal static class Paper
{
    private const int White = 255;
    private const int Levels = 256;

    /// <summary>Inks that differ by less are one.</summary>
    private const int OneInk = 64;

    /// <summary>
    /// Puts white or black paper behind the picture; changes its pixels. A drawing of one ink gets the paper that contrasts with it. A
    /// drawing of light and dark parts, as a sticker, gets the paper that is most like its edge.
    /// </summary>
    public static byte[] Behind(Raster raster)
    {
        if (raster.Alpha is not { } alpha)
        {
            return raster.Luma;
        }

        var (weights, total) = (new long[Levels], 0L);
        for (var i = 0; i < alpha.Length; i++)
        {
            weights[raster.Luma[i]] += alpha[i];
            total += alpha[i];
        }

        var isOneInk = Percentile(95) - Percentile(5) < OneInk;
        var isLight = isOneInk ? Percentile(50) > White / 2 : EdgeIsLight(raster, alpha);
        var paper = isLight == isOneInk ? 0 : White;
        for (var i = 0; i < alpha.Length; i++)
        {
            raster.Luma[i] = (byte)(((raster.Luma[i] * alpha[i]) + (paper * (White - alpha[i])) + (White / 2)) / White);
        }

        return raster.Luma;

        // Of what is seen; each pixel counts by its opacity.
        int Percentile(int percent)
        {
            var (level, below) = (0, weights[0]);
            while (level < White && below * 100 < total * percent)
            {
                below += weights[++level];
            }

            return level;
        }
    }

    /// <summary>Whether the opaque pixels beside transparent ones, on the left, right, top or bottom, are light in the mean.</summary>
    private static bool EdgeIsLight(Raster raster, byte[] alpha)
    {
        var (sum, count) = (0L, 0L);
        for (var y = 0; y < raster.Height; y++)
        {
            for (var x = 0; x < raster.Width; x++)
            {
                var at = (y * raster.Width) + x;
                if (IsSeen(at) && ((x > 0 && !IsSeen(at - 1)) || (x < raster.Width - 1 && !IsSeen(at + 1))
                    || (y > 0 && !IsSeen(at - raster.Width)) || (y < raster.Height - 1 && !IsSeen(at + raster.Width))))
                {
                    sum += raster.Luma[at];
                    count++;
                }
            }
        }

        return count == 0 || sum * 2 > count * White;

        bool IsSeen(int at) => alpha[at] >= 128;
    }
}
