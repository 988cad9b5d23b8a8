using System.Collections.ObjectModel;
using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>How the cells of a column differ from those of the training.</summary>
public sealed class ColumnDrift
{
    internal ColumnDrift(string name, long gaps, bool areGapsNew, long unseen, IReadOnlyList<string> unseenLevels, long far)
    {
        (Name, Gaps, AreGapsNew, Unseen, Far) = (name, gaps, areGapsNew, unseen, far);
        UnseenLevels = new ReadOnlyCollection<string>([.. unseenLevels]);
    }

    /// <summary>The column.</summary>
    public string Name { get; }

    /// <summary>How many cells are empty.</summary>
    public long Gaps { get; }

    /// <summary>Whether there are gaps, and the training rows had none.</summary>
    public bool AreGapsNew { get; }

    /// <summary>How many cells have a level without an input of its own: the training rows don't have it, or too rarely.</summary>
    public long Unseen { get; }

    /// <summary>Some of these levels, in ordinal order: at most ten.</summary>
    public IReadOnlyList<string> UnseenLevels { get; }

    /// <summary>How many numbers, or parts of dates, are farther outside the range of the training rows than this range is wide.</summary>
    public long Far { get; }

    /// <summary>Whether there is anything of it.</summary>
    public bool IsNotable => AreGapsNew || Unseen > 0 || Far > 0;

    /// <summary>What was found, as "port: 12 of a level never seen".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{CsvText.Shown(Name)}: {Text}";

    internal string Text
    {
        get
        {
            string[] parts =
            [
                .. Unseen > 0 ? [$"{Guard.Text(Unseen)} of a level never seen, as {CsvText.Shown(UnseenLevels[0])}"] : Array.Empty<string>(),
                .. Far > 0 ? [$"{Guard.Text(Far)} far outside"] : Array.Empty<string>(),
                .. AreGapsNew ? [$"{Pluralize.Count(Gaps, "gap")} where there were none"] : Array.Empty<string>(),
            ];
            return parts.Length == 0 ? "nothing new" : string.Join("; ", parts);
        }
    }
}
