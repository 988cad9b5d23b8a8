using System.Globalization;
using System.Text.Json;
using Perceptron;
using Perceptron.Cli.Tables;
using Tests;
using Xunit;

namespace CliTests;

/// <summary><c>perceptron train</c>, <c>predict</c>, <c>evaluate</c> and <c>inspect</c>, on tables.</summary>
public class TableProgram
{
    private static readonly string Passengers = File("passengers.csv");
    private static readonly string Iris = File("iris.csv");

    [Fact]
    public void Training_tells_what_columns_are_and_saves_what_the_library_trains()
    {
        using var run = new ProgramRun("train", Passengers, "--label", "survived", "--column", "age=number:median:indicator", "--column", "cabin=category:min=5:other", "--seed", "3");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("720 rows to train on, 180 held out to test", run.Output, StringComparison.Ordinal);
        Assert.Contains("taken for", run.Output, StringComparison.Ordinal);
        Assert.Contains("as you said", run.Output, StringComparison.Ordinal);
        Assert.Contains("step     1  loss", run.Output, StringComparison.Ordinal);

        var parts = Table.ReadCsv(Passengers).SplitByFraction(0.2, seed: 3, label: "survived");
        var schema = Schema.Infer(parts.Training, "survived")
            .With("age", Column.Number(gaps: Gaps.Median.WithIndicator()))
            .With("cabin", Column.Category(minCount: 5, unseen: Unseen.Other));
        var expected = Classifier.Fit(parts.Training, schema, new() { Seed = 3 });
        using var bytes = new MemoryStream();
        expected.Write(bytes);
        Assert.Equal(bytes.ToArray(), System.IO.File.ReadAllBytes(Path.Combine(run.Folder, "model.safetensors")));
        var accuracy = expected.Evaluate(parts.HeldOut).Accuracy.ToString("0.0000", CultureInfo.InvariantCulture);
        Assert.Contains($"Test accuracy: {accuracy} on 180 rows", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_are_those_of_the_library_as_CSV_and_as_JSON()
    {
        using var folder = new TemporaryFolder();
        var (table, classifier) = Trained(Iris, "species", folder["model.safetensors"]);
        var expected = classifier.PredictAll(table);

        using var run = new ProgramRun("predict", folder["model.safetensors"], Iris);
        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("answer,probability,p(setosa),p(versicolor),p(virginica)", lines[0].TrimEnd('\r'));
        Assert.Equal(table.Count + 1, lines.Length);
        for (var row = 0; row < table.Count; row++)
        {
            var cells = lines[row + 1].TrimEnd('\r').Split(',');
            Assert.Equal(expected[row].Name, cells[0]);
            Same.Bits(expected[row].Probability, double.Parse(cells[1], CultureInfo.InvariantCulture));
            Same.Bits(expected[row].Ranking.Single(ranked => ranked.Index == 2).Probability, double.Parse(cells[4], CultureInfo.InvariantCulture));
        }

        using var json = new ProgramRun("predict", folder["model.safetensors"], Iris, "--json", "--output", folder["answers.json"]);
        Assert.Equal(0, json.ExitCode);
        Assert.Contains("Answers for 150 rows", json.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(folder["answers.json"]));
        Assert.Equal(expected.Select(answer => answer.Name), document.RootElement.EnumerateArray().Select(row => row.GetProperty("answer").GetString()));
        Same.Bits(expected[7].Probability, document.RootElement[7].GetProperty("probability").GetDouble());
        Same.Bits(expected[7].Ranking.Single(ranked => ranked.Index == 1).Probability, document.RootElement[7].GetProperty("probabilities").GetProperty("versicolor").GetDouble());
    }

    [Fact]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe_if_asked_for()
    {
        using var folder = new TemporaryFolder();
        folder.Put("table.csv", "x,who\n0,=cmd()\n1,\"a,b\"\n0,=cmd()\n1,\"a,b\"\n"u8.ToArray());
        Trained(folder["table.csv"], "who", folder["model.safetensors"]);

        using var asIs = new ProgramRun("predict", folder["model.safetensors"], folder["table.csv"]);
        using var safe = new ProgramRun("predict", folder["model.safetensors"], folder["table.csv"], "--spreadsheet-safe");
        Assert.Contains("\n=cmd(),", asIs.Output, StringComparison.Ordinal);
        Assert.Contains("\n\"a,b\",", asIs.Output, StringComparison.Ordinal);
        Assert.Contains("\n'=cmd(),", safe.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n=cmd()", safe.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_gives_the_library_s_figures()
    {
        using var folder = new TemporaryFolder();
        var (table, classifier) = Trained(Passengers, "survived", folder["model.safetensors"]);
        var expected = classifier.Evaluate(table);

        using var text = new ProgramRun("evaluate", folder["model.safetensors"], Passengers);
        using var json = new ProgramRun("evaluate", folder["model.safetensors"], Passengers, "--json");
        Assert.Contains($"Accuracy: {expected.Accuracy.ToString("0.0000", CultureInfo.InvariantCulture)} on 900 rows", text.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Same.Bits(expected.Accuracy, document.RootElement.GetProperty("accuracy").GetDouble());
        Same.Bits(expected.LogLoss, document.RootElement.GetProperty("logLoss").GetDouble());
        Assert.Equal(expected.ForClass(1).Support, document.RootElement.GetProperty("classes")[1].GetProperty("support").GetInt64());
    }

    [Fact]
    public void A_file_tells_its_columns_classes_and_largest_weights()
    {
        using var folder = new TemporaryFolder();
        Trained(Passengers, "survived", folder["model.safetensors"]);
        ModelFile.Save(Model.Zeros<float>(Architecture.Of(3).Softmax(2)), folder["plain.safetensors"]);

        using var classifier = new ProgramRun("inspect", folder["model.safetensors"]);
        using var model = new ProgramRun("inspect", folder["plain.safetensors"]);
        Assert.Equal((0, 0), (classifier.ExitCode, model.ExitCode));
        Assert.Contains("Classes: no, yes", classifier.Output, StringComparison.Ordinal);
        Assert.Matches(@"cabin +ignored", classifier.Output);
        Assert.Matches(@"sex = male +-\d\.\d{4}\r?\n", classifier.Output);
        Assert.Contains("Model: 3 → 2 softmax", model.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Strange_rows_are_told_of_if_asked_for()
    {
        using var folder = new TemporaryFolder();
        Trained(Passengers, "survived", folder["model.safetensors"]);
        folder.Put("new.csv", "class,sex,age,fare,port,cabin,companions\nfourth,female,,9000,C,,1\n"u8.ToArray());

        using var run = new ProgramRun("predict", folder["model.safetensors"], folder["new.csv"], "--drift");
        using var quiet = new ProgramRun("predict", folder["model.safetensors"], folder["new.csv"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("fourth", run.Error, StringComparison.Ordinal);
        Assert.Equal(quiet.Output, run.Output);
        Assert.Equal("", quiet.Error);
    }

    [Fact]
    public void Several_labels_are_answered_each_by_yes_or_no()
    {
        using var folder = new TemporaryFolder();
        folder.Put("table.csv", System.Text.Encoding.UTF8.GetBytes("x,a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 8},{(i % 8 > 3 ? "yes" : "no")},{(i % 8 > 5 ? "no" : "yes")}\n"))));

        using var run = new ProgramRun("train", folder["table.csv"], "--label", "a", "--label", "b", "--test", "0", "--output", folder["model.safetensors"]);
        using var csv = new ProgramRun("predict", folder["model.safetensors"], folder["table.csv"]);
        using var json = new ProgramRun("predict", folder["model.safetensors"], folder["table.csv"], "--json");
        Assert.Equal((0, 0, 0), (run.ExitCode, csv.ExitCode, json.ExitCode));
        var lines = csv.Output.Split('\n');
        Assert.Equal("a,p(a),b,p(b)", lines[0].TrimEnd('\r'));
        Assert.Matches("^no,0\\.[0-9E-]+,yes,0\\.", lines[1]);
        using var document = JsonDocument.Parse(json.Output);
        Assert.False(document.RootElement[0].GetProperty("a").GetProperty("answer").GetBoolean());
        Assert.True(document.RootElement[7].GetProperty("a").GetProperty("answer").GetBoolean());
    }

    [Theory]
    [InlineData("a table would be lost", "--output would overwrite TABLE itself", "train", "TABLE", "--label", "species", "--output", "TABLE")]
    [InlineData("a model would be lost", "--output would overwrite MODEL itself", "predict", "MODEL", "TABLE", "--output", "MODEL")]
    [InlineData("a table would be lost", "--output would overwrite TABLE itself", "predict", "MODEL", "TABLE", "--output", "TABLE")]
    [InlineData("it has its own layers", "--hidden is what the model of --from has", "train", "TABLE", "--label", "species", "--from", "MODEL", "--hidden", "3")]
    [InlineData("it has its own label", "tells species, not petal_width", "train", "TABLE", "--label", "petal_width", "--from", "MODEL")]
    public void What_would_destroy_or_be_ignored_is_refused(string why, string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        System.IO.File.Copy(Iris, folder["table.csv"]);
        Trained(Iris, "species", folder["model.safetensors"]);
        var before = System.IO.File.ReadAllBytes(folder["model.safetensors"]);

        using var run = new ProgramRun([.. arguments.Select(argument => argument == "TABLE" ? folder["table.csv"] : argument == "MODEL" ? folder["model.safetensors"] : argument)]);
        Assert.True(run.ExitCode is 1 or 2, why);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(System.IO.File.ReadAllBytes(Iris), System.IO.File.ReadAllBytes(folder["table.csv"]));
        Assert.Equal(before, System.IO.File.ReadAllBytes(folder["model.safetensors"]));
    }

    [Fact]
    public void Training_goes_on_from_a_classifier()
    {
        using var folder = new TemporaryFolder();
        Trained(Iris, "species", folder["model.safetensors"]);

        using var run = new ProgramRun("train", Iris, "--label", "species", "--test", "0", "--from", folder["model.safetensors"], "--output", folder["next.safetensors"]);
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("step    10", run.Output, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(folder["next.safetensors"]));
    }

    [Theory]
    [InlineData("age,survived\n", "has 0 rows")]
    [InlineData("age,survived\n7,yes\n", "has 1 row below")]
    public void A_table_without_rows_to_learn_from_is_told_of_by_its_name(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Put("empty.csv", System.Text.Encoding.UTF8.GetBytes(text));
        using var run = new ProgramRun("train", file, "--label", "survived");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{file} {message}", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "is required", "train", "iris.csv")]
    [InlineData(1, "There is no column \"nope\"", "train", "iris.csv", "--label", "nope")]
    [InlineData(1, "There is no column \"nope\"", "train", "iris.csv", "--label", "species", "--column", "nope=number")]
    [InlineData(2, "is not NAME=KIND", "train", "iris.csv", "--label", "species", "--column", "petal_width=nombre")]
    [InlineData(2, "--test must be below 1", "train", "iris.csv", "--label", "species", "--test", "1")]
    [InlineData(2, "--separator takes one character", "train", "iris.csv", "--label", "species", "--separator", "ab")]
    [InlineData(1, "is not a model file", "predict", "iris.csv", "iris.csv")]
    [InlineData(2, "--spreadsheet-safe is for CSV", "predict", "iris.csv", "iris.csv", "--json", "--spreadsheet-safe")]
    [InlineData(1, "not-there", "evaluate", "not-there", "iris.csv")]
    [InlineData(1, "is not a model file", "inspect", "iris.csv")]
    public void What_is_wrong_is_told_in_one_line(int exitCode, string message, params string[] arguments)
    {
        using var run = new ProgramRun([.. arguments.Select(argument => argument == "iris.csv" ? Iris : argument)]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(run.Folder));
    }

    [Theory]
    [InlineData("age=number", "age")]
    [InlineData("a=b=number:median:indicator:raw", "a=b")]
    [InlineData("cabin=category:min=5:other:most-frequent", "cabin")]
    [InlineData("x=category:known:fill=a", "x")]
    [InlineData("x=number:fill=-1.5:unit", "x")]
    [InlineData("on=boolean:zeros", "on")]
    [InlineData("day=date:refused", "day")]
    [InlineData("id=ignored", "id")]
    public void Rules_of_columns_are_those_of_the_library(string text, string name)
    {
        Assert.Null(ColumnRule.Read(text, out var actualName, out var actual));

        Column expected = text[(name.Length + 1)..] switch
        {
            "number" => Column.Number(),
            "number:median:indicator:raw" => Column.Number(Scaling.None, Gaps.Median.WithIndicator()),
            "category:min=5:other:most-frequent" => Column.Category(5, Unseen.Other, Gaps.MostFrequent),
            "category:known:fill=a" => Column.Category(1, Unseen.Refused, Gaps.Constant("a")),
            "number:fill=-1.5:unit" => Column.Number(Scaling.UnitInterval, Gaps.Constant(-1.5)),
            "boolean:zeros" => Column.Boolean(Gaps.Zeros),
            "date:refused" => Column.Date(Gaps.Refused),
            _ => Column.Ignored,
        };
        Assert.Equal((name, expected.ToString()), (actualName, actual!.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("number")]
    [InlineData("=number")]
    [InlineData("x=")]
    [InlineData("x=numbers")]
    [InlineData("x=number:")]
    [InlineData("x=number:min=2")]
    [InlineData("x=number:fill=two")]
    [InlineData("x=category:min=0")]
    [InlineData("x=category:mean")]
    [InlineData("x=ignored:mean")]
    public void Other_rules_are_refused(string text) => Assert.NotNull(ColumnRule.Read(text, out _, out _));

    private static (Table Table, Classifier Classifier) Trained(string path, string label, string file)
    {
        var table = Table.ReadCsv(path);
        var classifier = Classifier.Fit(table, label);
        classifier.Save(file);
        return (table, classifier);
    }

    private static string File(string name) => Path.Combine(AppContext.BaseDirectory, "tables", name);
}
