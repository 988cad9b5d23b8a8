using System.IO.Compression;

namespace Tests;

/// <summary>IDX files made by hand, right and wrong ones.</summary>
internal static class IdxBytes
{
    public static byte[] Of(long[] sizes, byte[] values) =>
    [
        0, 0, 8, (byte)sizes.Length,
        .. sizes.SelectMany(size => new[] { (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size }),
        .. values,
    ];

    /// <summary>A file with elements of a type.</summary>
    public static byte[] OfType(byte type, long[] sizes, double[] values)
    {
        var header = Of(sizes, []);
        header[2] = type;
        return [.. header, .. values.SelectMany(value => Element(type, value))];
    }

    /// <summary>The highest byte first.</summary>
    private static byte[] Element(byte type, double value)
    {
        byte[] bytes = type switch
        {
            0x08 => [(byte)value],
            0x09 => [(byte)(sbyte)value],
            0x0b => BitConverter.GetBytes((short)value),
            0x0c => BitConverter.GetBytes((int)value),
            0x0d => BitConverter.GetBytes((float)value),
            _ => BitConverter.GetBytes(value),
        };
        if (BitConverter.IsLittleEndian)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }

    public static byte[] Zip(params byte[][] members)
    {
        var all = new MemoryStream();
        foreach (var member in members)
        {
            using var zip = new GZipStream(all, CompressionLevel.Optimal, leaveOpen: true);
            zip.Write(member);
        }

        return all.ToArray();
    }

    public static byte[] Unzip(byte[] content)
    {
        var all = new MemoryStream();
        using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        zip.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Bytes of which about half are 0.</summary>
    public static byte[] Random(int seed, int count)
    {
        var random = new Random(seed);
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = random.Next(2) == 0 ? (byte)0 : (byte)random.Next(256);
        }

        return bytes;
    }
}
