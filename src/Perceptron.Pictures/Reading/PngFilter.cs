namespace Perceptron.Reading;

/// <summary>The five filters of PNG: what a byte is predicted from. The file has the difference.</summary>
internal static class PngFilter
{
    /// <summary>Makes the bytes of a row from the differences, in place.</summary>
    /// <param name="filter">The number of the filter.</param>
    /// <param name="row">The differences.</param>
    /// <param name="before">The row above.</param>
    /// <param name="distance">The distance to the byte on the left.</param>
    /// <param name="name">The file in messages.</param>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> before, int distance, string name)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var i = distance; i < row.Length; i++)
                {
                    row[i] += row[i - distance];
                }

                break;
            case 2:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += before[i];
                }

                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + before[i]) / 2);
                }

                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += i < distance ? before[i] : Paeth(row[i - distance], before[i], before[i - distance]);
                }

                break;
            default:
                throw PictureFile.Damaged(name, PictureFile.Invariant($"a row has the filter {filter}; PNG has filters from 0 to 4"));
        }
    }

    /// <summary>Of left, above and corner the one that is nearest to left + above − corner.</summary>
    private static byte Paeth(byte left, byte above, byte corner)
    {
        var toLeft = Math.Abs(above - corner);
        var toAbove = Math.Abs(left - corner);
        var toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
