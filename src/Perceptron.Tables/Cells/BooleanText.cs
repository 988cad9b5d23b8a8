namespace Perceptron.Tables;

/// <summary>Yes and no, as people write them in tables.</summary>
internal static class BooleanText
{
    /// <summary>Yes, true and 1, or no, false and 0, in any case of letters; null for all else.</summary>
    public static bool? Parse(string? text) => text is "1" ? true : text is "0" ? false : ParseWord(text);

    /// <summary>Yes and true, or no and false.</summary>
    public static bool? ParseWord(string? text) =>
        Is(text, "yes") || Is(text, "true") ? true
        : Is(text, "no") || Is(text, "false") ? false
        : null;

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
