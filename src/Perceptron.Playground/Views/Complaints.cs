using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Views;

/// <summary>What is wrong with a link: no more of it than a person reads, and no more of the link than a browser's address holds.</summary>
public sealed class Complaints(Texts words)
{
    /// <summary>The longest link that is read; a link of the page itself is far shorter.</summary>
    public const int MaxLink = 20_000;

    private const int Shown = 10;

    private readonly List<string> _texts = [];
    private int _more;

    /// <summary>The first ones, and how many more there are.</summary>
    public IReadOnlyList<string> Texts => _more == 0 ? _texts : [.. _texts, words.LinkHasMore(_more)];

    public void Add(string text)
    {
        if (_texts.Count < Shown)
        {
            _texts.Add(text);
        }
        else
        {
            _more++;
        }
    }

    /// <summary>The parts of a link; none of one that is too long.</summary>
    public string[] Parts(string fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        if (fragment.Length <= MaxLink)
        {
            return fragment.Split('&', StringSplitOptions.RemoveEmptyEntries);
        }

        Add(words.LinkIsTooLong(fragment.Length, MaxLink));
        return [];
    }
}
