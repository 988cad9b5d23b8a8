using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Tests;

/// <summary>As much of PNG as these pictures need: 8 bits, red, green and blue, not interlaced.</summary>
internal static class PngDecoder
{
    public static (int Width, int Height, byte[] Rgb) Decode(byte[] png)
    {
        if (!png.AsSpan().StartsWith<byte>([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
        {
            throw new InvalidDataException("No PNG signature.");
        }

        var (width, height) = (0, 0);
        var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var body = png.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(png, at + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
                    if (!body[8..].SequenceEqual<byte>([8, 2, 0, 0, 0]))
                    {
                        throw new InvalidDataException("Not 8 bits of red, green and blue.");
                    }

                    break;
                case "IDAT":
                    data.Write(body);
                    break;
            }

            at += 12 + length;
        }

        data.Position = 0;
        var lines = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress))
        {
            zlib.CopyTo(lines);
        }

        return (width, height, Unfilter(lines.ToArray(), width * 3, height));
    }

    private static byte[] Unfilter(byte[] lines, int stride, int height)
    {
        var rgb = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = lines[y * (stride + 1)];
            for (var x = 0; x < stride; x++)
            {
                int left = x >= 3 ? rgb[(y * stride) + x - 3] : 0;
                int up = y > 0 ? rgb[((y - 1) * stride) + x] : 0;
                int corner = x >= 3 && y > 0 ? rgb[((y - 1) * stride) + x - 3] : 0;
                var predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => throw new InvalidDataException($"No filter {filter}."),
                };
                rgb[(y * stride) + x] = (byte)(lines[(y * (stride + 1)) + 1 + x] + predicted);
            }
        }

        return rgb;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        return new[] { left, up, corner }.MinBy(value => Math.Abs(guess - value));
    }
}
