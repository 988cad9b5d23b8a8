using System.Buffers.Binary;
using System.IO.Compression;

namespace Tests;

/// <summary>Writes PNG of every kind, for tests of a reader.</summary>
internal static class PngEncoder
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static byte[] Signature { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static int Channels(int kind) => kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>A picture.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="depth">The bits of a sample.</param>
    /// <param name="kind">The colour type of PNG.</param>
    /// <param name="samples">The samples, row after row.</param>
    /// <param name="interlaced">Whether it is interlaced.</param>
    /// <param name="filter">The filter of each row by its number.</param>
    /// <param name="before">Chunks between header and pixels.</param>
    public static byte[] Of(
        int width, int height, int depth, int kind, int[] samples, bool interlaced = false, Func<int, int>? filter = null, params byte[][] before) =>
    [
        .. Signature, .. Header(width, height, depth, kind, interlaced), .. before.SelectMany(chunk => chunk),
        .. Chunk("IDAT", Zip(Rows(width, height, depth, kind, samples, interlaced, filter ?? (y => y % 5)))), .. End,
    ];

    public static byte[] End => Chunk("IEND", []);

    public static byte[] Header(int width, int height, int depth, int kind, bool interlaced = false)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)kind, (byte)(interlaced ? 1 : 0));
        return Chunk("IHDR", header);
    }

    public static byte[] Chunk(string kind, byte[] content)
    {
        byte[] checkedBytes = [.. System.Text.Encoding.ASCII.GetBytes(kind), .. content];
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        checkedBytes.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), Crc(checkedBytes));
        return chunk;
    }

    public static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var zlib = new ZLibStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return zipped.ToArray();
    }

    /// <summary>The filtered rows, before they are compressed.</summary>
    public static byte[] Rows(int width, int height, int depth, int kind, int[] samples, bool interlaced, Func<int, int> filter)
    {
        var channels = Channels(kind);
        var rows = new MemoryStream();
        foreach (var (left, top, stepX, stepY) in interlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            var (before, number) = (Array.Empty<byte>(), 0);
            for (var y = top; y < height && left < width; y += stepY, number++)
            {
                var row = Pack([.. from x in Enumerable.Range(0, width) where x >= left && (x - left) % stepX == 0
                    from c in Enumerable.Range(0, channels) select samples[(((y * width) + x) * channels) + c]], depth);
                before = before.Length == 0 ? new byte[row.Length] : before;
                rows.WriteByte((byte)filter(number));
                rows.Write(Filter(filter(number), row, before, Math.Max(1, channels * depth / 8)));
                before = row;
            }
        }

        return rows.ToArray();
    }

    private static byte[] Pack(int[] samples, int depth)
    {
        var row = new byte[((samples.Length * depth) + 7) / 8];
        for (var bit = 0; bit < samples.Length * depth; bit++)
        {
            row[bit / 8] |= (byte)(((samples[bit / depth] >> (depth - 1 - (bit % depth))) & 1) << (7 - (bit % 8)));
        }

        return row;
    }

    private static byte[] Filter(int filter, byte[] row, byte[] before, int distance) =>
    [
        .. row.Select((value, i) =>
        {
            int left = i < distance ? 0 : row[i - distance], above = before[i], corner = i < distance ? 0 : before[i - distance];
            var predicted = filter switch
            {
                1 => left,
                2 => above,
                3 => (left + above) / 2,
                4 => new[] { left, above, corner }.MinBy(candidate => Math.Abs(left + above - corner - candidate)),
                _ => 0,
            };
            return (byte)(value - predicted);
        }),
    ];

    /// <summary>CRC-32, bit by bit.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
