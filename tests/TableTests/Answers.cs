using Perceptron;
using Xunit;

namespace TableTests;

/// <summary>A row, however it comes, has one answer; what can't be a row is refused with a word.</summary>
public class Answers
{
    private enum Level
    {
        First,
        Second,
    }

    private sealed record Flower(double SepalLength, float SepalWidth, decimal? PetalLength, int petal_width);

    private readonly record struct Passenger(string? Class, string Sex, double? Age, double Fare, string? Port, int Companions, IReadOnlyList<string> Extra);

    private sealed record WithEnumeration(Level Class, DateOnly Day, bool Late, char Letter);

    private static readonly Classifier Iris = Classifier.Fit(Tables.Read("iris"), "species");

    private static readonly Classifier Passengers = Classifier.Fit(Tables.Read("passengers"), "survived");

    [Fact]
    public void All_forms_of_a_row_give_the_same_bits()
    {
        var table = Table.ParseCsv("sepal_length,sepal_width,petal_length,petal_width\n6.5,3,5.5,2\n");
        var expected = Text(Iris.PredictAll(table)[0]);
        var pairs = new Dictionary<string, double> { ["petal_width"] = 2, ["petal_length"] = 5.5, ["sepal_width"] = 3, ["sepal_length"] = 6.5 };
        var flower = new Flower(6.5, 3, 5.5m, 2);
        ClassPrediction[] all =
        [
            Iris.Predict(flower), Iris.Predict(new { sepal_length = 6.5, sepal_width = 3, petal_length = 5.5f, petal_width = (short)2, other = "x" }),
            Iris.Predict(new Row { ["Sepal Length"] = 6.5, ["sepal_width"] = "3", ["petal_length"] = 5.5m, ["petal_width"] = 2L }), Iris.Predict(Row.FromPairs(pairs)),
            .. Iris.PredictAll([flower]), .. Iris.PredictAll(new[] { Row.FromPairs(pairs) }), .. Iris.PredictAll(TableSource.FromTable(table)),
        ];

        Assert.Equal(7, all.Length);
        Assert.All(all, one => Assert.Equal(expected, Text(one)));
        Assert.Equal("virginica", all[0].Name);
    }

    [Fact]
    public void Null_is_a_gap()
    {
        var table = Table.ParseCsv("class,sex,age,fare,port,companions\n,female,,80.5,C,1\n");
        var expected = Text(Passengers.PredictAll(table)[0]);

        Assert.Equal(expected, Text(Passengers.Predict(new Passenger(null, "female", null, 80.5, "C", 1, []))));
        Assert.Equal(expected, Text(Passengers.Predict(new { @class = (string?)null, sex = "female", age = (double?)null, fare = 80.5, port = 'C', companions = (byte?)1 })));
        Assert.Equal(expected, Text(Passengers.Predict(new Row { ["class"] = null, ["sex"] = "female", ["age"] = "", ["fare"] = 80.5, ["port"] = "C", ["companions"] = 1 })));
    }

    [Fact]
    public void Enumerations_dates_and_flags_are_cells()
    {
        var table = Table.ParseCsv("class,day,late,letter,y\nFirst,2026-05-17,yes,a,up\nSecond,2026-05-18,no,b,down\nFirst,2027-05-17,no,b,up\n");
        var schema = Schema.Of("y").With("class", Column.Category()).With("day", Column.Date()).With("late", Column.Boolean()).With("letter", Column.Category());
        var classifier = Classifier.Fit(table, schema);
        var record = new WithEnumeration(Level.Second, new DateOnly(2026, 5, 18), false, 'b');

        Assert.Equal(Text(classifier.PredictAll(table)[1]), Text(classifier.Predict(record)));
        Assert.Equal(
            Text(classifier.PredictAll(table)[1]),
            Text(classifier.Predict(new Row { ["class"] = Level.Second, ["day"] = new DateTime(2026, 5, 18), ["late"] = false, ["letter"] = 'b' })));
    }

