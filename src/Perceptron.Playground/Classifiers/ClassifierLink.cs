using Perceptron.Playground.Translation;
using Perceptron.Playground.Views;

namespace Perceptron.Playground.Classifiers;

/// <summary>A link to the classifier's page. It says no more than which page it is: a file stays on the computer.</summary>
public static class ClassifierLink
{
    public const string Page = "page=classifier";

    /// <summary>What else a link has is told.</summary>
    public static IReadOnlyList<string> Complaints(string fragment, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        ArgumentNullException.ThrowIfNull(texts);
        var said = new Complaints(texts);
        foreach (var pair in said.Parts(fragment).Where(pair => pair != Page))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = at < 0 ? (pair, "") : (pair[..at], Uri.UnescapeDataString(pair[(at + 1)..]));
            said.Add(key == "lang" ? texts.LinkExpects(key, Short(value), texts.LanguageExpected) : texts.LinkMeansNothing(Short(key)));
        }

        return said.Texts;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
