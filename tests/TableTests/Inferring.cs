using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Perceptron;
using Xunit;

namespace TableTests;

/// <summary>What columns are taken for, and what is refused as a label.</summary>
public class Inferring
{
    private static readonly Table Example = Make();

    [Theory]
    [InlineData("id", "ignored", "the whole numbers from 1 to 40, once each")]
    [InlineData("amount", "number, standardised, gaps: mean", "numbers from 0 to 9.5, 10 gaps")]
    [InlineData("level", "category, unseen: zeros, gaps: zeros", "3 levels: b, a, c, 7 gaps")]
    [InlineData("late", "boolean, gaps: most frequent", "yes or no")]
    [InlineData("day", "date, gaps: mean", "dates")]
    [InlineData("empty", "ignored", "empty in all rows")]
    [InlineData("same", "ignored", "\"x\" in all rows")]
    [InlineData("seven", "ignored", "7 in all rows")]
    [InlineData("code", "ignored", "more than 20 different texts")]
    [InlineData("note", "ignored", "texts of several words, more than 20 different ones")]
    [InlineData("mixed", "category, unseen: zeros, gaps: zeros", "2 levels: 1, n/a")]
    public void Each_kind_is_told_with_its_reason(string column, string taken, string reason)
    {
        var schema = Schema.Infer(Example, "answer");

        Assert.Equal(taken, schema[column].ToString());
        Assert.Contains(schema.ToTable().Split('\n'), line => line.StartsWith(column, StringComparison.Ordinal) && line.EndsWith(reason, StringComparison.Ordinal));
    }

    /// <summary>An identifier stays one where some of the rows are held out; in batches, in any order.</summary>
    [Property(MaxTest = 40)]
    public void Numbers_of_rows_are_ignored_in_a_part_of_them_too(PositiveInt some, int seed)
    {
        var count = 30 + (some.Get % 200);
        var (random, first) = (new System.Random(seed), seed % 1000);
        var rows = Enumerable.Range(first, count).OrderBy(_ => random.Next()).Select(id => $"{id},{(id % 7) + 0.5},{(id % 2 == 0 ? "a" : "b")}").ToArray();
        var training = Table.ParseCsv("id,x,y\n" + string.Join('\n', rows)).SplitByFraction(0.3, seed: seed).Training;
        var batches = TableSource.Create("batches", () => Enumerable.Range(0, (training.Count + 6) / 7).Select(batch => training.Select([.. Enumerable.Range(7 * batch, Math.Min(7, training.Count - (7 * batch)))])));
        foreach (var schema in new[] { Schema.Infer(training, "y"), Schema.Infer(batches, "y") })
        {
            Assert.Equal("ignored", schema["id"].Kind);
            Assert.Equal("number", schema["x"].Kind);
        }
    }

    [Theory]
    [InlineData("19 rows", 19, 1, false, "number")]
    [InlineData("20 rows", 20, 1, false, "ignored")]
    [InlineData("every second", 30, 2, false, "ignored")]
    [InlineData("every third", 30, 3, false, "number")]
    [InlineData("one of them twice", 30, 1, true, "number")]
    public void Other_whole_numbers_are_numbers(string what, int count, int step, bool hasTwin, string kind)
    {
        int[] values = [.. Enumerable.Range(0, count).Select(i => 5 + (step * i))];
        values[^1] = hasTwin ? values[0] : values[^1];
        var schema = Schema.Infer(Table.ParseCsv("x,y\n" + string.Join('\n', values.Select((value, i) => $"{value},{(i % 2 == 0 ? "a" : "b")}"))), "y");
        Assert.True(schema["x"].Kind == kind, what);
    }

