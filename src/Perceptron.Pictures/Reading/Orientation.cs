using System.Buffers.Binary;

namespace Perceptron.Reading;

/// <summary>The orientation in EXIF data: which way up a picture is to be seen.</summary>
internal static class Orientation
{
    /// <summary>As it is in the file.</summary>
    public const int Upright = 1;

    private const int Tag = 0x0112;
    private const int Short = 3;
    private const int Long = 4;

    /// <summary>Finds the orientation, from 1 to 8, in the first directory of a TIFF structure. Whatever is wrong there means upright.</summary>
    public static int Of(ReadOnlySpan<byte> tiff)
    {
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 10 || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
        {
            return Upright;
        }

        var at = Four(tiff[4..]);
        if (at < 8 || at > tiff.Length - 2)
        {
            return Upright;
        }

        var entries = tiff[(int)at..];
        var count = Two(entries);
        entries = entries[2..];
        for (; count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (Two(entries) == Tag)
            {
                var value = Two(entries[2..]) switch { Short => Two(entries[8..]), Long => Four(entries[8..]), _ => 0 };
                return Four(entries[4..]) == 1 && value is >= 1 and <= 8 ? (int)value : Upright;
            }
        }

        return Upright;

        int Two(ReadOnlySpan<byte> bytes) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

        long Four(ReadOnlySpan<byte> bytes) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>
    /// Turns the pixels so that they are seen upright. From 5 on rows and columns change places. The names in EXIF say where the file's
    /// first row and first column are seen: 1 top left, 2 top right, 3 bottom right, 4 bottom left, 5 left top, 6 right top,
    /// 7 right bottom, 8 left bottom.
    /// </summary>
    public static GreyImage Turn(int height, int width, byte[] pixels, int orientation)
    {
        if (orientation == Upright)
        {
            return new(height, width, pixels);
        }

        var isTransposed = orientation >= 5;
        var rowsEndFirst = orientation is 3 or 4 or 7 or 8;
        var columnsEndFirst = orientation is 2 or 3 or 6 or 7;
        var (newHeight, newWidth) = isTransposed ? (width, height) : (height, width);
        var turned = new byte[pixels.Length];
        for (var y = 0; y < newHeight; y++)
        {
            var fromY = rowsEndFirst ? newHeight - 1 - y : y;
            for (var x = 0; x < newWidth; x++)
            {
                var fromX = columnsEndFirst ? newWidth - 1 - x : x;
                turned[(y * newWidth) + x] = isTransposed ? pixels[(fromX * width) + fromY] : pixels[(fromY * width) + fromX];
            }
        }

        return new(newHeight, newWidth, turned);
    }
}
