namespace Perceptron.Reading;

/// <summary>Checks the tables of a JPEG file. The decoder stops at one that is wrong, and gives what it has until then for the picture.</summary>
internal static class JpegTables
{
    private const int CodeLengths = 16;
    private const int Tables = 4;

    public static void CheckHuffman(ReadOnlySpan<byte> content, string name)
    {
        while (!content.IsEmpty)
        {
            if (content.Length <= CodeLengths || content[0] >> 4 > 1 || (content[0] & 15) >= Tables)
            {
                throw Wrong(name);
            }

            // From each code of a length, two of the next length can be made.
            var (count, free) = (0, 1);
            for (var length = 1; length <= CodeLengths; length++)
            {
                count += content[length];
                free = (2 * free) - content[length];
                if (free < 0)
                {
                    throw Wrong(name);
                }
            }

            if (count > 256 || content.Length < 1 + CodeLengths + count)
            {
                throw Wrong(name);
            }

            content = content[(1 + CodeLengths + count)..];
        }
    }

    public static void CheckQuantization(ReadOnlySpan<byte> content, string name)
    {
        while (!content.IsEmpty)
        {
            var length = 1 + (64 * ((content[0] >> 4) + 1));
            if (content[0] >> 4 > 1 || (content[0] & 15) >= Tables || content.Length < length)
            {
                throw Wrong(name);
            }

            content = content[length..];
        }
    }

    private static InvalidDataException Wrong(string name) => PictureFile.Damaged(name, "one of its tables can't be read");
}
