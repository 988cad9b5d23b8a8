using System.Globalization;

namespace Perceptron.Playground.Digits;

/// <summary>A model of digits with what the page shows of it again and again: columns of W, biases, pictures.</summary>
public sealed class DigitsModel
{
    /// <summary>How many columns of a first layer's W are pictured.</summary>
    public const int MaxPictures = 32;

    private readonly float[][] _lastColumns;

    internal DigitsModel(DigitsModelFile file)
    {
        File = file;
        var (first, last) = (Model.Layers[0], Model.Layers[^1]);
        FirstColumns = [.. Enumerable.Range(0, HasHidden ? Math.Min(first.OutputCount, MaxPictures) : first.OutputCount).Select(first.W.Column)];
        _lastColumns = HasHidden ? [.. Enumerable.Range(0, last.OutputCount).Select(last.W.Column)] : [.. FirstColumns];
        FirstBias = [.. Enumerable.Range(0, first.OutputCount).Select(output => first.B[output])];
        LastBias = [.. Enumerable.Range(0, last.OutputCount).Select(output => last.B[output])];
        Scale = FirstColumns.Max(column => column.Max(Math.Abs));
        Pictures = [.. FirstColumns.Select(column => Pixels.Diverging(column, Scale))];
    }

    internal DigitsModelFile File { get; }

    public Model<float> Model => File.Model;

    public int Height => File.Height;

    public int Width => File.Width;

    public double PenRadius => Sketch.PenRadius(File.Box);

    public bool HasHidden => Model.Layers.Count > 1;

    public IReadOnlyList<float[]> FirstColumns { get; }

    public IReadOnlyList<float> FirstBias { get; }

    public IReadOnlyList<float> LastBias { get; }

    /// <summary>The largest absolute weight of those pictured.</summary>
    public double Scale { get; }

    /// <summary>Each column of the first layer's W as pixels.</summary>
    public IReadOnlyList<byte[]> Pictures { get; }

    /// <summary>x of what was drawn.</summary>
    public float[]? Observe(Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return sketch.Observation(Height, Width, File.Box);
    }

    /// <summary>x of an image of the embedded digits: itself, or brought into the form of the model's images.</summary>
    public float[] Observe(float[] pixels, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if ((height, width) == (Height, Width))
        {
            return pixels;
        }

        // Enlarged on a sheet with a margin, as a picture would be.
        const int enlarge = 6;
        var (sheetHeight, sheetWidth) = ((height + 2) * enlarge, (width + 2) * enlarge);
        var grey = new byte[sheetHeight * sheetWidth];
        for (var i = 0; i < grey.Length; i++)
        {
            var (y, x) = ((i / sheetWidth / enlarge) - 1, (i % sheetWidth / enlarge) - 1);
            var isWithin = y >= 0 && x >= 0 && y < height && x < width;
            grey[i] = (byte)Math.Round(255 * (1 - (isWithin ? pixels[(y * width) + x] : 0)));
        }

        return DigitPreparation.Prepare(grey, sheetHeight, sheetWidth, Height, Width, File.Box);
    }

    /// <summary>The sum before the bias, of class j: x · W_j, or h · W_j of the last hidden layer's h.</summary>
    internal double LastSum(float[] given, int output)
    {
        var sum = 0.0;
        var column = _lastColumns[output];
        for (var i = 0; i < column.Length; i++)
        {
            sum += (double)given[i] * column[i];
        }

        return sum;
    }

    public string Describe() => HasHidden
        ? $"{string.Join(" → ", Model.Architecture.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}, {string.Join(", ", Model.Architecture.HiddenActivations.Select(activation => activation.Name))}, softmax"
        : FormattableString.Invariant($"softmax(xW + b), {Model.InputCount} → {Model.OutputCount}");
}
