using Perceptron.Support;

namespace Perceptron.Data;

/// <summary>From labels that are texts to class indices. Labels are compared letter by letter; an exception says which row has the wrong one.</summary>
internal static class Labels
{
    /// <summary>The different labels, in ordinal order, where each can be the name of a class.</summary>
    public static string[] Names(string[] labels, string name)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < labels.Length; row++)
        {
            if (ClassNames.Problem(labels[row]) is { } problem)
            {
                throw new ArgumentException($"The label of row {row} {problem}.", name);
            }

            names.Add(labels[row]);
        }

        return [.. names];
    }

    /// <summary>For each label its place among the names, all of which differ.</summary>
    public static int[] Indices(string[] labels, IReadOnlyList<string> names, string name)
    {
        var places = names.Select((one, place) => (one, place)).ToDictionary(pair => pair.one, pair => pair.place, StringComparer.Ordinal);
        var indices = new int[labels.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            if (ClassNames.Problem(labels[row]) is { } problem)
            {
                throw new ArgumentException($"The label of row {row} {problem}.", name);
            }

            indices[row] = places.TryGetValue(labels[row], out var place)
                ? place
                : throw new ArgumentException($"The label of row {row} is \"{labels[row]}\"; the classes are {ClassNames.Text(names)}.", name);
        }

        return indices;
    }

    /// <summary>The names of exclusive classes, found in the labels.</summary>
    public static string[] ExclusiveNames(string[] labels, string name)
    {
        var names = Names(labels, name);
        return names.Length == 1
            ? throw new ArgumentException(
                $"Every label is \"{names[0]}\"; exclusive classes are at least 2. Where others are missing from these rows, give the names of all classes too.", name)
            : names;
    }

    /// <summary>The names of two classes, found in the labels: the negative one's, then the positive one's.</summary>
    public static string[] BinaryNames(string[] labels, string positive, string name, string positiveName)
    {
        Guard.NotNull(positive, positiveName);
        var names = Names(labels, name);
        if (names.Length == 0)
        {
            return names;
        }

        if (!names.Contains(positive, StringComparer.Ordinal))
        {
            throw new ArgumentException($"No label is \"{positive}\"; the labels are {ClassNames.Text(names)}.", positiveName);
        }

        return names.Length switch
        {
            1 => throw new ArgumentException(
                $"Every label is \"{positive}\"; binary classes are 2. Where the other is missing from these rows, give the names of both.", name),
            2 => [names[0] == positive ? names[1] : names[0], positive],
            _ => throw new ArgumentException(
                $"{names.Length} different labels given: {ClassNames.Text(names)}; binary classes are 2. Use Exclusive, "
                + "or give a bool for each row, true where its label is the positive one.", name),
        };
    }
}