    [Fact]
    public void What_is_no_row_is_refused()
    {
        Refused(() => Iris.Predict(new Dictionary<string, double> { ["sepal_length"] = 1 }), "Row.FromPairs");
        Refused(() => Iris.Predict(new[] { 1.0, 2, 3, 4 }), "Row.FromPairs");
        Refused(() => Iris.Predict("6.5,3,5.5,2"), "Row.FromPairs");
        Refused(() => Iris.Predict((1.0, 2.0, 3.0, 4.0)), "Row.FromPairs");
        Refused(() => Iris.Predict(6.5), "single value");
        Refused(() => Iris.Predict((object)new Flower(1, 1, 1, 1)), "aren't known");
        Refused(() => Iris.Predict(Tables.Read("iris")), "PredictAll");
        Refused(() => Iris.Predict(new { sepal_length = 1.0, sepal_width = 1.0, petal_length = 1.0 }), "There is no column \"petal_width\"; there are \"sepal_length\"");
        Refused(() => Iris.Predict(new { sepal_length = double.NaN, sepal_width = 1.0, petal_length = 1.0, petal_width = 1 }), "Row 0: The value of \"sepal_length\" is not finite");
        Refused(() => Iris.Predict(new { sepal_length = "long", sepal_width = 1.0, petal_length = 1.0, petal_width = 1 }), "row 0, column \"sepal_length\": \"long\" is not a number");
        Assert.Throws<ArgumentException>("name", () => new Row { ["a"] = 1, [""] = 2 });
        Assert.Throws<ArgumentException>("name", () => new Row { ["a"] = new List<int>() });
        Assert.Throws<ArgumentException>("pairs", () => Row.FromPairs([KeyValuePair.Create("a", 1), KeyValuePair.Create("a", 2)]));
        Assert.Throws<ArgumentException>("rows", () => Iris.PredictAll(new Row?[] { null }!));
        Assert.Throws<ArgumentException>("rows", () => Table.FromRows([new Row { ["a"] = 1 }, new Row { ["b"] = 1 }]));
        Assert.Empty(Iris.PredictAll(Array.Empty<Row>()));

        static void Refused(Func<object> call, string expected) =>
            Assert.Contains(expected, Assert.Throws<ArgumentException>("row", call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_columns_alike_need_their_exact_names()
    {
        var classifier = Classifier.Fit(Table.ParseCsv("a_b,A-B,y\n1,2,up\n2,5,down\n4,1,up\n"), "y");

        Assert.Contains("\"a_b\"", Assert.Throws<ArgumentException>("row", () => classifier.Predict(new { AB = 1.0, a_b2 = 2.0 })).Message, StringComparison.Ordinal);
        Assert.NotNull(classifier.Predict(new Row { ["A-B"] = 1, ["a_b"] = 2 }));
    }

    [Theory]
    [InlineData(Unseen.Zeros)]
    [InlineData(Unseen.Other)]
    [InlineData(Unseen.Refused)]
    public void A_level_never_seen_gets_what_the_schema_says(Unseen unseen)
    {
        var table = Table.ParseCsv("level,y\na,up\nb,down\na,up\nb,up\nrare,down\n");
        var encoder = TableEncoder.Fit(table, Schema.Of("y").With("level", Column.Category(minCount: 2, unseen: unseen)));
        var given = Table.ParseCsv("level\nnever\n");

        if (unseen == Unseen.Refused)
        {
            Assert.Contains("text, line 2, column \"level\": \"never\" is none of the 2 levels", Assert.Throws<ArgumentException>("table", () => encoder.Encode(given)).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(unseen == Unseen.Other ? [0.0, 0, 1] : [0.0, 0], encoder.Encode(given).Row(0));
        Assert.Equal(unseen == Unseen.Other ? [0.0, 0, 1] : [0.0, 0], encoder.Encode(table).Row(4));
    }

    [Fact]
    public void Gaps_get_what_the_schema_says()
    {
        var table = Table.ParseCsv("n,y\n1,up\n2,down\n2,up\n7,down\n,up\n");
        double Fill(Gaps gaps) => TableEncoder.Fit(table, Schema.Of("y").With("n", Column.Number(Scaling.None, gaps))).Encode(table)[4, 0];

        Assert.Equal([3, 2, 2, -1.5, 0], [Fill(Gaps.Mean), Fill(Gaps.Median), Fill(Gaps.MostFrequent), Fill(Gaps.Constant(-1.5)), Fill(Gaps.Zeros)]);
        Assert.Contains("text, line 6, column \"n\": is empty", Assert.Throws<ArgumentException>("table", () => Fill(Gaps.Refused)).Message, StringComparison.Ordinal);
        var unit = TableEncoder.Fit(table, Schema.Of("y").With("n", Column.Number(Scaling.UnitInterval, Gaps.Median.WithIndicator()))).Encode(table);
        Assert.Equal([0.0, 1, 1.0 / 6], [unit[0, 0], unit[3, 0], unit[4, 0]]);
        Assert.Equal([0.0, 1], [unit[0, 1], unit[4, 1]]);
    }

    [Fact]
    public void Drift_tells_levels_never_seen_numbers_far_outside_and_new_gaps()
    {
        var strange = Table.ParseCsv("class,sex,age,fare,port,companions\nfirst,,30,10000,S,1\nfourth,male,,20,,1\nfirst,female,30,20,X,1\n");
        var report = Passengers.Drift(strange);

        Assert.Equal(
            ["class: 1 of a level never seen, as fourth", "sex: 1 gap where there were none", "age: nothing new", "fare: 1 far outside", "port: 1 of a level never seen, as X", "companions: nothing new"],
            report.Columns.Select(column => column.ToString()));
        Assert.True(report.IsNotable);
        Assert.Equal("4 of 6 columns differ, in 3 rows", report.ToString());
        Assert.Equal("Nothing differs from the training rows.", Passengers.Drift(TableSource.FromCsv(Tables.Path("passengers"))).ToTable());
    }

    private static string Text(ClassPrediction answer) => string.Join(' ', answer.Ranking.Select(one => $"{one.Name} {one.Probability:R}"));
}