    [Fact]
    public void A_column_that_alone_tells_the_label_is_warned_of()
    {
        Assert.Contains("\"told\" alone tells \"answer\"", Assert.Single(Schema.Infer(Example, "answer").Notes), StringComparison.Ordinal);
        var rows = Enumerable.Range(0, 40).Select(i => new[] { (i < 20 ? i : 1000 - i).ToString(System.Globalization.CultureInfo.InvariantCulture), i < 20 ? "low" : "high" });
        Assert.Contains("\"x\" alone tells \"y\"", Assert.Single(Schema.Infer(Table.ParseCsv(Tables.Csv(["x", "y"], rows)), "y").Notes), StringComparison.Ordinal);
        Assert.Empty(Schema.Infer(Tables.Read("passengers"), "survived").Notes);
    }

    [Theory]
    [InlineData("x,y\n1,a\n2,\n", "text, line 3, column \"y\": is empty")]
    [InlineData("x,y\n1,1.5\n2,2\n", "text, line 2, column \"y\": \"1.5\" is a fraction")]
    [InlineData("x,y\n1,a\n2,a\n", "The label \"y\" has one value, \"a\"")]
    [InlineData("x,y\n", "There is no row")]
    [InlineData("x,z\n1,2\n", "There is no column \"y\"; there are \"x\", \"z\"")]
    public void Labels_that_tell_no_classes_are_refused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>("table", () => Schema.Infer(Table.ParseCsv(text), "y")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_label_of_more_than_a_hundred_values_is_refused()
    {
        static Table Of(int values) => Table.ParseCsv("y,x\n" + string.Concat(Enumerable.Range(0, values).Select(i => $"v{i},{i % 3}\n")));

        Assert.Equal(100, Classifier.Fit(Of(100), "y", new() { Lbfgs = new Lbfgs { MaxIterations = 2 } }).ClassNames.Count);
        Assert.Contains("more than 100 values", Assert.Throws<ArgumentException>("table", () => Schema.Infer(Of(101), "y")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("source", () => Schema.Infer(TableSource.Create("v", () => [Of(60), Table.ParseCsv("y,x\n" + string.Concat(Enumerable.Range(60, 60).Select(i => $"v{i},1\n")))]), "y"));
    }

    [Fact]
    public void A_schema_is_changed_column_by_column()
    {
        var schema = Schema.Infer(Example, "answer");
        var changed = schema.With("amount", Column.Ignored).With("more", Column.Number());

        Assert.Equal(["number", "ignored"], [schema["amount"].Kind, changed["amount"].Kind]);
        Assert.Equal(schema.ColumnNames.Append("more"), changed.ColumnNames);
        Assert.Throws<ArgumentException>("name", () => schema.With("answer", Column.Number()));
        Assert.Throws<ArgumentException>("name", () => schema["nothing"]);
        Assert.Throws<ArgumentException>("gaps", () => Column.Category(gaps: Gaps.Mean));
        Assert.Throws<ArgumentException>("gaps", () => Column.Number(gaps: Gaps.Constant("x")));
        Assert.Throws<ArgumentException>("gaps", () => Column.Boolean(Gaps.Constant("perhaps")));
        Assert.Throws<ArgumentException>("gaps", () => Column.Date(Gaps.MostFrequent));
        Assert.Contains("\"more\"", Assert.Throws<ArgumentException>("table", () => Classifier.Fit(Example, changed)).Message, StringComparison.Ordinal);
    }

    private static Table Make()
    {
        var text = new StringBuilder("id,amount,level,late,day,empty,same,seven,code,note,mixed,told,answer\n");
        for (var i = 0; i < 40; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{40 - i},{(i % 4 == 3 ? "" : $"{i / 4}.{25 * (i % 4):00}")},{"abb cb"[i % 6].ToString().Trim()},{(i % 3 == 0 ? "yes" : "No")},");
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"2026-0{1 + (i % 9)}-1{i % 10}T0{i % 10}:30:00Z,,x,7,c{i},a note {i},{(i == 7 ? "n/a" : "1")},{(i % 2 == 0 ? "p" : "q")},{(i % 2 == 0 ? "up" : "down")}\n");
        }

        return Table.ParseCsv(text.ToString());
    }
}
