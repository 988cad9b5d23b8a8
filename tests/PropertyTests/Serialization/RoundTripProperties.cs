using System.Buffers.Binary;
using System.Text;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;
using static PropertyTests.ModelFileProperties;

namespace PropertyTests;

/// <summary>What saving accepts, loading gives back; what loading would refuse, saving refuses. Neither takes more than in proportion to the file.</summary>
public class RoundTripProperties
{
    /// <summary>Signs that JSON, Unicode and terminals treat in ways of their own.</summary>
    private static readonly string[] Signs =
        ["a", "ø", "\"", "\\", "/", "\0", "\n", "\u001b", "\u2028", "\ufeff", "\uffff", "\ud83d\ude00", "\ud83d", "\ude00", ",", "__metadata__", "{", "", " "];

    [Property(MaxTest = 300)]
    public void What_is_accepted_comes_back_equal_and_halves_of_pairs_are_refused(int seed)
    {
        var random = new Random(seed);
        var model = RandomModel<double>(seed);
        string[] names = [.. Enumerable.Range(0, model.ClassCount).Select(i => Text() + i)];
        try
        {
            model = model.WithClassNames(names);
        }
        catch (ArgumentException)
        {
            // A control character, which no class name has.
            names = [.. model.ClassNames];
        }

        var entries = Enumerable.Range(0, random.Next(4)).Select(_ => (Text(), Text())).DistinctBy(entry => entry.Item1).ToDictionary(entry => entry.Item1, entry => entry.Item2);
        var metadata = new ModelFileMetadata { InputDivisor = random.Next(2) == 0 ? double.Epsilon : double.MaxValue, Entries = entries };
        var isValid = entries.Keys.Concat(entries.Values).Concat(names).All(text => IsUnicode(text));
        byte[] file;
        try
        {
            file = Write(model, metadata);
        }
        catch (ArgumentException exception)
        {
            Assert.False(isValid);
            Assert.Contains("half of a surrogate pair", exception.Message, StringComparison.Ordinal);
            return;
        }

        Assert.True(isValid);
        var saved = Read<double>(file);
        Assert.Equal(model, saved.Model);
        Assert.Equal(names, saved.Model.ClassNames);
        Assert.Equal(metadata.InputDivisor, saved.Metadata.InputDivisor);
        Assert.Equal(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal), saved.Metadata.Entries);

        string Text() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Signs[random.Next(Signs.Length)]));
    }

    [Fact]
    public void Half_a_pair_in_a_class_name_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream();
        foreach (var names in (string[][])[["\ud800", "\ud801"], ["yes", "no\udc00"], ["\udc00\ud800", "x"]])
        {
            var model = Model.Softmax<float>(2, 2).WithClassNames(names);

            Assert.Equal("model", Assert.Throws<ArgumentException>(() => ModelFile.Save(model, folder["file"])).ParamName);
            Assert.Throws<ArgumentException>(() => ModelFile.Write(model, stream));
            Assert.Contains("The name of class", Assert.Throws<InvalidOperationException>(() => Trained(model).Save(folder["file"])).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, stream.Length);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void A_header_that_is_too_long_is_refused_by_the_writer()
    {
        using var stream = new MemoryStream();
        foreach (var length in (int[])[33_400_000, 101_000_000])
        {
            // The short one is of signs that JSON writes as six.
            var text = new string(length < 100_000_000 ? '"' : 'x', length);
            var metadata = new ModelFileMetadata { Entries = new Dictionary<string, string> { ["k"] = text } };

            var exception = Assert.Throws<ArgumentException>(() => ModelFile.Write(Model.Softmax<float>(2, 2), stream, metadata));

            Assert.Equal("metadata", exception.ParamName);
            Assert.Contains("100000000 bytes", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, stream.Length);
        var most = new ModelFileMetadata { Entries = new Dictionary<string, string> { ["k"] = new('x', 99_000_000) } };
        Assert.Equal(most.Entries["k"], Read<float>(Write(Model.Softmax<float>(2, 2), most)).Metadata.Entries["k"]);
    }

    [Fact]
    public void An_optimizer_that_remembers_no_number_is_refused_by_the_writer()
    {
        using var folder = new TemporaryFolder();
        var (model, data) = SmallNetwork.WithData();
        var epoch = model.Train(data, new Infinite(), 1).Last();

        var exception = Assert.Throws<InvalidOperationException>(() => epoch.Save(folder["file"]));

        Assert.StartsWith("Epoch 1 can't be saved. In epoch 1 the optimizer remembers Infinity at index 0", exception.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Files());
    }

    /// <summary>Quadratic work would allocate gigabytes.</summary>
    [Fact]
    public void A_file_of_very_many_layers_takes_memory_in_proportion()
    {
        const int Layers = 100_000;
        var builder = Architecture.Of(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Layers; i++)
        {
            builder = builder.Hidden(1, Activation.Tanh);
        }

        var model = Model.Uniform<float>(builder.Softmax(2), -1, 1, 1);
        var file = Write(model);
        var copy = Read<float>(file).Model;
        Assert.True(copy.Equals(model));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 10_000L * Layers);

        Assert.Equal("1 → " + string.Concat(Enumerable.Repeat("1 tanh → ", 9)) + "(99981 more) → " + string.Concat(Enumerable.Repeat("1 tanh → ", 10)) + "2 softmax", copy.Architecture.ToString());
        Assert.EndsWith(" → …", builder.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(100_000)]
    public void A_header_that_claims_very_many_layers_is_refused_in_proportion(int layers)
    {
        var texts = "{\"__metadata__\":{\"perceptron.format\":\"1\",\"perceptron.library\":\"x\",\"perceptron.sizes\":\"" + string.Join(',', Enumerable.Repeat("1", layers + 2))
            + "\",\"perceptron.hidden\":\"" + string.Join(',', Enumerable.Repeat("tanh", layers))
            + "\",\"perceptron.output\":\"softmax\",\"perceptron.class_names\":\"[\\\"a\\\"]\",\"perceptron.input_divisor\":\"1\"}}";
        var file = new byte[8 + texts.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, texts.Length);
        Encoding.ASCII.GetBytes(texts).CopyTo(file, 8);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => Read<float>(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1_000_000 + (2000L * layers));
    }

    [Fact]
    public void A_stream_without_a_length_is_read_no_further_than_its_header_tells()
    {
        var model = RandomModel<float>(1);
        var file = Write(model);
        Assert.Equal(model, ModelFile.Read<float>(new EndlessStream(file, file.Length, most: 7), "pipe").Model);

        foreach (var start in (byte[][])[file, [255, 255, 255, 255, 0, 0, 0, 0], [0, 1], []])
        {
            using var endless = new EndlessStream(start, long.MaxValue, most: 7);
            Assert.Throws<InvalidDataException>(() => ModelFile.Read<float>(endless, "pipe"));
            Assert.InRange(endless.BytesRead, 0, file.Length + 100);
        }
    }

    private static Epoch<float> Trained(Model<float> model) =>
        model.Train(Dataset.Exclusive(new float[,] { { 1, 2 } }, [0], 2), new GradientDescent(0.1), 1).Last();

    private static bool IsUnicode(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private sealed class Infinite : Optimizer
    {
        public override int SlotCount => 1;

        public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots) => slots.Fill(T.PositiveInfinity);
    }
}
