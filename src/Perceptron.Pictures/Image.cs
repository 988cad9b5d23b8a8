using System.Numerics;
using StbImageWriteSharp;

namespace Perceptron;

/// <summary>A picture in colour that can be saved as PNG; immutable.</summary>
public sealed class Image
{
    private readonly byte[] _rgb;

    /// <summary>Takes ownership of the array; the caller keeps no reference.</summary>
    internal Image(int width, int height, byte[] rgb)
    {
        Width = width;
        Height = height;
        _rgb = rgb;
    }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>The colour of a pixel.</summary>
    /// <param name="x">Column, from 0 on the left.</param>
    /// <param name="y">Row, from 0 at the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public Rgb this[int x, int y]
    {
        get
        {
            OutOfRange.Between(0, Width - 1, x, nameof(x));
            OutOfRange.Between(0, Height - 1, y, nameof(y));
            var at = ((y * Width) + x) * 3;
            return new(_rgb[at], _rgb[at + 1], _rgb[at + 2]);
        }
    }

    /// <summary>Draws an observation: 1 is black, 0 is white, and the greys between are linear.</summary>
    /// <remarks>Values below 0 are white, values above 1 are black.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="pixels">Its pixels, row after row.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    /// <param name="enlarge">The side, at least 1, of the square that each pixel becomes; 0, the default, makes the
    /// picture about 280 pixels wide.</param>
    /// <returns>A picture of <paramref name="width"/> · <paramref name="enlarge"/> by <paramref name="height"/> · <paramref name="enlarge"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or <paramref name="enlarge"/> below 0.</exception>
    /// <exception cref="ArgumentException">The number of pixels is not height · width, one is not finite, or the picture would be too large.</exception>
    public static Image FromObservation<T>(T[] pixels, int height, int width, int enlarge = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"Pictures are made of float or double; {typeof(T).Name} is neither.");
        }

        ArgumentNullException.ThrowIfNull(pixels);
        ImageShape.Require(height, width, pixels.Length, "the number of values is");
        var bad = Array.FindIndex(pixels, value => !T.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"The pixel at {bad} is {pixels[bad]}; only finite numbers can be drawn."), nameof(pixels));
        }

        enlarge = Canvas.Enlargement(enlarge, width, 280);
        var canvas = new Canvas(width, height, enlarge);
        canvas.DrawImage(
            0, 0, height, width, enlarge,
            i => Rgb.Black.FromWhite(Math.Clamp(double.CreateTruncating(pixels[i]), 0, 1)));
        return canvas.ToImage();
    }

    /// <summary>Saves the picture as a PNG file, completely or not at all.</summary>
    /// <param name="path">The file; an existing file is replaced.</param>
    /// <exception cref="IOException">The file can't be written, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed.</exception>
    public void SavePng(string path)
    {
        FileArguments.RequirePath(path, nameof(path));
        AtomicFile.Write(path, WritePng);
    }

    /// <summary>Writes the picture as PNG to a stream.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentException">The stream can't be written.</exception>
    public void WritePng(Stream stream)
    {
        FileArguments.RequireWritable(stream, nameof(stream));
        new ImageWriter().WritePng(_rgb, Width, Height, ColorComponents.RedGreenBlue, stream);
    }

    /// <summary>The size, as "picture, 280 × 280".</summary>
    /// <returns>One line: width × height.</returns>
    public override string ToString() => $"picture, {Width} × {Height}";
}
