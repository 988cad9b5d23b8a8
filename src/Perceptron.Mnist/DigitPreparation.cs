using System.Globalization;

namespace Perceptron;

/// <summary>
/// Turns a picture of a digit, drawn or photographed, into an observation like those of MNIST: ink is 1 and paper is 0. The digit is
/// cropped, scaled into a box with its proportions kept, and placed by its centre of mass.
/// </summary>
/// <remarks>
/// <para>Paper is the median of the picture's border, and ink is what differs from it, darker or lighter; N. Otsu's threshold ("A
/// threshold selection method from gray-level histograms", 1979) separates them.</para>
/// <para>MNIST's own digits were scaled into 20 × 20 pixels and placed in 28 × 28 with the centre of mass in the middle (Y. LeCun,
/// C. Cortes, C. Burges, "The MNIST database of handwritten digits"). Where the box is as large as the image, as for the embedded digits,
/// the middle is that of the image; where there is a margin, it is the middle of the pixel that follows it, as in MNIST.</para>
/// </remarks>
public static class DigitPreparation
{
    private const int Levels = 256;

    /// <summary>Turns a grey picture into an observation.</summary>
    /// <param name="grey">The picture, row after row; 0 is black and 255 white.</param>
    /// <param name="height">Its height; at least 3.</param>
    /// <param name="width">Its width; at least 3.</param>
    /// <param name="targetHeight">The observation's height.</param>
    /// <param name="targetWidth">The observation's width.</param>
    /// <param name="box">The side of the square that the digit is scaled into; at most the smaller of both sizes.</param>
    /// <returns>The observation, row after row, each value from 0 (paper) to 1 (ink).</returns>
    /// <exception cref="ArgumentException">The number of pixels is not height · width, or nothing stands out from the paper.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small, or the box does not fit into the observation.</exception>
    public static float[] Prepare(byte[] grey, int height, int width, int targetHeight, int targetWidth, int box)
    {
        ArgumentNullException.ThrowIfNull(grey);
        OutOfRange.AtLeast(3, height, nameof(height));
        OutOfRange.AtLeast(3, width, nameof(width));
        RequireSizes(grey, height, width, targetHeight, targetWidth);
        OutOfRange.Between(1, Math.Min(targetHeight, targetWidth), box, nameof(box));

        var (distances, inks) = Ink(grey, height, width);
        var (top, bottom, left, right) = Bounds(distances, inks, height, width);
        var longest = Math.Max(bottom - top, right - left);
        var scaledHeight = Math.Max(1, (int)Math.Round((double)(bottom - top) * box / longest));
        var scaledWidth = Math.Max(1, (int)Math.Round((double)(right - left) * box / longest));
        var scaled = Scale(distances, inks, width, (top, bottom, left, right), scaledHeight, scaledWidth);
        return Place(scaled, scaledHeight, scaledWidth, targetHeight, targetWidth, box);
    }

    /// <summary>Scales a grey picture as it is: neither cropped nor inverted, for models of pictures that are no digits.</summary>
    /// <param name="grey">The picture, row after row; 0 is black and 255 white.</param>
    /// <param name="height">Its height; at least 1.</param>
    /// <param name="width">Its width; at least 1.</param>
    /// <param name="targetHeight">The observation's height.</param>
    /// <param name="targetWidth">The observation's width.</param>
    /// <returns>The observation, row after row: the mean of the pixels that each of its own covers, from 0 (black) to 1 (white).</returns>
    /// <exception cref="ArgumentException">The number of pixels is not height · width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small.</exception>
    public static float[] Scale(byte[] grey, int height, int width, int targetHeight, int targetWidth)
    {
        ArgumentNullException.ThrowIfNull(grey);
        OutOfRange.AtLeast(1, height, nameof(height));
        OutOfRange.AtLeast(1, width, nameof(width));
        RequireSizes(grey, height, width, targetHeight, targetWidth);
        double[] whites = [.. Enumerable.Range(0, Levels).Select(level => level / 255.0)];
        return Array.ConvertAll(Scale(grey, whites, width, (0, height, 0, width), targetHeight, targetWidth), value => (float)value);
    }

