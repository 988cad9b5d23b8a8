using System.Buffers.Binary;

namespace Perceptron.Reading;

/// <summary>What the pixels of a PNG picture are: size, bits, colours, and which are transparent.</summary>
internal sealed class PngHeader
{
    private const int Grey = 0, Colour = 2, Indexed = 3, GreyAlpha = 4, ColourAlpha = 6;

    private readonly int _depth;
    private readonly int _kind;

    /// <summary>The opacities of the palette's colours, from the first; those that are missing are opaque.</summary>
    private byte[]? _opacities;

    /// <summary>The samples of the one colour that is transparent.</summary>
    private int[]? _transparent;

    private PngHeader(int width, int height, int depth, int kind, bool isInterlaced) =>
        (Width, Height, _depth, _kind, IsInterlaced) = (width, height, depth, kind, isInterlaced);

    public int Width { get; }

    public int Height { get; }

    public bool IsInterlaced { get; }

    public bool HasPalette => _kind == Indexed;

    /// <summary>The luma of each colour of the palette.</summary>
    public byte[]? Palette { get; private set; }

    public bool IsTransparent => _kind is GreyAlpha or ColourAlpha || _opacities is not null || _transparent is not null;

    /// <summary>The bytes of a pixel, at least 1.</summary>
    public int PixelBytes => Math.Max(1, Channels * _depth / 8);

    private int Channels => _kind switch { Colour => 3, GreyAlpha => 2, ColourAlpha => 4, _ => 1 };

    /// <summary>Reads the chunk IHDR.</summary>
    public static PngHeader Read(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length != 13)
        {
            throw PictureFile.Damaged(name, PictureFile.Invariant($"its header has {content.Length} bytes instead of 13"));
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
        var (depth, kind) = (content[8], content[9]);
        var isKnown = kind switch
        {
            Grey => depth is 1 or 2 or 4 or 8 or 16,
            Indexed => depth is 1 or 2 or 4 or 8,
            Colour or GreyAlpha or ColourAlpha => depth is 8 or 16,
            _ => false,
        };
        if (!isKnown || content[10] != 0 || content[11] != 0 || content[12] > 1)
        {
            throw PictureFile.Damaged(name, PictureFile.Invariant($"PNG has no pictures of colour type {kind} with {depth} bits, compression {content[10]}, filter {content[11]} and interlacing {content[12]}"));
        }

        PictureFile.RequireSize(width, height, name);
        return new((int)width, (int)height, depth, kind, content[12] == 1);
    }

    /// <summary>Takes the chunk PLTE. Pictures without a palette may suggest one, which is ignored.</summary>
    public void TakePalette(ReadOnlySpan<byte> content, string name)
    {
        if (!HasPalette)
        {
            return;
        }

        if (content.Length % 3 != 0 || content.Length is 0 or > 768)
        {
            throw PictureFile.Damaged(name, PictureFile.Invariant($"its palette has {content.Length} bytes; three for each of 1 to 256 colours are expected"));
        }

        Palette = new byte[content.Length / 3];
        for (var i = 0; i < Palette.Length; i++)
        {
            Palette[i] = Raster.LumaOf(content[3 * i], content[(3 * i) + 1], content[(3 * i) + 2]);
        }
    }

    /// <summary>Takes the chunk tRNS. One that does not fit the picture is ignored, as by other readers.</summary>
    public void TakeTransparency(ReadOnlySpan<byte> content)
    {
        if (HasPalette)
        {
            _opacities = Palette is not null && content.Length <= Palette.Length ? content.ToArray() : _opacities;
        }
        else if (_kind is Grey or Colour && content.Length == 2 * Channels)
        {
            _transparent = new int[Channels];
            for (var i = 0; i < Channels; i++)
            {
                _transparent[i] = BinaryPrimitives.ReadUInt16BigEndian(content[(2 * i)..]) & ((1 << _depth) - 1);
            }
        }
    }

    /// <summary>The bytes of a row of this many pixels, without its filter.</summary>
    public long RowBytes(int width) => (((long)width * Channels * _depth) + 7) / 8;

    /// <summary>Takes the pixels of a row.</summary>
    /// <param name="row">The bytes of the row.</param>
    /// <param name="width">How many pixels it has.</param>
    /// <param name="luma">Where their luma is put.</param>
    /// <param name="alpha">Where their opacity is put, if there is transparency.</param>
    /// <param name="at">The place of the first pixel.</param>
    /// <param name="step">The distance to the next.</param>
    public void Unpack(ReadOnlySpan<byte> row, int width, byte[] luma, byte[]? alpha, int at, int step)
    {
        var (channels, max) = (Channels, (1 << _depth) - 1);
        Span<int> samples = stackalloc int[4];
        for (var x = 0; x < width; x++, at += step)
        {
            for (var c = 0; c < channels; c++)
            {
                samples[c] = Sample(row, (x * channels) + c, max);
            }

            luma[at] = _kind switch
            {
                Indexed => samples[0] < Palette!.Length ? Palette[samples[0]] : (byte)0,
                Grey or GreyAlpha => (byte)Eight(samples[0], max),
                _ => Raster.LumaOf(Eight(samples[0], max), Eight(samples[1], max), Eight(samples[2], max)),
            };
            if (alpha is not null)
            {
                alpha[at] = _kind switch
                {
                    Indexed => samples[0] < _opacities!.Length ? _opacities[samples[0]] : byte.MaxValue,
                    GreyAlpha or ColourAlpha => (byte)Eight(samples[channels - 1], max),
                    _ => samples[..channels].SequenceEqual(_transparent) ? (byte)0 : byte.MaxValue,
                };
            }
        }
    }

    private static int Eight(int sample, int max) => max == byte.MaxValue ? sample : ((sample * byte.MaxValue) + (max / 2)) / max;

    private int Sample(ReadOnlySpan<byte> row, int i, int max) => _depth switch
    {
        8 => row[i],
        16 => (row[2 * i] << 8) | row[(2 * i) + 1],
        _ => (row[i * _depth / 8] >> (8 - _depth - (i * _depth % 8))) & max,
    };
}
