using System.Buffers.Binary;
using System.Globalization;

namespace Perceptron;

/// <summary>The elements of an IDX file: bytes, integers or floating-point numbers, the highest byte first.</summary>
internal readonly record struct IdxElements(byte Type)
{
    public const byte UnsignedByte = 0x08;
    public const byte Int32 = 0x0c;

    public const string Expected = "08 (unsigned bytes), 09, 0b, 0c, 0d or 0e expected";

    /// <summary>Bytes of an element; 0 if there is no such type.</summary>
    public int Size => Type switch
    {
        UnsignedByte or 0x09 => 1,
        0x0b => 2,
        Int32 or 0x0d => 4,
        0x0e => 8,
        _ => 0,
    };

    public bool IsFloatingPoint => Type is 0x0d or 0x0e;

    /// <summary>The element at an index.</summary>
    public double At(ReadOnlySpan<byte> elements, int index)
    {
        var bytes = elements[(index * Size)..];
        return Type switch
        {
            UnsignedByte => bytes[0],
            0x09 => (sbyte)bytes[0],
            0x0b => BinaryPrimitives.ReadInt16BigEndian(bytes),
            Int32 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            0x0d => BinaryPrimitives.ReadSingleBigEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        };
    }

    /// <summary>An element as it is shown in messages.</summary>
    public static string Text(double element) => element.ToString("R", CultureInfo.InvariantCulture);
}
