using System.Buffers.Binary;
using System.Text;

namespace Perceptron.Reading;

/// <summary>A part of a PNG file: length, kind, content and checksum.</summary>
/// <param name="Kind">Four letters.</param>
/// <param name="Start">Where its content begins in the file.</param>
/// <param name="Length">The bytes of its content.</param>
internal readonly record struct PngChunk(string Kind, int Start, int Length)
{
    private const int Around = 12;

    private static readonly uint[] Remainders = MakeRemainders();

    /// <summary>The chunks up to the end of the picture, or of the file. What follows the end is not looked at.</summary>
    public static IEnumerable<PngChunk> Of(byte[] file, string name)
    {
        for (var at = PictureFile.PngSignature.Length; at <= file.Length - Around;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            var kind = Encoding.Latin1.GetString(file, at + 4, 4);
            if (!kind.All(char.IsAsciiLetter))
            {
                throw PictureFile.Damaged(name, PictureFile.Invariant($"byte {at + 4} begins no part of a PNG file"));
            }

            if (length > file.Length - at - Around)
            {
                if (char.IsLower(kind[0]))
                {
                    // Nothing that the pixels need.
                    yield break;
                }

                throw PictureFile.Damaged(name, PictureFile.Invariant($"it ends within a part of {length} bytes, {kind}"));
            }

            yield return new(kind, at + 8, (int)length);
            if (kind == "IEND")
            {
                yield break;
            }

            at += Around + (int)length;
        }
    }

    public void RequireChecksum(byte[] file, string name)
    {
        if (!HasRightChecksum(file))
        {
            throw PictureFile.Damaged(name, $"the checksum of its part {Kind} is wrong");
        }
    }

    /// <summary>The checksum is a CRC-32 of kind and content.</summary>
    public bool HasRightChecksum(byte[] file)
    {
        var crc = uint.MaxValue;
        foreach (var value in file.AsSpan(Start - 4, Length + 4))
        {
            crc = Remainders[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc == BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(Start + Length));
    }

    private static uint[] MakeRemainders()
    {
        var remainders = new uint[256];
        for (var i = 0u; i < remainders.Length; i++)
        {
            var remainder = i;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) != 0 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
            }

            remainders[i] = remainder;
        }

        return remainders;
    }
}
