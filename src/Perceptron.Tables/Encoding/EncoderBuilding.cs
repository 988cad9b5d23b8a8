using System.Globalization;

namespace Perceptron.Tables;

/// <summary>From what was counted of the training rows to an encoder.</summary>
internal static class EncoderBuilding
{
    public static TableEncoder Of(TableSummary summary, Schema schema, MedianSearch[][] medians, string? positive, string positiveArgument, Func<string, Exception> refuse)
    {
        if (summary.Count == 0)
        {
            throw refuse("There is no row to learn from.");
        }

        if (!(summary.LabelNames.Count > 1) && summary.Labels[0].Count < 2)
        {
            throw refuse($"The label \"{CsvText.Shown(schema.Labels[0])}\" has one value in all rows; two at least are needed to tell them apart.");
        }

        var labels = LabelEncoder.Of(summary, positive, positiveArgument);
        var columns = new List<ColumnEncoder>();
        foreach (var (i, column) in schema.Columns.Index())
        {
            if (column.Column.KindOf != ColumnKind.Ignored)
            {
                columns.Add(Of(column, summary.Columns[i], medians[i], refuse));
            }
        }

        var encoder = columns.Sum(column => (long)column.Width) is > 0 and <= int.MaxValue ? new TableEncoder(schema, labels, [.. columns])
            : throw refuse("No column is left to learn from: all are ignored, or have no level that is frequent enough.");
        return encoder;
    }

    private static ColumnEncoder Of(SchemaColumn column, ColumnSummary summary, MedianSearch[] medians, Func<string, Exception> refuse)
    {
        var (name, taken, gaps) = (column.Name, column.Column, summary.Gaps);
        if (gaps == summary.Count)
        {
            throw refuse($"The column \"{CsvText.Shown(name)}\" is empty in all rows; ignore it.");
        }

        switch (taken.KindOf)
        {
            case ColumnKind.Number:
                return new NumberEncoder(name, taken, gaps, Scale(summary.Numbers!, taken, summary.Levels, medians.FirstOrDefault(), gaps, null));
            case ColumnKind.Date:
                var constant = taken.Gaps.Rule == GapRule.Constant && DateText.TryParse(taken.Gaps.Text, out var date) ? date : (DateTime?)null;
                return new DateEncoder(name, taken, gaps,
                    [.. summary.Dates!.Select((numbers, part) => Scale(numbers, taken, null, medians.ElementAtOrDefault(part), gaps, constant is { } given ? DateText.Part(given, part) : null))]);
            case ColumnKind.Boolean:
                return new BooleanEncoder(name, taken, gaps, IsFilledByYes(taken.Gaps, summary.Levels!));
            default:
                var levels = summary.Levels!.Ordered().ToArray();
                var fill = taken.Gaps.Rule == GapRule.MostFrequent ? levels[0].Text : taken.Gaps.Rule == GapRule.Constant ? taken.Gaps.Text : null;
                return new CategoryEncoder(name, taken, gaps, [.. levels.Where(level => level.Count >= taken.MinCount).Select(level => level.Text)], fill);
        }
    }

    private static NumberScale Scale(NumberSummary numbers, Column column, LevelSummary? levels, MedianSearch? median, long gaps, double? constant)
    {
        var fill = column.Gaps.Rule switch
        {
            GapRule.Median => median!.Median,
            GapRule.MostFrequent => MostFrequent(levels!),
            GapRule.Constant => constant ?? double.Parse(column.Gaps.Text!, NumberStyles.Float, CultureInfo.InvariantCulture),
            _ => numbers.Mean,
        };
        return NumberScale.Of(numbers, column.Scaling, fill, column.Gaps.Rule == GapRule.Zeros ? 0 : gaps);
    }

    /// <summary>Numbers that are written in several ways count together.</summary>
    private static double MostFrequent(LevelSummary levels) => levels.Ordered()
        .GroupBy(level => NumberText.TryParse(level.Text, '.', out var value, out _) || NumberText.TryParse(level.Text, ',', out value, out _) ? value : double.NaN)
        .OrderByDescending(group => group.Sum(level => level.Count)).ThenBy(group => group.Key).First().Key;

    private static bool IsFilledByYes(Gaps gaps, LevelSummary levels)
    {
        if (gaps.Rule == GapRule.Constant)
        {
            return BooleanText.Parse(gaps.Text)!.Value;
        }

        var yes = levels.Texts.Where(text => BooleanText.Parse(text) == true).Sum(levels.CountOf);
        var no = levels.Texts.Where(text => BooleanText.Parse(text) == false).Sum(levels.CountOf);
        return gaps.Rule == GapRule.MostFrequent && yes > no;
    }
}
