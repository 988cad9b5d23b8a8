namespace Perceptron;

/// <summary>A canvas to draw a picture on, white at first.</summary>
internal sealed class Canvas
{
    private readonly byte[] _rgb;

    /// <summary>Makes a canvas of width × height squares of <paramref name="side"/> × <paramref name="side"/> pixels.</summary>
    public Canvas(long width, long height, int side = 1, string name = "enlarge")
    {
        var bytes = (Int128)width * height * side * side * 3;
        if (bytes > Array.MaxLength)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"A picture of {(Int128)width * side} × {(Int128)height * side} is too large; {Array.MaxLength / 3} pixels is the maximum. Enlarge less."), name);
        }

        Width = (int)width * side;
        Height = (int)height * side;
        _rgb = new byte[(int)bytes];
        Array.Fill(_rgb, byte.MaxValue);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The requested factor; if it is 0, the factor whose width is nearest to the target.</summary>
    public static int Enlargement(int requested, int width, int target)
    {
        OutOfRange.AtLeast(0, requested, "enlarge");
        return requested > 0 ? requested : Math.Max(1, (int)Math.Round((double)target / width));
    }

    public void Fill(int left, int top, int width, int height, Rgb colour)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                var at = ((y * Width) + x) * 3;
                _rgb[at] = colour.Red;
                _rgb[at + 1] = colour.Green;
                _rgb[at + 2] = colour.Blue;
            }
        }
    }

    /// <summary>Draws another canvas.</summary>
    public void Paste(int left, int top, Canvas other)
    {
        for (var y = 0; y < other.Height; y++)
        {
            Array.Copy(other._rgb, y * other.Width * 3, _rgb, (((top + y) * Width) + left) * 3, other.Width * 3);
        }
    }

    /// <summary>Draws the mark of an observation: a disc inside a white and a black ring. What lies outside is cut off.</summary>
    public void Observation((double X, double Y) centre, double radius, Rgb colour)
    {
        Disc(centre, radius + 3, Rgb.Black);
        Disc(centre, radius + 1.5, Rgb.White);
        Disc(centre, radius, colour);
    }

    /// <summary>Draws a line, one pixel wide, around an area.</summary>
    public void Frame(int left, int top, int width, int height, Rgb colour)
    {
        Fill(left - 1, top - 1, width + 2, 1, colour);
        Fill(left - 1, top + height, width + 2, 1, colour);
        Fill(left - 1, top, 1, height, colour);
        Fill(left + width, top, 1, height, colour);
    }

    /// <summary>Draws an image of sharp squares, row after row.</summary>
    public void DrawImage(int left, int top, int height, int width, int enlarge, Func<int, Rgb> colour)
    {
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                Fill(left + (column * enlarge), top + (row * enlarge), enlarge, enlarge, colour((row * width) + column));
            }
        }
    }

    /// <summary>Writes in black; each dot of a letter becomes a square.</summary>
    public void Write(int left, int top, string text, int enlarge)
    {
        foreach (var letter in text.EnumerateRunes())
        {
            foreach (var (x, y) in Lettering.Dots(letter))
            {
                Fill(left + (x * enlarge), top + (y * enlarge), enlarge, enlarge, Rgb.Black);
            }

            left += Lettering.Advance * enlarge;
        }
    }

    public Image ToImage() => new(Width, Height, _rgb);

    private void Disc((double X, double Y) centre, double radius, Rgb colour)
    {
        for (var y = (int)(centre.Y - radius); y <= centre.Y + radius; y++)
        {
            for (var x = (int)(centre.X - radius); x <= centre.X + radius; x++)
            {
                var (right, down) = (x + 0.5 - centre.X, y + 0.5 - centre.Y);
                if ((right * right) + (down * down) <= radius * radius && x >= 0 && y >= 0 && x < Width && y < Height)
                {
                    Fill(x, y, 1, 1, colour);
                }
            }
        }
    }
}
