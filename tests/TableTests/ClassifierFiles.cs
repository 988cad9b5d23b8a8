using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace TableTests;

/// <summary>A file holds all of a classifier, to the last bit, and a file that lies is refused in one line.</summary>
public class ClassifierFiles
{
    private static readonly byte[] Example = Bytes(Classifier.Fit(
        Table.ParseCsv("n,level,flag,day,gone,y\n1,a,yes,2026-05-17,1,up\n2,b,no,2026-06-18,1,down\n3,a,,2027-01-01T12:00,1,up\n,æ,no,,1,down\n"),
        Schema.Infer(Table.ParseCsv("n,level,flag,day,gone,y\n1,a,yes,2026-05-17,1,up\n2,b,no,2026-06-18,1,down\n3,a,,2027-01-01T12:00,1,up\n,æ,no,,1,down\n"), "y")));

    [Property(Arbitrary = [typeof(TableGenerators)], MaxTest = 40)]
    public Property What_is_loaded_predicts_the_same_bits(RandomTable given)
    {
        var classifier = Classifier.Fit(given.ToTable(), RandomTable.Schema).WithThreshold(0.25);
        var again = Read(Bytes(classifier));
        var (table, empty) = (given.ToTable(), RandomTable.Of([new(null, "", null, null, true)]));
        return (again.Model.Equals(classifier.Model) && Bytes(again).AsSpan().SequenceEqual(Bytes(classifier)) && again.Schema.ToTable() == classifier.Schema.ToTable()
            && classifier.PredictAll(table).Zip(again.PredictAll(table)).All(pair => pair.First.ToString() == pair.Second.ToString() && pair.First.Probability.Equals(pair.Second.Probability))
            && classifier.Drift(table).ToTable() == again.Drift(table).ToTable() && classifier.Drift(empty).ToTable() == again.Drift(empty).ToTable()).ToProperty();
    }

    [Fact]
    public void Files_of_several_labels_and_of_several_classes()
    {
        using var folder = new TemporaryFolder();
        var iris = Classifier.Fit(Tables.Read("iris"), "species");
        iris.Save(folder["iris.safetensors"]);
        Assert.Equal(iris.Model, Classifier.Load(folder["iris.safetensors"]).Model);

        var table = Table.ParseCsv("x,a,b\n1,yes,no\n2,no,no\n4,yes,yes\n");
        var several = Classifier.Fit(table, Schema.Infer(table, labels: ["a", "b"])).WithThresholds(0.25, 0.75);
        Assert.Equal(several.PredictLabels(new { x = 2 }), Read(Bytes(several)).PredictLabels(new { x = 2 }));
    }

    [Fact]
    public void Files_of_the_other_kind_are_told_with_the_call_to_use()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Put("c.safetensors", Example);
        Assert.Contains("Classifier.Load", Assert.Throws<InvalidDataException>(() => ModelFile.Load<double>(file)).Message, StringComparison.Ordinal);
        ModelFile.Save(Model.Sigmoid<double>(2, 1), file);
        Assert.Contains("ModelFile.Load", Assert.Throws<InvalidDataException>(() => Classifier.Load(file)).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 2000)]
    public bool A_damaged_file_is_refused_or_a_whole_classifier(int place, byte value, byte what)
    {
        try
        {
            return Read(Damage.Done(Example, place, value, what)).Encoder.InputCount > 0;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message.StartsWith("file ", StringComparison.Ordinal) && !exception.Message.Contains('\n', StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "version 2; this library reads 1")]
    [InlineData("\"kind\":\"date\"", "\"kind\":\"text\"", "the kind \"text\", which this library doesn't know")]
    [InlineData("\"scaling\":\"standardized\"", "\"scaling\":\"robust\"", "\"robust\" for scaling, which this library doesn't know")]
    [InlineData("\"gaps\":\"mean\"", "\"gaps\":\"best\"", "\"best\" for gaps")]
    [InlineData("\"levels\":3", "\"levels\":2000000000", "more than it has bytes for")]
    [InlineData("\"levels\":3", "\"levels\":-3", "-3 levels")]
    [InlineData("\"levels\":3", "\"levels\":2", "\"encoder.level_ends\" as I64 [3]")]
    [InlineData("\"levels\":3", "\"levels\":\"3\"", "damaged schema")]
    [InlineData("\"min_count\":1", "\"min_count\":0", "damaged schema")]
    [InlineData("\"labels\":[\"y\"]", "\"labels\":[]", "without a label")]
    [InlineData("\"labels\":[\"y\"]", "\"labels\":[\"level\"]", "a column is there twice")]
    [InlineData("\"labels\":[\"y\"]", "\"labels\":[\"y\",\"z\"]", "don't fit its labels")]
    [InlineData("\"name\":\"n\"", "\"name\":\"\"", "a column without a name")]
    [InlineData("\"name\":\"n\"", "\"name\":7", "damaged schema")]
    [InlineData("\"columns\":[", "\"columns\":[7,", "damaged schema")]
    [InlineData("\"kind\":\"ignored\"", "\"kind\":\"number\"", "lacks a property")]
    public void A_schema_of_lies_is_refused(string old, string lie, string expected)
    {
        var schema = SchemaOfExample();
        Assert.Contains(old, schema, StringComparison.Ordinal);
        var message = Assert.Throws<InvalidDataException>(() => Read(With(schema.Replace(old, lie, StringComparison.Ordinal)))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_schema_of_more_than_a_megabyte_is_refused()
    {
        Assert.Contains("1000000 bytes is the most", Assert.Throws<InvalidDataException>(() => Read(With(SchemaOfExample() + new string(' ', 1_000_000)))).Message, StringComparison.Ordinal);
        var wide = new Row();
        var names = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"column with a long name {i}"));
        var cells = (int row) => string.Join(',', Enumerable.Range(0, 20_000).Select(i => (i * row % 7) + row));
        var classifier = Classifier.Fit(Table.ParseCsv($"{names},y\n{cells(1)},a\n{cells(2)},b\n"), "y", new() { Lbfgs = new Lbfgs { MaxIterations = 1 } });
        Assert.Contains("1000000 is the most", Assert.Throws<ArgumentException>(() => Bytes(classifier)).Message, StringComparison.Ordinal);
        Assert.Empty(wide.Names);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_not_saved()
    {
        var classifier = Classifier.Fit(Table.FromRows([new Row { ["x"] = "\uD800", ["y"] = "a" }, new Row { ["x"] = "b", ["y"] = "b" }]), "y");
        Assert.Throws<ArgumentException>(() => Bytes(classifier));
    }

    private static string SchemaOfExample() => Metadata(Example)["__metadata__"]!["perceptron.schema"]!.GetValue<string>();

    private static JsonNode Metadata(byte[] file) => JsonNode.Parse(Encoding.UTF8.GetString(file, 8, (int)BitConverter.ToInt64(file)))!;

    private static byte[] With(string schema)
    {
        var header = Metadata(Example);
        header["__metadata__"]!["perceptron.schema"] = schema;
        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. Example[(8 + (int)BitConverter.ToInt64(Example))..]];
    }

    private static byte[] Bytes(Classifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.Write(stream);
        return stream.ToArray();
    }

    private static Classifier Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return Classifier.Read(stream, "file");
    }
}
