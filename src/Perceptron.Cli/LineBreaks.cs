namespace Perceptron.Cli;

/// <summary>Texts in lines of at most 80 columns.</summary>
internal static class LineBreaks
{
    public const int Columns = 80;

    /// <summary>Stands for a blank at which no line ends. No text has this character: Unicode keeps it for the inside of programs.</summary>
    private const char Tie = '\uFDD0';

    /// <summary>A path, or another text, that stays whole where the text around it is wrapped.</summary>
    public static string Whole(string text) => text.Replace(' ', Tie);

    /// <summary>A text with plain blanks.</summary>
    public static string Plain(string text) => text.Replace(Tie, ' ');

    /// <summary>Breaks a formula before the signs + and −, so that each term stays whole.</summary>
    public static IEnumerable<string> WrapTerms(string formula, int indent)
    {
        var tied = Whole(formula);
        foreach (var sign in "+−")
        {
            tied = tied.Replace($"{Tie}{sign}{Tie}", $" {sign}{Tie}", StringComparison.Ordinal);
        }

        return Wrap(tied, indent);
    }

    /// <summary>
    /// Breaks a text between words. A word that is longer than a line, such as a path, stays whole, and so do sizes such as 28 × 28.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The number of blanks before each line.</param>
    /// <param name="columns">The maximum number of columns of a line.</param>
    public static IEnumerable<string> Wrap(string text, int indent = 0, int columns = Columns)
    {
        if (indent + DisplayText.Width(text) <= columns)
        {
            yield return new string(' ', indent) + Plain(text);
            yield break;
        }

        var line = "";
        foreach (var word in text.Replace(" × ", $"{Tie}×{Tie}", StringComparison.Ordinal).Split(' '))
        {
            if (line.Length > 0 && indent + DisplayText.Width(line) + 1 + DisplayText.Width(word) > columns)
            {
                yield return new string(' ', indent) + Plain(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return new string(' ', indent) + Plain(line);
    }
}
