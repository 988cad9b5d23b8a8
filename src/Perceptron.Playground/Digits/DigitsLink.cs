using System.Globalization;
using Perceptron.Playground.Translation;
using Perceptron.Playground.Views;

namespace Perceptron.Playground.Digits;

/// <summary>The content of a link to the digits page: the seed of the training, a drawing or an example, and the hidden parts.</summary>
public sealed record DigitsLink
{
    /// <summary>The parts that a link can hide, by their names in it.</summary>
    public static IReadOnlyDictionary<string, DigitsPart> Parts { get; } =
        Enum.GetValues<DigitsPart>().ToDictionary(part => part.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public long Seed { get; init; } = 1;

    /// <summary>What is drawn; a link without it has a drawing to begin with, so that the page shows something.</summary>
    public Sketch Sketch { get; init; } = Sketch.Example;

    /// <summary>The index of a held-out digit, from 0; null if the drawing is shown.</summary>
    public int? Example { get; init; }

    public IReadOnlySet<string> Hide { get; init; } = new SortedSet<string>(StringComparer.Ordinal);

    public string Write()
    {
        var pairs = new List<string> { "page=digits" };
        if (Seed != 1)
        {
            pairs.Add(FormattableString.Invariant($"seed={Seed}"));
        }

        if (Example is { } example)
        {
            pairs.Add(FormattableString.Invariant($"example={example}"));
        }
        else if (Sketch.Code is { Length: <= Sketch.MaxCode } code && code != Sketch.Example.Code)
        {
            // A longer drawing is left out: no link with it could be read.
            pairs.Add($"drawing={code}");
        }

        if (Hide.Count > 0)
        {
            pairs.Add($"hide={string.Join(',', Hide)}");
        }

        return string.Join('&', pairs);
    }

    /// <summary>Reads a link. Invalid parts are reported, and keep their defaults.</summary>
    public static DigitsLink Read(string fragment, Texts texts, out IReadOnlyList<string> complaints)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        ArgumentNullException.ThrowIfNull(texts);
        var said = new Complaints(texts);
        var link = new DigitsLink();
        foreach (var pair in said.Parts(fragment))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = at < 0 ? (pair, "") : (pair[..at], Uri.UnescapeDataString(pair[(at + 1)..]));
            var next = key switch
            {
                "page" => link,
                "lang" => LanguageKey.OfCode(value) is null ? null : link,
                "seed" => Whole(value) is { } seed ? link with { Seed = seed } : null,
                "example" => Whole(value) is { } example and < int.MaxValue ? link with { Example = (int)example } : null,
                "drawing" => Sketch.Read(value) is { } sketch ? link with { Sketch = sketch } : null,
                "hide" => Hidden(value) is { } hide ? link with { Hide = hide } : null,
                _ => null,
            };
            if (next is null)
            {
                said.Add(key switch
                {
                    "seed" or "example" => texts.LinkExpects(key, Short(value), texts.WholeNumberExpected("0")),
                    "drawing" => texts.DrawingCannotBeRead,
                    "hide" => texts.LinkExpects(key, Short(value), texts.SomeOfExpected(string.Join(", ", Parts.Keys))),
                    "lang" => texts.LinkExpects(key, Short(value), texts.LanguageExpected),
                    _ => texts.LinkMeansNothing(Short(key)),
                });
            }
            else
            {
                link = next;
            }
        }

        complaints = said.Texts;
        return link;
    }

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static SortedSet<string>? Hidden(string text)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return names.All(Parts.ContainsKey) ? new(names, StringComparer.Ordinal) : null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

/// <summary>A part of the page that a link can hide.</summary>
public enum DigitsPart
{
    /// <summary>The page's own frame: its title, and links to the pages.</summary>
    Top,
    Draw,
    Examples,
    Sees,
    F,
    Model,
    Pictures,
    Link,
}
