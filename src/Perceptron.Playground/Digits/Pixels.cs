using System.Globalization;
using Perceptron.Playground.Browser;
using Perceptron.Playground.Views;

namespace Perceptron.Playground.Digits;

/// <summary>Values as colours of pixels, and numbers as text.</summary>
public static class Pixels
{
    /// <summary>
    /// Red above 0 and blue below, the more opaque the farther from it, so that 0 is the page itself; red green blue and opacity each.
    /// </summary>
    public static byte[] Diverging(ReadOnlySpan<float> values, double scale)
    {
        var pixels = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var rgb = values[i] < 0 ? ColourScale.Negative : ColourScale.Positive;
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2]) = ((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
            pixels[(4 * i) + 3] = scale > 0 ? (byte)Math.Round(255 * Math.Min(1, Math.Abs(values[i]) / scale)) : (byte)0;
        }

        return pixels;
    }

    /// <summary>An observation as squares of ink.</summary>
    public static void Paint(Drawing drawing, float[] x, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(x);
        var (stepX, stepY) = (drawing.Width / width, drawing.Height / height);
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] > 0)
            {
                // A hair wider, so that no seam shows between two squares.
                var (left, top) = (i % width * stepX, i / width * stepY);
                var (right, bottom) = (Math.Min(drawing.Width, left + stepX + 0.4), Math.Min(drawing.Height, top + stepY + 0.4));
                drawing.Alpha(x[i]).Path(true, (left, top), (right, top), (right, bottom), (left, bottom)).Fill("--ink");
            }
        }

        drawing.Alpha(1);
    }

    /// <summary>With a true minus sign, and no minus before nothing.</summary>
    public static string Number(double value, int digits)
    {
        var text = Math.Abs(value).ToString($"F{digits}", CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" + text : text;
    }

    /// <summary>A number behind another: "+ 0.107" or "− 0.107".</summary>
    public static string Added(double value, int digits) => Number(value, digits) is ['−', .. var rest] ? "− " + rest : "+ " + Number(value, digits);
}
