using System.Globalization;
using Perceptron;
using Tests;
using Xunit;

namespace CliTests;

/// <summary><c>perceptron tune</c>.</summary>
public class TuneProgram
{
    private static readonly string Iris = Path.Combine(AppContext.BaseDirectory, "tables", "iris.csv");

    [Fact]
    public void Candidates_best_first_and_the_classifier_are_those_of_the_library()
    {
        using var run = new ProgramRun("tune", Iris, "--label", "species", "--grid", "l2=0.001..1:3", "--folds", "3", "--repeats", "2", "--seed", "4", "--threads", "2", "--output", "best.safetensors");

        Assert.Equal(0, run.ExitCode);
        var table = Table.ReadCsv(Iris);
        var candidates = Grid.Of(new() { Seed = 4 }).WithL2(Grid.Logarithmic(0.001, 1, 3)).ToCandidates();
        var expected = ClassifierTuning.Search(table, "species", candidates, new() { Folds = FoldPlan.Stratified(3, 2, 4) });
        Assert.Contains("150 rows, 3 stratified folds, 2 repeats, 3 candidates", run.Output, StringComparison.Ordinal);
        Assert.Contains("trained    18 of 18", run.Output, StringComparison.Ordinal);
        Assert.All(expected.ToTable().Split('\n'), line => Assert.Contains(line, run.Output, StringComparison.Ordinal));
        Assert.Contains($"Best: {expected.Best}", run.Output, StringComparison.Ordinal);
        using var bytes = new MemoryStream();
        expected.Refit().Write(bytes);
        Assert.Equal(bytes.ToArray(), File.ReadAllBytes(Path.Combine(run.Folder, "best.safetensors")));
    }

    [Fact]
    public void Groups_times_metrics_and_columns()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 40).Select(row => string.Create(CultureInfo.InvariantCulture, $"{Math.Sin(row * 1.7):0.000},g{row % 5},{row * 7 % 41},{(Math.Sin(row * row) > 0 ? "yes" : "no")}"));
        File.WriteAllText(folder["table.csv"], $"x,who,day,answer\n{string.Join('\n', rows)}\n");

        using var groups = new ProgramRun("tune", folder["table.csv"], "--label", "answer", "--group", "who", "--column", "day=ignored", "--grid", "hidden=0,2", "--metric", "balanced-accuracy");
        Assert.Equal(0, groups.ExitCode);
        Assert.Contains("5 folds by group: who", groups.Output, StringComparison.Ordinal);
        Assert.Contains("candidate  balanced accuracy", groups.Output, StringComparison.Ordinal);
        Assert.Contains("hidden=2", groups.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Classifier of all rows", groups.Output, StringComparison.Ordinal);

        using var times = new ProgramRun("tune", folder["table.csv"], "--label", "answer", "--time", "day", "--folds", "3");
        Assert.Equal(0, times.ExitCode);
        Assert.Contains("3 folds by time: day, 1 candidate", times.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2 to 1000 values, such as 0.001..1:7", "--grid", "l2=0.1..1")]
    [InlineData("above 0 in a range", "--grid", "l2=0..1:3")]
    [InlineData("\"many\" is not a number here", "--grid", "l2=many")]
    [InlineData("from 1 to 100000 neurons", "--grid", "hidden=4-0")]
    [InlineData("l2=VALUES or hidden=VALUES is needed", "--grid", "depth=3")]
    [InlineData("there twice", "--grid", "l2=1,1")]
    [InlineData("values of l2 already", "--grid", "l2=1", "--grid", "l2=2")]
    [InlineData("10000 is the maximum", "--grid", "l2=0.1..1:1000", "--grid", "hidden=1,2,3,4,5,6,7,8,9,10,11")]
    [InlineData("--repeats can't be used with --time", "--time", "sepal_length", "--repeats", "2")]
    [InlineData("--metric takes log-loss", "--metric", "auc")]
    [InlineData("--folds must be at least 2", "--folds", "1")]
    public void What_cannot_be_is_one_line(string part, params string[] arguments)
    {
        using var run = new ProgramRun(["tune", Iris, "--label", "species", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error.Split('\n')[0], StringComparison.Ordinal);
    }
}