    private static void RequireSizes(byte[] grey, int height, int width, int targetHeight, int targetWidth)
    {
        OutOfRange.AtLeast(1, targetHeight, nameof(targetHeight));
        OutOfRange.Between(1, Array.MaxLength / targetHeight, targetWidth, nameof(targetWidth));
        if (grey.Length != (long)height * width)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{grey.Length} pixels given; a picture of {height} × {width} has {(long)height * width}."), nameof(grey));
        }
    }

    /// <summary>
    /// The distance of each pixel from the paper, and the ink of each distance, 0 … 1; below half of Otsu's threshold it is 0. A
    /// photograph has millions of pixels, so that each takes only a byte.
    /// </summary>
    private static (byte[] Distances, double[] Inks) Ink(byte[] grey, int height, int width)
    {
        var paper = Median(Enumerable.Range(0, width).SelectMany(x => new[] { grey[x], grey[((height - 1) * width) + x] })
            .Concat(Enumerable.Range(0, height).SelectMany(y => new[] { grey[y * width], grey[(y * width) + width - 1] })));
        var distances = Array.ConvertAll(grey, value => (byte)Math.Abs(value - paper));
        var max = distances.Max();
        if (max < 24)
        {
            throw new ArgumentException("Nothing stands out from the paper in this picture: draw a digit, dark on light or light on dark.", nameof(grey));
        }

        var half = Threshold(distances) / 2.0;
        return (distances, [.. Enumerable.Range(0, Levels).Select(distance => Math.Max(0, (distance - half) / (max - half)))]);
    }

    private static int Median(IEnumerable<byte> values)
    {
        byte[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Otsu's threshold: the level with the largest variance between the values below it and the others.</summary>
    private static int Threshold(byte[] values)
    {
        var counts = new long[Levels];
        foreach (var value in values)
        {
            counts[value]++;
        }

        var sum = counts.Select((count, level) => (double)count * level).Sum();
        var (best, bestVariance, below, sumBelow) = (1, -1.0, 0L, 0.0);
        for (var level = 1; level < Levels; level++)
        {
            below += counts[level - 1];
            sumBelow += (double)counts[level - 1] * (level - 1);
            var above = values.Length - below;
            if (below == 0 || above == 0)
            {
                continue;
            }

            var distance = (sumBelow / below) - ((sum - sumBelow) / above);
            var variance = (double)below * above * distance * distance;
            if (variance > bestVariance)
            {
                (best, bestVariance) = (level, variance);
            }
        }

        return best;
    }

    private static (int Top, int Bottom, int Left, int Right) Bounds(byte[] distances, double[] inks, int height, int width)
    {
        var (top, bottom, left, right) = (height, 0, width, 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (inks[distances[(y * width) + x]] > 0)
                {
                    (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
                    (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                }
            }
        }

        return (top, bottom, left, right);
    }

    /// <summary>Each new pixel is the mean of the old pixels that it covers. Pixels at its edges count in part.</summary>
    private static double[] Scale(
        byte[] distances, double[] inks, int width, (int Top, int Bottom, int Left, int Right) bounds, int newHeight, int newWidth)
    {
        var (oldHeight, oldWidth) = (bounds.Bottom - bounds.Top, bounds.Right - bounds.Left);
        var (stepY, stepX) = ((double)oldHeight / newHeight, (double)oldWidth / newWidth);
        var scaled = new double[newHeight * newWidth];
        for (var i = 0; i < scaled.Length; i++)
        {
            var (y0, x0) = (i / newWidth * stepY, i % newWidth * stepX);
            var (y1, x1) = (y0 + stepY, x0 + stepX);
            for (var y = (int)y0; y < Math.Min(Math.Ceiling(y1), oldHeight); y++)
            {
                var partY = Math.Min(y + 1, y1) - Math.Max(y, y0);
                for (var x = (int)x0; x < Math.Min(Math.Ceiling(x1), oldWidth); x++)
                {
                    var partX = Math.Min(x + 1, x1) - Math.Max(x, x0);
                    scaled[i] += inks[distances[((bounds.Top + y) * width) + bounds.Left + x]] * partY * partX / (stepY * stepX);
                }
            }
        }

        return scaled;
    }

    private static float[] Place(double[] scaled, int height, int width, int targetHeight, int targetWidth, int box)
    {
        var (mass, momentY, momentX) = (0.0, 0.0, 0.0);
        for (var i = 0; i < scaled.Length; i++)
        {
            mass += scaled[i];
            momentY += scaled[i] * ((i / width) + 0.5);
            momentX += scaled[i] * ((i % width) + 0.5);
        }

        var top = Math.Clamp((int)Math.Round(Middle(targetHeight, box) - (momentY / mass)), 0, targetHeight - height);
        var left = Math.Clamp((int)Math.Round(Middle(targetWidth, box) - (momentX / mass)), 0, targetWidth - width);
        var brightest = scaled.Max();
        var placed = new float[targetHeight * targetWidth];
        for (var i = 0; i < scaled.Length; i++)
        {
            placed[((top + (i / width)) * targetWidth) + left + (i % width)] = (float)(scaled[i] / brightest);
        }

        return placed;
    }

    /// <summary>
    /// Where the centre of mass is placed. With a margin around the box it is the middle of pixel 14 of 0 … 27, as in MNIST: the mean of
    /// MNIST's centres of mass is 14.5 from the edge. Without a margin it is the middle of the image: the mean of the embedded digits'
    /// centres of mass is 3.98 from the upper edge and 4.07 from the left edge, of 8.
    /// </summary>
    private static double Middle(int size, int box) => box < size ? (size / 2) + 0.5 : size / 2.0;
}
