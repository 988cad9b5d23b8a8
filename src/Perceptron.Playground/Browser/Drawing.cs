using System.Runtime.InteropServices;

namespace Perceptron.Playground.Browser;

/// <summary>
/// A picture as steps for a canvas, in CSS pixels. Everything is computed here; the script only executes the steps. A colour is
/// a CSS colour, or the name of a custom property of the page such as "--ink"; or, for many shades, 0xRRGGBB.
/// </summary>
public sealed class Drawing(double width, double height)
{
    private readonly List<double> _steps = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _textIndex = [];
    private readonly List<byte> _pixels = [];

    private enum Step
    {
        Path = 1,
        Circle = 2,
        Fill = 3,
        Stroke = 4,
        Text = 5,
        Image = 6,
        Alpha = 7,
        Dash = 8,
        Faces = 9,
    }

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>A line through points, or a polygon; the next steps fill or stroke it.</summary>
    public Drawing Path(bool closed, params ReadOnlySpan<(double X, double Y)> points)
    {
        Add(Step.Path, closed ? 1 : 0, points.Length);
        foreach (var (x, y) in points)
        {
            _steps.Add(x);
            _steps.Add(y);
        }

        return this;
    }

    public Drawing Circle(double x, double y, double radius) => Add(Step.Circle, x, y, radius);

    public Drawing Fill(string colour) => Add(Step.Fill, Colour(colour));

    public Drawing Fill(int rgb) => Add(Step.Fill, rgb);

    public Drawing Stroke(string colour, double lineWidth = 1) => Add(Step.Stroke, Colour(colour), lineWidth);

    public Drawing Stroke(int rgb, double lineWidth = 1) => Add(Step.Stroke, rgb, lineWidth);

    /// <summary>A line of text; y is its middle, and x where it starts (anchor −1), its middle (0) or where it ends (1).</summary>
    public Drawing Text(string text, double x, double y, string colour = "--ink", double size = 12, int anchor = 0) =>
        Add(Step.Text, Index(text), x, y, Colour(colour), size, anchor);

    /// <summary>Pixels, red green blue and opacity each, stretched over a rectangle.</summary>
    public Drawing Image(ReadOnlySpan<byte> rgba, int columns, int rows, double x, double y, double w, double h, bool smooth)
    {
        Add(Step.Image, columns, rows, x, y, w, h, smooth ? 1 : 0, _pixels.Count);
        _pixels.AddRange(rgba);
        return this;
    }

    /// <summary>The opacity of the following steps, 0 to 1.</summary>
    public Drawing Alpha(double alpha) => Add(Step.Alpha, alpha);

    /// <summary>The length of the dashes of the following steps; 0 for a line without gaps.</summary>
    public Drawing Dash(double length) => Add(Step.Dash, length);

    /// <summary>Many filled and outlined quadrilaterals: ten numbers each, x and y of the corners and then the colours of face and outline.</summary>
    public Drawing Faces(ReadOnlySpan<double> faces, double lineWidth)
    {
        Add(Step.Faces, faces.Length / 10, lineWidth);
        _steps.AddRange(faces);
        return this;
    }

    public void Show(string canvasId) =>
        Page.Draw(canvasId, CollectionsMarshal.AsSpan(_steps), [.. _texts], CollectionsMarshal.AsSpan(_pixels));

    private Drawing Add(Step step, params ReadOnlySpan<double> numbers)
    {
        _steps.Add((double)step);
        foreach (var number in numbers)
        {
            _steps.Add(number);
        }

        return this;
    }

    private double Colour(string colour) => -1 - Index(colour);

    private int Index(string text)
    {
        if (!_textIndex.TryGetValue(text, out var index))
        {
            _textIndex[text] = index = _texts.Count;
            _texts.Add(text);
        }

        return index;
    }
}
