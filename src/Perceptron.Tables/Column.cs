using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>What a column of a table is taken for, and how it becomes inputs of a model. A value, which never changes.</summary>
public sealed class Column
{
    private Column(ColumnKind kind, Gaps gaps, Scaling scaling = Scaling.Standardized, int minCount = 1, Unseen unseen = Unseen.Zeros)
    {
        KindOf = kind;
        Gaps = gaps;
        Scaling = scaling;
        MinCount = minCount;
        Unseen = unseen;
    }

    /// <summary>A column that is not used.</summary>
    public static Column Ignored { get; } = new(ColumnKind.Ignored, Gaps.Zeros);

    /// <summary>"number", "category", "boolean", "date" or "ignored".</summary>
    public string Kind => Name(KindOf);

    /// <summary>What stands for an empty cell.</summary>
    public Gaps Gaps { get; }

    /// <summary>How a number is scaled.</summary>
    public Scaling Scaling { get; }

    /// <summary>How often a level of a category must be there to have an input of its own.</summary>
    public int MinCount { get; }

    /// <summary>What becomes of a level of a category that the training rows don't have.</summary>
    public Unseen Unseen { get; }

    internal ColumnKind KindOf { get; }

    /// <summary>Numbers, as one input.</summary>
    /// <param name="scaling">How they are scaled; standardised by default.</param>
    /// <param name="gaps">What stands for an empty cell; the mean by default.</param>
    /// <returns>The column.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such scaling.</exception>
    /// <exception cref="ArgumentException">The gaps are filled by a text that is not a number.</exception>
    public static Column Number(Scaling scaling = Scaling.Standardized, Gaps? gaps = null)
    {
        Defined(scaling, nameof(scaling));
        gaps ??= Gaps.Mean;
        return gaps.Rule == GapRule.Constant && !NumberText.TryParse(gaps.Text, '.', out _, out _)
            ? throw new ArgumentException($"Gaps of a number can't be filled by {gaps}; a number is needed.", nameof(gaps))
            : new(ColumnKind.Number, gaps, scaling);
    }

    /// <summary>Levels, as one input each: 1 for the level of the row, 0 for all others (one-hot). The most frequent level comes first, of equal ones the first by ordinal order.</summary>
    /// <param name="minCount">How often a level must be in the training rows to have an input of its own; at least 1.</param>
    /// <param name="unseen">What becomes of a level without an input of its own, and of one that the training rows don't have.</param>
    /// <param name="gaps">What stands for an empty cell; zeros by default.</param>
    /// <returns>The column.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minCount"/> is below 1, or there is no such rule for levels.</exception>
    /// <exception cref="ArgumentException">The gaps are filled by a mean or a median, which levels don't have.</exception>
    public static Column Category(int minCount = 1, Unseen unseen = Unseen.Zeros, Gaps? gaps = null)
    {
        Guard.AtLeast(1, minCount, nameof(minCount));
        Defined(unseen, nameof(unseen));
        return new(ColumnKind.Category, WithoutMean(gaps ?? Gaps.Zeros, "category"), minCount: minCount, unseen: unseen);
    }

    /// <summary>Yes or no, as one input: 1 or 0. The cells are yes or no, true or false, 1 or 0, in any case of letters.</summary>
    /// <param name="gaps">What stands for an empty cell; the most frequent value by default.</param>
    /// <returns>The column.</returns>
    /// <exception cref="ArgumentException">The gaps are filled by a mean or a median, or by another text.</exception>
    public static Column Boolean(Gaps? gaps = null)
    {
        gaps = WithoutMean(gaps ?? Gaps.MostFrequent, "boolean");
        return gaps.Rule == GapRule.Constant && BooleanText.Parse(gaps.Text) is null
            ? throw new ArgumentException($"Gaps of a boolean can't be filled by {gaps}; yes or no is needed.", nameof(gaps))
            : new(ColumnKind.Boolean, gaps);
    }

    /// <summary>Dates of ISO 8601, such as 2026-05-17 or 2026-05-17T13:45:00Z, as five numbers: year, month, day, weekday (Monday is 1) and hour with its fraction.</summary>
    /// <remarks>They are those that are written, whatever the offset from UTC, and each is standardised.</remarks>
    /// <param name="gaps">What stands for an empty cell; the mean of each part by default.</param>
    /// <returns>The column.</returns>
    /// <exception cref="ArgumentException">The gaps are filled by the most frequent value, which is not counted, or by a text that is no date.</exception>
    public static Column Date(Gaps? gaps = null)
    {
        gaps ??= Gaps.Mean;
        return gaps.Rule == GapRule.MostFrequent || (gaps.Rule == GapRule.Constant && !DateText.TryParse(gaps.Text, out _))
            ? throw new ArgumentException($"Gaps of a date can't be filled by {gaps}; a mean, a median or a date is needed.", nameof(gaps))
            : new(ColumnKind.Date, gaps);
    }

    /// <summary>The kind and its rules, as "number, standardised, gaps: median".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => KindOf switch
    {
        ColumnKind.Ignored => Kind,
        ColumnKind.Number => $"{Kind}, {(Scaling == Scaling.Standardized ? "standardised" : Scaling == Scaling.UnitInterval ? "from 0 to 1" : "as it is")}, gaps: {Gaps}",
        ColumnKind.Category => $"{Kind}{(MinCount == 1 ? "" : FormattableString.Invariant($", at least {MinCount} of a level"))}, unseen: {UnseenText}, gaps: {Gaps}",
        _ => $"{Kind}, gaps: {Gaps}",
    };

    internal static string Name(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "number",
        ColumnKind.Category => "category",
        ColumnKind.Boolean => "boolean",
        ColumnKind.Date => "date",
        _ => "ignored",
    };

    private string UnseenText => Unseen == Unseen.Zeros ? "zeros" : Unseen == Unseen.Other ? "other" : "refused";

    private static Gaps WithoutMean(Gaps gaps, string kind) => gaps.Rule is GapRule.Mean or GapRule.Median
        ? throw new ArgumentException($"Gaps of a {kind} can't be filled by a {gaps}; take the most frequent value, a constant or zeros.", nameof(gaps))
        : gaps;

    private static void Defined<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw OutOfRange.Of(name, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture), $"There is no such {typeof(TEnum).Name}.");
        }
    }
}
