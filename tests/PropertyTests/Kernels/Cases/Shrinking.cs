namespace PropertyTests;

/// <summary>Parts to leave out of a number of things: halves first, single ones last.</summary>
internal static class Shrinking
{
    public static IEnumerable<(int From, int Length)> Parts(int count)
    {
        for (var length = count; length > 0; length /= 2)
        {
            for (var from = 0; from < count; from += length)
            {
                yield return (from, Math.Min(length, count - from));
            }
        }
    }

    /// <summary>The indices of what is kept, at least <paramref name="least"/> of them.</summary>
    public static IEnumerable<int[]> Kept(int count, int least = 1) =>
        from part in Parts(count)
        where count - part.Length >= least
        select Enumerable.Range(0, count).Where(i => i < part.From || i >= part.From + part.Length).ToArray();

    /// <summary>The members of some groups of equal length, such as the inputs of input blocks or the lanes of vectors.</summary>
    public static int[] Places(int[] groups, int length) => [.. groups.SelectMany(group => Enumerable.Range(group * length, length))];

    /// <summary>A range moved into a smaller number of things.</summary>
    public static (int From, int To) Clamp(int from, int to, int count) => (Math.Min(from, count - 1), Math.Max(Math.Min(from, count - 1) + 1, Math.Min(to, count)));
}
