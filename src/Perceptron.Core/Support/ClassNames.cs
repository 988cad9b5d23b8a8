using System.Collections.ObjectModel;
using System.Globalization;

namespace Perceptron.Support;

/// <summary>What all names of classes have in common: none is empty, none has a control character, all differ.</summary>
internal static class ClassNames
{
    private const int Shown = 10;

    /// <summary>"0", "1", …</summary>
    public static ReadOnlyCollection<string> Default(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>A copy of names that may be used; others are refused.</summary>
    public static ReadOnlyCollection<string> Checked(IReadOnlyList<string> names, int count, string name)
    {
        Guard.NotNull(names, name);
        string[] copy = [.. names];
        if (copy.Length != count)
        {
            throw new ArgumentException($"{Guard.Count(copy.Length, "name")} given; there are {count} classes.", name);
        }

        for (var i = 0; i < copy.Length; i++)
        {
            if (Problem(copy[i]) is { } problem)
            {
                throw new ArgumentException($"The name of class {i} {problem}.", name);
            }
        }

        return copy.GroupBy(one => one, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException($"The class name \"{twice.Key}\" is there twice.", name)
            : Array.AsReadOnly(copy);
    }

    /// <summary>Why a text can't be the name of a class, as what follows its subject; null where it can.</summary>
    public static string? Problem(string? text) => text switch
    {
        null => "is null",
        _ when string.IsNullOrWhiteSpace(text) => "is empty",
        _ when text.Any(char.IsControl) => "has a control character in it",
        _ => null,
    };

    /// <summary>Names for a message, no more than a line holds.</summary>
    public static string Text(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Shown).Select(name => $"\"{name}\"")) + (names.Count > Shown ? ", …" : "");
}
