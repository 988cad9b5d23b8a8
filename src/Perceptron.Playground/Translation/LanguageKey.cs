namespace Perceptron.Playground.Translation;

/// <summary>The key "lang" of a link, such as lang=nb. It is the same for every page, so the pages read and write links without it.</summary>
public static class LanguageKey
{
    private const string Key = "lang=";

    public static string Code(Language language) => language == Language.Norwegian ? "nb" : "en";

    public static Language? OfCode(string? code) => code switch
    {
        "en" => Language.English,
        "nb" => Language.Norwegian,
        _ => null,
    };

    /// <summary>The language that a link asks for, if it asks for one of these.</summary>
    public static Language? Read(string fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        return fragment.Split('&').Select(Of).FirstOrDefault(language => language is not null);
    }

    /// <summary>The link without its language. A language that is not one of these stays in it, for the page to complain of.</summary>
    public static string Without(string fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        return Read(fragment) is null ? fragment : string.Join('&', fragment.Split('&').Where(pair => Of(pair) is null));
    }

    /// <summary>A link without a language, and the language; null leaves it out.</summary>
    public static string With(string fragment, Language? language)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        return language is not { } given ? fragment
            : fragment.Length == 0 ? Key + Code(given)
            : $"{fragment}&{Key}{Code(given)}";
    }

    private static Language? Of(string pair) => pair.StartsWith(Key, StringComparison.Ordinal) ? OfCode(pair[Key.Length..]) : null;
}
