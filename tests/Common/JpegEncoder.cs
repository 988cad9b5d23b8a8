using System.Buffers.Binary;

namespace Tests;

/// <summary>Writes JPEG, for tests of a reader: a picture that is grey all over, in any number of scans, and parts of any kind.</summary>
internal static class JpegEncoder
{
    public static byte[] Start => [0xFF, 0xD8];

    public static byte[] End => [0xFF, 0xD9];

    /// <summary>Two Huffman tables. DC: 0 is "no difference". AC: 0 is the end of 2^14 blocks and more, 10 the end of a block.</summary>
    public static byte[] Tables =>
    [
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
        .. Segment(0xC4, [0x10, 1, 1, .. new byte[14], 0xE0, 0]),
    ];

    public static byte[] Segment(int marker, byte[] content)
    {
        var segment = new byte[4 + content.Length];
        (segment[0], segment[1]) = (0xFF, (byte)marker);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        content.CopyTo(segment, 4);
        return segment;
    }

    /// <summary>The frame header; 0xC0 is baseline, 0xC2 progressive. Components are numbered from 1.</summary>
    public static byte[] Frame(int marker, int width, int height, int components, int bits = 8) => Segment(
        marker,
        [
            (byte)bits, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)components,
            .. Enumerable.Range(1, components).SelectMany(component => new byte[] { (byte)component, 0x11, 0 }),
        ]);

    /// <summary>The header of a scan.</summary>
    public static byte[] Scan(byte[] components, int first, int last, int bits = 0) => Segment(
        0xDA, [(byte)components.Length, .. components.SelectMany(component => new byte[] { component, 0 }), (byte)first, (byte)last, (byte)bits]);

    /// <summary>For each block that its coefficient 0 is as in the block before: a bit 0 each.</summary>
    public static byte[] SameLevels(int blocks)
    {
        var bytes = new byte[(blocks + 7) / 8];
        if (blocks % 8 > 0)
        {
            bytes[^1] = (byte)((1 << (8 - (blocks % 8))) - 1);
        }

        return bytes;
    }

    /// <summary>A baseline picture whose blocks are a bit for coefficient 0 and two for the end.</summary>
    public static byte[] Baseline(int blocks)
    {
        var bits = string.Concat(Enumerable.Repeat("010", blocks));
        return [.. bits.PadRight((bits.Length + 7) / 8 * 8, '1').Chunk(8).Select(bits => Convert.ToByte(new string(bits), 2))];
    }

    /// <summary>A progressive picture: one scan of coefficient 0, and then a number of scans of all others, each of a few bytes.</summary>
    public static byte[] Progressive(int width, int height, int scans)
    {
        var blocks = (width + 7) / 8 * ((height + 7) / 8);
        var ends = new System.Text.StringBuilder();
        for (var left = blocks; left > 0;)
        {
            var run = Math.Min(left, 32767);
            ends.Append(run < 16384 ? "10" : "0" + Convert.ToString(run - 16384, 2).PadLeft(14, '0'));
            left -= run < 16384 ? 1 : run;
        }

        byte[] data = [.. ends.ToString().PadRight((ends.Length + 7) / 8 * 8, '1').Chunk(8)
            .Select(bits => Convert.ToByte(new string(bits), 2)).SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [value])];
        byte[] scan = [.. Scan([1], 1, 63), .. data];
        return
        [
            .. Start, .. Tables, .. Frame(0xC2, width, height, 1), .. Scan([1], 0, 0), .. SameLevels(blocks),
            .. Enumerable.Repeat(scan, scans).SelectMany(part => part), .. End,
        ];
    }
}
