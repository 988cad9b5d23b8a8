namespace Perceptron;

/// <summary>Texts that can be written as Unicode and read again.</summary>
internal static class Utf16
{
    /// <summary>Whether a text has no half of a surrogate pair.</summary>
    public static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
