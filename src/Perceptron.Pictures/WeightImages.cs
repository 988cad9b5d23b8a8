using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;

namespace Perceptron;

/// <summary>
/// The weights of a layer as pictures, one for each column of W: which pixels speak for a class (red), which against it
/// (blue), and which don't matter (white).
/// </summary>
/// <remarks>
/// With s the largest |w| over all of W, and the end of the scale red (190, 20, 40) for w above 0 and blue (20, 80, 190) for
/// w below 0, a weight has the colour
///
/// $$
/// \text{white} + \frac{|w|}{s} (\text{end} - \text{white})
/// $$
///
/// so all pictures share one symmetric scale. If every weight is 0, all is white.
/// </remarks>
public sealed class WeightImages
{
    private const int Margin = 16;

    private readonly double[][] _columns;

    private WeightImages(double[][] columns, int height, int width, IReadOnlyList<string> names)
    {
        _columns = columns;
        Height = height;
        Width = width;
        Names = names;
        Scale = columns.Max(column => column.Max(Math.Abs));
    }

    /// <summary>The number of pictures, one for each column of W.</summary>
    public int Count => _columns.Length;

    /// <summary>Rows of weights in each picture.</summary>
    public int Height { get; }

    /// <summary>Columns of weights in each picture.</summary>
    public int Width { get; }

    /// <summary>A name for each picture: that of its output.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The largest absolute weight, which has the full colour.</summary>
    public double Scale { get; }

    /// <summary>The weights of a model's first layer, with the names of the model's outputs if it is the only layer.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">A model of images.</param>
    /// <param name="height">Rows of pixels in an image.</param>
    /// <param name="width">Columns of pixels in an image.</param>
    /// <returns>A picture for each neuron.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">height · width is not the number of inputs.</exception>
    public static WeightImages Of<T>(Model<T> model, int height, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model.Layers[0], height, width, model.Layers.Count == 1 ? model.OutputNames : null);
    }

    /// <summary>The weights of a layer over pixels.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="layer">A layer whose inputs are the pixels of an image.</param>
    /// <param name="height">Rows of pixels in an image.</param>
    /// <param name="width">Columns of pixels in an image.</param>
    /// <param name="names">A name for each neuron; by default its number.</param>
    /// <returns>A picture for each neuron.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">height · width is not the number of inputs, or the number of names is not that of the neurons.</exception>
    public static WeightImages Of<T>(Layer<T> layer, int height, int width, IEnumerable<string>? names = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layer);
        ImageShape.Require(height, width, layer.InputCount, "the number of inputs is");
        string[] all = [.. names ?? Enumerable.Range(0, layer.OutputCount).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        if (all.Length != layer.OutputCount)
        {
            throw new ArgumentException(
                $"{Pluralize.Count(all.Length, "name")} given; W has {Pluralize.Count(layer.OutputCount, "column")}.", nameof(names));
        }

        if (Array.Exists(all, name => name is null))
        {
            throw new ArgumentException("A name is null.", nameof(names));
        }

        var columns = Enumerable.Range(0, layer.OutputCount)
            .Select(output => Array.ConvertAll(layer.W.Column(output), double.CreateTruncating))
            .ToArray();
        return new(columns, height, width, new ReadOnlyCollection<string>(all));
    }

    /// <summary>The picture of one column of W.</summary>
    /// <param name="index">The index of the column, from 0.</param>
    /// <param name="enlarge">The side, at least 1, of the square that each weight becomes; 0, the default, makes the picture
    /// about 280 pixels wide.</param>
    /// <param name="labelled">Whether its name, axes that count the columns and rows of the image from 0, and the scale of the colours, from −s over
    /// 0 to s, stand around the squares. The picture is larger then.</param>
    /// <returns>A picture of sharp squares, alone or with its labels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or <paramref name="enlarge"/> is below 0.</exception>
    /// <exception cref="ArgumentException">The picture would be too large.</exception>
    public Image Image(int index, int enlarge = 0, bool labelled = false)
    {
        if ((uint)index >= (uint)Count)
        {
            throw OutOfRange.Of(nameof(index), index, $"The picture must be from 0 to {Count - 1}.");
        }

        enlarge = Canvas.Enlargement(enlarge, Width, 280);
        var canvas = new Canvas(Width, Height, enlarge);
        Draw(canvas, 0, 0, index, enlarge);
        if (!labelled)
        {
            return canvas.ToImage();
        }

        double Centre(double pixel) => (pixel + 0.5) * enlarge;
        return new Labels(
            Names[index], Ticks.Across("column", 0, Width - 1, 1, Centre), Ticks.Up("row", 0, Height - 1, 1, Centre), [], "w", Numbers()).Around(canvas);
    }

    /// <summary>All pictures on one sheet, each under its name, and below them the scale: from −s over 0 to s.</summary>
    /// <remarks>Names may have ASCII letters, digits and punctuation; any other character becomes a box.</remarks>
    /// <param name="enlarge">The side, at least 1, of the square that each weight becomes; 0, the default, makes each picture
    /// about 140 pixels wide.</param>
    /// <returns>The sheet.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="enlarge"/> is below 0.</exception>
    /// <exception cref="ArgumentException">The sheet would be too large.</exception>
    public Image ContactSheet(int enlarge = 0)
    {
        enlarge = Canvas.Enlargement(enlarge, Width, 140);
        var numbers = Numbers();
        var columns = Math.Min(Count, (int)Math.Ceiling(Math.Sqrt(2.5 * Count)));
        var rows = (Count + columns - 1) / columns;
        var (width, height) = ((long)Width * enlarge, (long)Height * enlarge);
        var cellWidth = Math.Max(width, Names.Max(ScaleBar.TextWidth)) + Margin;
        var cellHeight = ScaleBar.TextHeight + height + Margin;
        var bar = Math.Max(300, ScaleBar.MinWidth(numbers));

        var inner = Math.Max((columns * cellWidth) - Margin, bar);
        var canvas = new Canvas(inner + (2 * Margin), Margin + (rows * cellHeight) + (2 * Margin) + ScaleBar.TextHeight + Margin);

        var indent = Margin + ((inner - ((columns * cellWidth) - Margin)) / 2);
        for (var i = 0; i < Count; i++)
        {
            var left = (int)(indent + (i % columns * cellWidth));
            var top = (int)(Margin + (i / columns * cellHeight));
            var available = (int)cellWidth - Margin;
            canvas.Write(left + ((available - (int)ScaleBar.TextWidth(Names[i])) / 2), top, Names[i], ScaleBar.TextSize);
            left += (available - (int)width) / 2;
            canvas.Frame(left, top + ScaleBar.TextHeight, (int)width, (int)height, ScaleBar.Line);
            Draw(canvas, left, top + ScaleBar.TextHeight, i, enlarge);
        }

        ScaleBar.Draw(canvas, (canvas.Width - (int)bar) / 2, canvas.Height - ScaleBar.TextHeight - (2 * Margin), (int)bar, numbers);
        return canvas.ToImage();
    }

    /// <summary>Number, size and scale, as "10 pictures of 28 × 28 weights, scale 0.734".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{Pluralize.Count(Count, "picture")} of {Height} × {Width} weights, scale {Text(Scale)}";

    private string[] Numbers() => Scale == 0 ? ["", "0", ""] : [Text(-Scale), "0", Text(Scale)];

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private void Draw(Canvas canvas, int left, int top, int index, int enlarge)
    {
        var column = _columns[index];
        canvas.DrawImage(left, top, Height, Width, enlarge, i => ScaleBar.Colour(Scale == 0 ? 0 : column[i] / Scale));
    }
}
