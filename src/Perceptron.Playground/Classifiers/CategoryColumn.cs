using Perceptron.Tables;

namespace Perceptron.Playground.Classifiers;

/// <summary>A category: one of the levels of the training rows, or another where the column allows it.</summary>
public sealed class CategoryColumn : FormColumn
{
    /// <summary>More levels are not listed; they are typed.</summary>
    public const int MostListed = 200;

    private readonly Dictionary<string, int> _places;
    private readonly string _another;

    internal CategoryColumn(CategoryEncoder encoder)
        : base(encoder)
    {
        Levels = encoder.Levels;
        MayBeAnother = encoder.Column.Unseen != Unseen.Refused;
        _places = Levels.Index().ToDictionary(level => level.Item, level => level.Index, StringComparer.Ordinal);
        _another = "?";
        while (_places.ContainsKey(_another))
        {
            _another += "?";
        }

        Place = encoder.Fill is { } fill && _places.TryGetValue(fill, out var place) ? place : Levels.Count > 0 ? 0 : null;
        IsEmpty = Place is null && !MayBeAnother;
    }

    /// <summary>The levels that have an input of their own, the most frequent first.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Whether a level that no training row has is allowed.</summary>
    public bool MayBeAnother { get; }

    /// <summary>Whether the levels are too many for a list.</summary>
    public bool AreTyped => Levels.Count > MostListed;

    /// <summary>The level, by its place; null for another. It begins with what stands for a gap, or the most frequent.</summary>
    public int? Place { get; private set; }

    public override string? Text => Place is { } known ? Levels[known] : null;

    protected override object Value => Place is { } place ? Levels[place] : _another;

    /// <summary>Sets the level by its place; null for another.</summary>
    public void Choose(int? place)
    {
        Place = place;
        Changed();
    }

    /// <summary>Another level can be typed where it may be.</summary>
    protected override bool TryRead(string text)
    {
        var isKnown = _places.TryGetValue(text, out var place);
        if (isKnown || MayBeAnother)
        {
            Choose(isKnown ? place : null);
        }

        return isKnown || MayBeAnother;
    }
}
