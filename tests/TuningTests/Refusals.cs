using Perceptron;
using Xunit;

namespace TuningTests;

/// <summary>What is wrong is refused by the name of the argument, with what was given and what was expected.</summary>
public class Refusals
{
    private static readonly Table Rows = Samples.Noisy(30);

    [Fact]
    public void Wrong_plans()
    {
        Refused("folds", "At least 2", () => FoldPlan.Plain(1));
        Refused("repeats", "1000", () => FoldPlan.Stratified(5, 1001));
        Refused("repeats", "0", () => FoldPlan.ByGroup("who", 5, 0));
        Refused("column", "empty", () => FoldPlan.ByTime(""));
        Refused("table", "30 rows can't be divided into 31 folds", () => FoldPlan.Plain(31).Split(Rows));
        Refused("label", "need the column with the answers", () => FoldPlan.Stratified().Split(Rows));
        Refused("label", "no column \"other\"", () => FoldPlan.Stratified().Split(Rows, "other"));
        Refused("table", "no column \"other\"", () => FoldPlan.ByGroup("other").Split(Rows));
        Refused("table", "has 7 groups; 8 folds need one each", () => FoldPlan.ByGroup("who", 8).Split(Rows));
        Refused("table", "has 3 different times; 3 folds need 4", () => FoldPlan.ByTime("t", 3).Split(Samples.Of("t", ["1", "2", "3", "1", "2"])));
        Refused("table", "line 3, column \"t\": is empty; each row needs its time", () => FoldPlan.ByTime("t", 2).Split(Samples.Of("t", ["1", "", "3"])));
        Refused("table", "\"soon\" is neither a number nor a date", () => FoldPlan.ByTime("t", 2).Split(Samples.Of("t", ["1", "soon", "3"])));
        Refused("table", "\"7\" is no date of ISO 8601", () => FoldPlan.ByTime("t", 2).Split(Samples.Of("t", ["2020-01-01", "7", "2020-01-02"])));
        Refused("table", "is empty; each row needs its group", () => FoldPlan.ByGroup("t", 2).Split(Samples.Of("t", ["a", "", "b"])));
    }

    [Fact]
    public void Wrong_grids_candidates_and_metrics()
    {
        Refused("values", "At least one value of l2", () => Grid.Of().WithL2());
        Refused("values", "there twice", () => Grid.Of().WithL2(1, 1));
        Refused("values", "at least 0", () => Grid.Of().WithL2(-1));
        Refused("values", "values of l2 already", () => Grid.Of().WithL2(1).WithL2(2));
        Refused("layers", "at least 1 neuron", () => Grid.Of().WithHidden([0]));
        Refused("sizes", "At least 1", () => Grid.Of().WithBatchSizes(0));
        Refused("from", "above 0", () => Grid.Logarithmic(0, 1, 3));
        Refused("count", "2", () => Grid.Logarithmic(1, 2, 1));
        Refused("name", "empty", () => _ = new Candidate("", new()));
        Refused("Metrics", "At least one metric", () => _ = new TuningOptions { Metrics = [] });
        Refused("Metrics", "same name", () => _ = new TuningOptions { Metrics = [TuningMetric.Accuracy, TuningMetric.Accuracy] });
        var large = Grid.Of().WithL2(Grid.Logarithmic(1, 2, 1000)).WithBatchSizes([.. Enumerable.Range(1, 1000)]);
        Assert.Contains("1000000 candidates; 100000 is the maximum", Assert.Throws<InvalidOperationException>(large.ToCandidates).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_searches()
    {
        var schema = Schema.Infer(Rows, "answer");
        Candidate[] one = [new("one", new())];
        Refused("candidates", "At least one candidate", () => ClassifierTuning.Search(Rows, "answer", []));
        Refused("candidates", "Two candidates have the name \"one\"", () => ClassifierTuning.Search(Rows, "answer", [one[0], one[0]]));
        Refused("candidates", "leave From out", () => ClassifierTuning.Search(Rows, "answer", [new("warm", new() { From = Classifier.Fit(Rows, "answer") })]));
        Refused("options", "can't be \"maybe\"", () => ClassifierTuning.CrossValidate(Rows, "answer", new() { Positive = "maybe" }));
        Refused("candidates", "fold 1 of repeat 1, bad: The positive answer can't be \"maybe\"", () => ClassifierTuning.Search(Rows, "answer", [one[0], new("bad", new() { Positive = "maybe" })], new() { Compute = new() { Threads = 2 } }));
        Refused("tuning", "ignore it in the schema", () => ClassifierTuning.Search(Rows, schema, one, new() { Folds = FoldPlan.ByGroup("who") }));
        Refused("tuning", "is an input or the label too", () => ClassifierTuning.Search(Rows, "answer", one, new() { Folds = FoldPlan.ByGroup("answer", 2) }));
        Refused("table", "no column \"other\"", () => ClassifierTuning.CrossValidate(Rows, "other"));
        Refused("table", "holds out rows with the answer \"c\", and trains on none", () => ClassifierTuning.CrossValidate(Samples.Of("who", ["a", "a", "b", "b", "c"]), "who", null, new() { Folds = FoldPlan.Stratified(2) }));
        Refused("table", "trains on rows with one answer alone", () => ClassifierTuning.CrossValidate(
            Table.ParseCsv("x,t,y\n1,1,a\n2,2,a\n3,3,a\n4,4,b\n"), "y", null, new() { Folds = FoldPlan.ByTime("t", 2) }));
        var several = Table.ParseCsv("x,y,z\n1.5,yes,no\n2,no,yes\n3,yes,yes\n4,no,no\n5,yes,no\n6,no,yes\n");
        var both = Schema.Infer(several, ["y", "z"]);
        Refused("tuning", "no matthews", () => ClassifierTuning.Search(several, both, one, new() { Metrics = [TuningMetric.MatthewsCorrelation] }));
        Refused("tuning", "can't be stratified by several labels", () => ClassifierTuning.Search(several, both, one, new() { Folds = FoldPlan.Stratified(2) }));
        Assert.Equal(6, ClassifierTuning.CrossValidate(several, both, null, new() { Folds = FoldPlan.Plain(6) }).Score.Values.Count);
    }

    private static void Refused(string argument, string part, Action call)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(argument, exception.ParamName);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }
}
