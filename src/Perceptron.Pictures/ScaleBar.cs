namespace Perceptron;

/// <summary>The scale of the colours, from blue over white to red, with numbers below it; and the lettering of pictures.</summary>
internal static class ScaleBar
{
    public const int TextSize = 2;

    /// <summary>Pixels from the top of a line to the next.</summary>
    public const int TextHeight = (Lettering.Height * TextSize) + 4;

    /// <summary>The height of the bar with its numbers.</summary>
    public const int Height = Thickness + 5 + TextHeight;

    private const int Thickness = 16;

    /// <summary>Around pictures and scales.</summary>
    public static Rgb Line { get; } = new(160, 160, 160);

    public static long TextWidth(string text) => Lettering.Width(text) * TextSize;

    /// <summary>The colour of a number as a fraction of the scale, from −1 to 1.</summary>
    public static Rgb Colour(double fraction) => (fraction < 0 ? Rgb.Negative : Rgb.Positive).FromWhite(Math.Abs(fraction));

    /// <summary>The width at which three numbers don't touch.</summary>
    public static long MinWidth(IReadOnlyList<string> numbers) =>
        (2 * Math.Max(TextWidth(numbers[0]), TextWidth(numbers[2]))) + TextWidth(numbers[1]) + (4 * Thickness);

    /// <summary>Draws the scale; with empty numbers at its ends, it is white.</summary>
    public static void Draw(Canvas canvas, int left, int top, int width, IReadOnlyList<string> numbers)
    {
        canvas.Frame(left, top, width, Thickness, Line);
        if (numbers[0].Length > 0)
        {
            for (var x = 0; x < width; x++)
            {
                canvas.Fill(left + x, top, 1, Thickness, Colour((2.0 * x / (width - 1)) - 1));
            }
        }

        for (var i = 0; i < numbers.Count; i++)
        {
            var place = left + (i * (width - (int)TextWidth(numbers[i])) / 2);
            canvas.Write(place, top + Thickness + 5, numbers[i], TextSize);
        }
    }
}
