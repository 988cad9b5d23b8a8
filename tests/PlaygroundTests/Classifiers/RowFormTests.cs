using Perceptron;
using Perceptron.Playground.Classifiers;
using Xunit;

namespace PlaygroundTests.Classifiers;

public class RowFormTests
{
    private readonly RowForm _form = new(Fruit.Classifier);

    [Fact]
    public void A_form_has_each_column_that_is_not_ignored_and_each_begins_with_what_stands_for_a_gap()
    {
        Assert.Equal(["mass", "colour", "ripe", "picked", "seeds"], _form.Columns.Select(column => column.Name));
        Assert.Equal([0, 1, 2, 3, 4], _form.Columns.Select(column => column.Index));
        Assert.Equal("fruit", _form.Label);

        // The median; the most frequent level, as nothing stands for a gap; the more frequent answer; the mean of each part; the mean.
        Assert.Equal(67.75, Of<NumberColumn>("mass").Number);
        Assert.Equal("red", _form.Columns[1].Cell);
        Assert.True(Of<BooleanColumn>("ripe").IsYes);
        Assert.Equal("2025-07-12", Of<DateColumn>("picked").Text);
        Assert.Equal(25 / 9.0, _form.Columns[4].Cell);
    }

    [Fact]
    public void A_column_may_be_empty_unless_its_rule_refuses_gaps()
    {
        Assert.Equal([true, true, true, false, false], _form.Columns.Select(column => column.MayBeEmpty));
        foreach (var column in _form.Columns)
        {
            column.IsEmpty = true;
            Assert.Equal(column.MayBeEmpty, column.Cell is null);
        }

        var expected = Fruit.Classifier.Predict(Row.FromPairs(new Dictionary<string, object?>
        {
            ["mass"] = null,
            ["colour"] = null,
            ["ripe"] = null,
            ["picked"] = new DateOnly(2025, 7, 12),
            ["seeds"] = 25 / 9.0,
        }));
        AssertAnswers(expected);
    }

    [Fact]
    public void The_answer_is_that_of_the_library_whatever_is_set()
    {
        Of<NumberColumn>("mass").Slide(90);
        Of<CategoryColumn>("colour").Choose(Of<CategoryColumn>("colour").Levels.Index().Single(level => level.Item == "blue").Index);
        Of<BooleanColumn>("ripe").Set(false);
        Assert.True(Of<DateColumn>("picked").TryType("2024-09-02"));
        Assert.True(Of<NumberColumn>("seeds").TryType("1,5"));
        Dictionary<string, object> values = new() { ["mass"] = 90, ["colour"] = "blue", ["ripe"] = false, ["picked"] = "2024-09-02", ["seeds"] = 1.5 };
        AssertAnswers(Fruit.Classifier.Predict(Row.FromPairs(values)));
        Assert.Equal("plum", _form.Answer()!.Single(line => line.IsPredicted).Name);

        // Any level that no row of the training has.
        Of<CategoryColumn>("colour").Choose(null);
        values["colour"] = "violet";
        AssertAnswers(Fruit.Classifier.Predict(Row.FromPairs(values)));
    }

    [Fact]
    public void A_number_that_cannot_be_scaled_has_no_answer()
    {
        var table = Table.ParseCsv("x,answer\n0.001,a\n0.002,b\n");
        var form = new RowForm(Classifier.Fit(table, Schema.Of("answer").With("x", Column.Number())));
        Assert.NotNull(form.Answer());
        Assert.True(form.Columns[0].TryType("1e308"));

        Assert.Null(form.Answer());
    }

    [Fact]
    public void Several_labels_have_an_answer_each_in_their_order()
    {
        var classifier = Fruit.SeveralLabels();
        var form = new RowForm(classifier);
        Assert.True(form.Columns[0].TryType("4"));

        var answer = form.Answer()!;
        var expected = classifier.PredictLabels(Row.FromPairs(new Dictionary<string, int> { ["mass"] = 4 }));
        Assert.Equal("sour, round", form.Label);
        Assert.Equal(expected.Select(one => (one.Name, one.Probability, one.IsPredicted)), answer.Select(line => (line.Name, line.Probability, line.IsPredicted)));
        Assert.Equal("round", Assert.Single(answer, line => line.IsPredicted).Name);
        Assert.Null(form.Threshold);
    }

    [Fact]
    public void A_threshold_other_than_a_half_is_told_and_the_answer_keeps_it()
    {
        var table = Table.ParseCsv("x,answer\n1.5,no\n2.5,yes\n3,no\n4,yes\n");
        var classifier = Classifier.Fit(table, "answer");
        Assert.Null(new RowForm(classifier).Threshold);
        var form = new RowForm(classifier.WithThreshold(0.99));
        Assert.True(form.Columns[0].TryType("4"));

        Assert.Equal(("yes", 0.99), form.Threshold);
        Assert.Equal(["yes", "no"], form.Answer()!.Select(line => line.Name));
        Assert.Equal("no", form.Answer()!.Single(line => line.IsPredicted).Name);
    }

    [Fact]
    public void Many_columns_are_found_by_a_part_of_their_names_the_first_of_them()
    {
        var names = Enumerable.Range(0, 300).Select(i => $"Pixel {i}").ToArray();
        var table = Table.ParseCsv($"{string.Join(',', names)},answer\n{string.Join(',', names.Select((_, i) => i))},a\n{string.Join(',', names.Select((_, i) => i + 1))},b\n");
        var form = new RowForm(Classifier.Fit(table, names.Aggregate(Schema.Of("answer"), (schema, name) => schema.With(name, Column.Number()))));

        AssertFinds("", names[..50], 300);
        AssertFinds(" pixel 29", [names[29], .. names[290..300]], 11);
        AssertFinds("L 2", [names[2], .. names[20..30], .. names[200..239]], 111);
        AssertFinds("voxel", [], 0);

        void AssertFinds(string text, string[] first, int count)
        {
            var found = form.Find(text, 50);
            Assert.Equal(first, found.First.Select(column => column.Name));
            Assert.Equal(count, found.Count);
        }
    }

    [Fact]
    public void Names_of_a_file_are_shown_on_one_line_and_shortened()
    {
        var name = "a\nb" + new string('c', 100);
        var row = Row.FromPairs(new Dictionary<string, object> { [name] = 1, ["answer"] = "x" });
        var other = Row.FromPairs(new Dictionary<string, object> { [name] = 2, ["answer"] = new string('y', 100) });
        var form = new RowForm(Classifier.Fit(Table.FromRows([row, other]), Schema.Of("answer").With(name, Column.Number())));

        Assert.Equal(name, form.Columns[0].Name);
        Assert.InRange(form.Columns[0].Title.Length, 20, 60);
        Assert.DoesNotContain('\n', form.Columns[0].Title);
        Assert.InRange(form.Answer()!.Max(line => line.Name.Length), 20, 60);
    }

    private T Of<T>(string name)
        where T : FormColumn => (T)_form.Columns.Single(column => column.Name == name);

    private void AssertAnswers(ClassPrediction expected)
    {
        var answer = _form.Answer()!;
        Assert.Equal(expected.Ranking.Select(one => (one.Index, one.Name, one.Probability)), answer.Select(line => (line.Index, line.Name, line.Probability)));
        Assert.Equal(expected.Name, answer.Single(line => line.IsPredicted).Name);
    }
}
