using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>What stands for an empty cell. A value, which never changes.</summary>
/// <remarks>Means, medians and most frequent values are those of the training rows alone.</remarks>
public sealed class Gaps
{
    private Gaps(GapRule rule, string? text = null, bool hasIndicator = false)
    {
        Rule = rule;
        Text = text;
        HasIndicator = hasIndicator;
    }

    /// <summary>No gap is allowed: one is refused, in training and afterwards.</summary>
    public static Gaps Refused { get; } = new(GapRule.Refused);

    /// <summary>All inputs of the column are 0: of a category, that it is none of the levels.</summary>
    public static Gaps Zeros { get; } = new(GapRule.Zeros);

    /// <summary>The mean of the numbers, or of each part of the dates.</summary>
    public static Gaps Mean { get; } = new(GapRule.Mean);

    /// <summary>The median of the numbers, or of each part of the dates: the middle value, or the mean of the two middle ones.</summary>
    public static Gaps Median { get; } = new(GapRule.Median);

    /// <summary>The most frequent value; of equally frequent ones the smallest number, or the text that comes first.</summary>
    public static Gaps MostFrequent { get; } = new(GapRule.MostFrequent);

    /// <summary>Whether an input more says where there was a gap: 1, and 0 elsewhere.</summary>
    public bool HasIndicator { get; }

    internal GapRule Rule { get; }

    /// <summary>The constant, as a cell.</summary>
    internal string? Text { get; }

    /// <summary>A number.</summary>
    /// <param name="value">What stands for a gap; finite.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static Gaps Constant(double value)
    {
        Guard.Finite(value, nameof(value));
        return new(GapRule.Constant, Guard.Text(value));
    }

    /// <summary>A text: a level of a category, a date, or yes or no.</summary>
    /// <param name="value">What stands for a gap; not empty.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static Gaps Constant(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return new(GapRule.Constant, value);
    }

    /// <summary>The same rule, with an input more that says where there was a gap.</summary>
    /// <returns>Another rule.</returns>
    public Gaps WithIndicator() => new(Rule, Text, hasIndicator: true);

    /// <summary>The rule, as "median, with an indicator".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{RuleText}{(HasIndicator ? ", with an indicator" : "")}";

    internal static Gaps Of(GapRule rule, string? text, bool hasIndicator) => new(rule, text, hasIndicator);

    private string RuleText => Rule switch
    {
        GapRule.Refused => "refused",
        GapRule.Zeros => "zeros",
        GapRule.Mean => "mean",
        GapRule.Median => "median",
        GapRule.MostFrequent => "most frequent",
        _ => $"\"{CsvText.Shown(Text)}\"",
    };
}
