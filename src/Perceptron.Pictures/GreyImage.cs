using Perceptron.Reading;

namespace Perceptron;

/// <summary>A grey picture, read from a PNG or JPEG file; immutable. 0 is black and 255 is white.</summary>
/// <remarks>
/// <para>Colours become their luma, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), and 16 bits become 8. The picture is turned as its EXIF
/// orientation says. Bytes behind the pixels are ignored.</para>
/// <para>Transparent parts show paper that contrasts with what is drawn: black behind light ink, white behind dark ink. If the drawing
/// has both, as a sticker with paper of its own, the paper is as light or dark as the drawing's edge.</para>
/// <para>A file is not trusted. Its header is read before its pixels, and a picture that would take too much memory or time is
/// refused before anything is decoded. At most 64 MiB, 40 million pixels, 65,535 pixels a side, and 256 MiB of memory are allowed.</para>
/// <para>The formats are those of "Portable Network Graphics (PNG) Specification, Third Edition" (W3C), of ITU-T T.81 (baseline and
/// progressive JPEG with 8 bits), and of CIPA DC-008 for EXIF.</para>
/// </remarks>
public sealed class GreyImage
{
    private readonly byte[] _pixels;

    /// <summary>Takes ownership of the array; the caller keeps no reference.</summary>
    internal GreyImage(int height, int width, byte[] pixels)
    {
        Height = height;
        Width = width;
        _pixels = pixels;
    }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    /// <summary>The level of a pixel, from 0 (black) to 255 (white).</summary>
    /// <param name="x">Column, from 0 on the left.</param>
    /// <param name="y">Row, from 0 at the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public byte this[int x, int y]
    {
        get
        {
            OutOfRange.Between(0, Width - 1, x, nameof(x));
            OutOfRange.Between(0, Height - 1, y, nameof(y));
            return _pixels[(y * Width) + x];
        }
    }

    /// <summary>Reads a PNG or JPEG file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture, upright.</returns>
    /// <exception cref="InvalidDataException">The file is neither a PNG nor a JPEG picture, is damaged, or is too large.</exception>
    /// <exception cref="IOException">The file does not exist, is a folder, a device or a named pipe, or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not allowed.</exception>
    public static GreyImage Load(string path)
    {
        FileArguments.RequirePath(path, nameof(path));
        using var stream = InputFile.Open(path, bufferSize: 0);
        return Read(stream, path);
    }

    /// <summary>Reads a PNG or JPEG picture from a stream.</summary>
    /// <param name="stream">The stream; it is read to its end, or as far as a picture may be long, and stays open.</param>
    /// <param name="name">What to call it in messages, such as the name of the file.</param>
    /// <returns>The picture, upright.</returns>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="InvalidDataException">The stream has neither a PNG nor a JPEG picture, or a damaged one, or is too long.</exception>
    public static GreyImage Read(Stream stream, string name)
    {
        FileArguments.RequireReadable(stream, nameof(stream));
        ArgumentNullException.ThrowIfNull(name);
        return PictureFile.Read(stream, name, JpegDecoder.Decode);
    }

    /// <summary>Copies the pixels out, row after row.</summary>
    /// <returns>A new array of <see cref="Height"/> · <see cref="Width"/> levels.</returns>
    public byte[] ToArray() => (byte[])_pixels.Clone();

    /// <summary>The size, as "grey picture, 280 × 280".</summary>
    /// <returns>One line: width × height.</returns>
    public override string ToString() => FormattableString.Invariant($"grey picture, {Width} × {Height}");
}
