using Perceptron;
using Perceptron.Playground.Classifiers;
using Xunit;

namespace PlaygroundTests.Classifiers;

public class FormColumnTests
{
    /// <summary>The range of the training rows, the steps of the slider and its ends.</summary>
    [Theory]
    [InlineData(0.42, 80, 1, 0, 80)]
    [InlineData(17, 90, 1, 17, 90)]
    [InlineData(1, 3, 1, 1, 3)]
    [InlineData(-1, 1, 0.01, -1, 1)]
    [InlineData(0, 1, 0.01, 0, 1)]
    [InlineData(0.3, 7.95, 0.1, 0.3, 8)]
    [InlineData(1234, 567890, 10000, 0, 570000)]
    [InlineData(-0.00025, 0.0005, 0.00001, -0.00025, 0.0005)]
    public void A_slider_goes_over_the_range_of_the_training_rows(double min, double max, double step, double from, double to)
    {
        var column = (NumberColumn)Fruit.Only(Column.Number(), Text(min), Text(max));

        Assert.Equal((min, max), (column.Min, column.Max));
        Assert.Equal(step, column.Step, 1e-12);
        Assert.Equal((from, to), (column.From, column.To));
        Assert.Equal((min + max) / 2, column.Number, 1e-9);

        // Its ends are the numbers of the training rows; between them are steps, without the digits of rounding.
        column.Slide(column.From);
        Assert.Equal(min, column.Cell);
        column.Slide(column.To);
        Assert.Equal(max, column.Cell);
        column.Slide(column.From + (7 * column.Step));
        Assert.InRange(TableText.Exact(column.Number).Length, 1, TableText.Exact(column.From).Length + 8);
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("-1.7e308", "1.7e308")]
    public void Where_no_slider_can_be_there_is_a_field(string first, string second)
    {
        var column = (NumberColumn)Fruit.Only(Column.Number(Scaling.None), first, second);

        Assert.Equal(0, column.Step);
        Assert.True(column.TryType("−12.5"));
        Assert.Equal(-12.5, column.Cell);
    }

    [Fact]
    public void Any_number_can_be_typed_and_one_outside_of_the_training_rows_is_told()
    {
        var column = (NumberColumn)Fruit.Only(Column.Number(), "10", "20");
        Assert.False(column.IsOutside);
        var version = column.Version;
        foreach (var (number, isOutside) in ((double, bool)[])[(10, false), (9.99, true), (20, false), (20.01, true)])
        {
            Assert.True(column.TryType(TableText.Exact(number)));
            Assert.Equal(isOutside, column.IsOutside);
            Assert.True(column.Version > version);
            version = column.Version;
        }
    }

    [Theory]
    [InlineData(Unseen.Zeros, true)]
    [InlineData(Unseen.Other, true)]
    [InlineData(Unseen.Refused, false)]
    public void Another_level_is_there_where_the_column_allows_one(Unseen unseen, bool isAllowed)
    {
        var column = (CategoryColumn)Fruit.Only(Column.Category(unseen: unseen), "?", "b", "b", "c");

        Assert.Equal(["b", "?", "c"], column.Levels);
        Assert.Equal("b", column.Cell);
        Assert.Equal(isAllowed, column.MayBeAnother);
        Assert.False(column.AreTyped);
        Assert.True(column.TryType("c"));
        Assert.Equal("c", column.Cell);
        Assert.Equal(isAllowed, column.TryType("d"));
        Assert.Equal(isAllowed ? null : 2, column.Place);

        // What stands for another is none of the levels, even if one is a question mark.
        Assert.Equal(isAllowed ? "??" : "c", column.Cell);
    }

    [Fact]
    public void A_category_begins_with_the_level_that_stands_for_a_gap()
    {
        Assert.Equal("c", Fruit.Only(Column.Category(gaps: Gaps.Constant("c")), "a", "b", "b", "c").Cell);
        Assert.Equal("b", Fruit.Only(Column.Category(gaps: Gaps.Constant("unknown")), "a", "b", "b", "c").Cell);
        Assert.Equal("b", Fruit.Only(Column.Category(minCount: 2, gaps: Gaps.Constant("c")), "a", "b", "b", "c").Cell);
    }

    [Fact]
    public void Too_many_levels_for_a_list_are_typed()
    {
        var levels = Enumerable.Range(0, CategoryColumn.MostListed + 1).Select(i => $"l{i}").ToArray();
        Assert.False(((CategoryColumn)Fruit.Only(Column.Category(), levels[1..])).AreTyped);
        var column = (CategoryColumn)Fruit.Only(Column.Category(unseen: Unseen.Refused), levels);

        Assert.True(column.AreTyped);
        Assert.True(column.TryType("l200"));
        Assert.Equal("l200", column.Cell);
        Assert.False(column.TryType("L200"));
        Assert.Equal("l200", column.Cell);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("yes")]
    public void A_boolean_begins_with_what_stands_for_a_gap(string fill)
    {
        var column = (BooleanColumn)Fruit.Only(Column.Boolean(Gaps.Constant(fill)), "yes", "no");

        Assert.Equal(fill == "yes", column.Cell);
        column.Set(fill == "no");
        Assert.Equal(fill == "no", column.Cell);
    }

    [Fact]
    public void A_date_has_a_time_where_the_training_rows_have_one()
    {
        var days = (DateColumn)Fruit.Only(Column.Date(), "2023-02-28", "2024-02-29", "2024-02-29");
        Assert.Equal((false, 2023, 2024, "2024-02-29"), (days.HasTime, days.FirstYear, days.LastYear, days.Text));
        Assert.False(days.TryType("tomorrow"));
        Assert.False(days.TryType("2023-02-29"));
        Assert.True(days.TryType("2031-12-01"));
        Assert.Equal(new DateTime(2031, 12, 1, 0, 0, 0, DateTimeKind.Unspecified), days.Cell);

        var times = (DateColumn)Fruit.Only(Column.Date(Gaps.Constant("2024-03-01T13:45")), "2024-03-01T13:45", "2024-03-01");
        Assert.Equal((true, "2024-03-01T13:45"), (times.HasTime, times.Text));
        Assert.True(times.TryType("2024-03-02T00:30"));
        Assert.Equal(new DateTime(2024, 3, 2, 0, 30, 0, DateTimeKind.Unspecified), times.Cell);
    }

    [Fact]
    public void A_field_that_is_cleared_is_a_gap_where_one_is_allowed()
    {
        foreach (var text in (string[])["", "  "])
        {
            var column = Fruit.Only(Column.Number(), "10", "20");
            Assert.True(column.TryType(text));
            Assert.True(column.IsEmpty);
            Assert.Null(column.Cell);
            column.IsEmpty = false;
            Assert.Equal("15", column.Text);

            var refusing = Fruit.Only(Column.Number(gaps: Gaps.Refused), "10", "20");
            Assert.False(refusing.TryType(text));
            Assert.False(refusing.TryType("many"));
            Assert.Equal(15.0, refusing.Cell);
        }
    }

    [Fact]
    public void The_mean_of_days_is_a_day_that_its_month_has()
    {
        var column = (DateColumn)Fruit.Only(Column.Date(), "2023-01-31", "2023-03-31");

        Assert.Equal("2023-02-28", column.Text);
    }

    private static string Text(double value) => TableText.Exact(value);
}
