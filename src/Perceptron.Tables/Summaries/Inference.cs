using Perceptron.Support;

namespace Perceptron.Tables;

/// <summary>From what was counted of columns to what they are taken for.</summary>
internal static class Inference
{
    private const int FewLevels = 20;

    /// <summary>With fewer rows a column may tell the label by chance, or have only different numbers.</summary>
    private const int EnoughRows = 20;

    private const int ShownLevels = 5;

    public static Schema Of(TableSummary summary, string argument)
    {
        if (summary.Count == 0)
        {
            throw new ArgumentException("There is no row to learn from.", argument);
        }

        RequireAnswers(summary, argument);
        var columns = summary.Columns.Select(column => Of(column, summary.Count)).ToArray();
        return new Schema(summary.LabelNames, columns, [.. Notes(summary, columns)]);
    }

    public static void RequireAnswers(TableSummary summary, string argument)
    {
        if (summary.LabelNames.Count == 1 && summary.Labels[0].Count < 2)
        {
            throw new ArgumentException(
                $"The label \"{CsvText.Shown(summary.LabelNames[0])}\" has {(summary.Labels[0].Count == 0 ? "no value" : $"one value, \"{CsvText.Shown(summary.Labels[0].Texts.First())}\"")}; two at least are needed to tell them apart.", argument);
        }
    }

    private static SchemaColumn Of(ColumnSummary column, long rows)
    {
        var gaps = column.Gaps == 0 ? "" : $", {Pluralize.Count(column.Gaps, "gap")}";
        var most = Math.Max(FewLevels, (int)Math.Sqrt(rows));
        return column switch
        {
            _ when column.Gaps == column.Count => Ignored("empty in all rows"),
            { Gaps: 0, Numbers: { } numbers } when numbers.Min == numbers.Max => Ignored($"{Guard.Short(numbers.Min)} in all rows"),
            { Gaps: 0, Levels: { AreTooMany: false, Count: 1 } levels } => Ignored($"\"{CsvText.Shown(levels.Texts.First())}\" in all rows"),
            { Numbers: { } numbers } when numbers.Min == numbers.Max => new(column.Name, Column.Category(), $"one value{gaps}"),
            { Gaps: 0, Numbers: { } numbers } when AreRowNumbers(numbers, column.Levels!) =>
                Ignored($"different whole numbers in all rows, most of those from {Guard.Short(numbers.Min)} to {Guard.Short(numbers.Max)}, as numbers of rows are"),
            { Gaps: 0, Numbers: { } numbers } when AreOneToN(numbers) => Ignored($"the whole numbers from 1 to {Guard.Text(numbers.Count)}, once each"),
            { Numbers: { } numbers } => new(column.Name, Column.Number(), $"numbers from {Guard.Short(numbers.Min)} to {Guard.Short(numbers.Max)}{gaps}"),
            { AreBooleans: true } => new(column.Name, Column.Boolean(), $"yes or no{gaps}"),
            { Dates: not null } => new(column.Name, Column.Date(), $"dates{gaps}"),
            { Levels: { AreTooMany: false } levels } when levels.Count <= most => new(column.Name, Column.Category(), $"{Levels(levels)}{gaps}"),
            _ when 2 * column.SeveralWords > column.Count - column.Gaps => Ignored($"texts of several words, more than {most} different ones{gaps}"),
            _ => Ignored($"more than {most} different texts{gaps}"),
        };

        SchemaColumn Ignored(string reason) => new(column.Name, Column.Ignored, reason);
    }

    private static string Levels(LevelSummary levels)
    {
        var names = string.Join(", ", levels.Ordered().Take(ShownLevels).Select(level => CsvText.Shown(level.Text)));
        return $"{Guard.Count(levels.Count, "level")}: {names}{(levels.Count > ShownLevels ? ", …" : "")}";
    }

    /// <summary>What a part of the rows has of a column that numbers all rows; measurements of as many rows in so narrow a range would repeat.</summary>
    private static bool AreRowNumbers(NumberSummary numbers, LevelSummary texts) =>
        numbers.AreWhole && numbers.Count >= EnoughRows && !texts.AreTooMany && texts.Count == numbers.Count && (numbers.Max - numbers.Min) < 2.0 * numbers.Count && !AreOneToN(numbers);

    private static bool AreOneToN(NumberSummary numbers)
    {
        if (!numbers.AreWhole || numbers.Min != 1 || numbers.Max != numbers.Count)
        {
            return false;
        }

        var hash = 0UL;
        for (var i = 1L; i <= numbers.Count; i++)
        {
            hash += NumberSummary.HashOf(i);
        }

        return hash == numbers.Hash;
    }

    private static IEnumerable<string> Notes(TableSummary summary, SchemaColumn[] columns)
    {
        if (summary.LabelNames.Count > 1 || summary.Count < EnoughRows)
        {
            yield break;
        }

        foreach (var (column, taken) in summary.Columns.Zip(columns))
        {
            var isFew = column.Numbers is { Count: > 0 } || column.Levels?.Count <= summary.Count / 5;
            if (taken.Column.KindOf != ColumnKind.Ignored && isFew && column.TellsLabel)
            {
                yield return $"The column \"{CsvText.Shown(column.Name)}\" alone tells \"{CsvText.Shown(summary.LabelNames[0])}\" in all rows. If it isn't known beforehand, ignore it.";
            }
        }
    }
}
