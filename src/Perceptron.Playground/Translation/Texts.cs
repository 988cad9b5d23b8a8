using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Perceptron.Playground.Translation;

/// <summary>Everything that the page says, in one language. Formulas, names of symbols and numbers are the same in all of them.</summary>
/// <remarks>
/// To add a text:
/// <list type="number">
/// <item>Add a member to the file of its part (Texts.Digits.cs, Texts.Lab.cs, …), with the English text first and the Norwegian one
/// beside it. What varies is a parameter:
/// <code>
/// public string Clear => Say("Clear", "Tøm");
/// public string EpochOf(int epoch, int last) => Say($"Epoch {epoch} of {last}", $"Epoke {epoch} av {last}");
/// </code>
/// A number that can have a decimal point or a minus is a parameter of type string, formatted by the caller.</item>
/// <item>Let the component inherit <see cref="TextComponent"/> (a part of the lab does already) and write @Texts.Clear. Code that is
/// no component is given a <see cref="Texts"/>. Keep no text in a field: the language may change.</item>
/// <item>TextTests calls each member in both languages. A text that is rightly the same in both is in its list.</item>
/// </list>
/// </remarks>
public sealed partial class Texts
{
    private Texts(Language language) => Language = language;

    public static Texts English { get; } = new(Language.English);

    public static Texts Norwegian { get; } = new(Language.Norwegian);

    public Language Language { get; }

    public static Texts Of(Language language) => language == Language.Norwegian ? Norwegian : English;

    private string Say(string english, string norwegian) => Language == Language.Norwegian ? norwegian : english;

    /// <summary>Constant text with HTML in it; never with anything that a person or a link gave.</summary>
    private MarkupString Html(string english, string norwegian) => new(Say(english, norwegian));

    /// <summary>"1 stroke", "2 strokes".</summary>
    private string Count(int count, (string One, string Many) english, (string One, string Many) norwegian)
    {
        var (one, many) = Language == Language.Norwegian ? norwegian : english;
        return string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
    }
}
