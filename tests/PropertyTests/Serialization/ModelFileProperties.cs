using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Model files: what is written comes back, anybody can read it, and nothing damaged is taken for a model.</summary>
public class ModelFileProperties
{
    private static readonly Activation[] Activations = [Activation.Sigmoid, Activation.Tanh, Activation.ReLU];

    [Property]
    public void What_is_written_comes_back_to_the_last_bit(int seed)
    {
        RoundTrip(RandomModel<float>(seed), seed);
        RoundTrip(RandomModel<double>(seed), seed);
    }

    [Property]
    public void Floats_are_read_exactly_as_doubles(int seed)
    {
        var model = RandomModel<float>(seed);

        Assert.Equal(model.ConvertTo<double>(), Read<double>(Write(model)).Model);
    }

    /// <summary>A reader of a few lines that knows the published description of the format, and not this library.</summary>
    [Property]
    public void Anybody_can_read_the_weights(int seed)
    {
        var model = RandomModel<double>(seed);
        var file = Write(model);

        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        using var header = JsonDocument.Parse(Encoding.UTF8.GetString(file, 8, length));
        Assert.Equal(0, length % 8);
        for (var l = 0; l < model.Layers.Count; l++)
        {
            var weight = Tensor($"layers.{l}.weight", [model.Layers[l].InputCount, model.Layers[l].OutputCount]);
            var bias = Tensor($"layers.{l}.bias", [model.Layers[l].OutputCount]);
            Assert.Equal(model.Layers[l].W.ToArray().Cast<double>(), weight);
            Assert.Equal(model.Layers[l].B.ToArray(), bias);
        }

        double[] Tensor(string name, int[] shape)
        {
            var tensor = header.RootElement.GetProperty(name);
            Assert.Equal("F64", tensor.GetProperty("dtype").GetString());
            Assert.Equal(shape, tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
            int[] offsets = [.. tensor.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
            Assert.Equal(shape.Aggregate(8, (product, size) => product * size), offsets[1] - offsets[0]);
            return [.. Enumerable.Range(0, (offsets[1] - offsets[0]) / 8)
                .Select(i => BinaryPrimitives.ReadDoubleLittleEndian(file.AsSpan(8 + length + offsets[0] + (8 * i))))];
        }
    }

    /// <summary>As version 0.1 wrote it: a single output has one name, and there are no thresholds.</summary>
    [Theory]
    [InlineData("0", "0", "1")]
    [InlineData("spam", "not spam", "spam")]
    [InlineData("1", "not 1", "1")]
    public void A_file_of_version_0_1_with_one_name_has_two_classes(string name, string negative, string positive)
    {
        var header = "{\"__metadata__\":{\"perceptron.class_names\":\"[\\\"" + name + "\\\"]\",\"perceptron.format\":\"1\","
            + "\"perceptron.hidden\":\"\",\"perceptron.input_divisor\":\"1\",\"perceptron.library\":\"Perceptron.Core 0.1.0\","
            + "\"perceptron.output\":\"sigmoid\",\"perceptron.sizes\":\"2,1\"},"
            + "\"layers.0.weight\":{\"dtype\":\"F64\",\"shape\":[2,1],\"data_offsets\":[0,16]},"
            + "\"layers.0.bias\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[16,24]}}";
        var bytes = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + bytes.Length + 24];
        BinaryPrimitives.WriteInt64LittleEndian(file, bytes.Length);
        bytes.CopyTo(file, 8);
        double[] parameters = [1, -2, 0.5];
        for (var i = 0; i < 3; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(file.AsSpan(8 + bytes.Length + (8 * i)), parameters[i]);
        }

        var read = Read<double>(file);

        Assert.Equal(Model.Neuron([1.0, -2], 0.5).WithClassNames(negative, positive), read.Model);
        Assert.Equal("Perceptron.Core 0.1.0", read.Library);
        Assert.Equal(read.Model, Read<double>(Write(read.Model)).Model);
        Assert.Equal(positive, read.Model.ClassifyName(1, 0));
    }

    [Fact]
    public void Thresholds_of_a_half_are_not_written_and_a_softmax_has_none()
    {
        Assert.DoesNotContain("thresholds", Encoding.UTF8.GetString(Write(Model.Sigmoid<double>(2, 2).WithThreshold(0.5))), StringComparison.Ordinal);
        Assert.Contains("\"perceptron.thresholds\":\"0.5,0.25\"", Encoding.UTF8.GetString(Write(Model.Sigmoid<double>(2, 2).WithThresholds(0.5, 0.25))), StringComparison.Ordinal);
        var file = Encoding.Latin1.GetString(Write(Model.Sigmoid<double>(2, 2).WithThreshold(0.25)))
            .Replace("\"perceptron.output\":\"sigmoid\"", "\"perceptron.output\":\"softmax\"", StringComparison.Ordinal);

        var exception = Assert.Throws<InvalidDataException>(() => Read<double>(Encoding.Latin1.GetBytes(file)));

        Assert.Contains("has thresholds for a softmax", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_replaces_a_file_whole_and_a_failure_leaves_what_was_there()
    {
        var folder = Directory.CreateTempSubdirectory("perceptron-test-");
        var path = Path.Combine(folder.FullName, "model.safetensors");
        var (first, second) = (Model.Neuron([1f], 2f), Model.Neuron([3f], 4f));

        ModelFile.Save(first, path);
        Assert.Equal(first, ModelFile.Load<float>(path).Model);
        ModelFile.Save(second, path);
        Assert.Equal(second, ModelFile.Load<float>(path).Model);
        Assert.ThrowsAny<IOException>(() => ModelFile.Save(first, Path.Combine(folder.FullName, "missing", "model.safetensors")));
        Assert.ThrowsAny<IOException>(() => ModelFile.Load<float>(Path.Combine(folder.FullName, "none")));

        Assert.Equal([path], Directory.GetFiles(folder.FullName));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_library_keeps_its_own_keys()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => new ModelFileMetadata { Entries = new Dictionary<string, string> { ["perceptron.format"] = "2" } });

        Assert.Equal("Entries", exception.ParamName);
    }

    private static void RoundTrip<T>(Model<T> model, int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var metadata = new ModelFileMetadata
        {
            InputDivisor = 1 + Math.Abs((double)seed / 7),
            Entries = new Dictionary<string, string> { ["author"] = $"№ {seed} \"{{}}\"", ["format"] = "pt" },
        };

        var saved = Read<T>(Write(model, metadata));

        Assert.Equal(model, saved.Model);
        Assert.Equal(model.GetParameters(), saved.Model.GetParameters());
        Assert.Equal(model.Architecture, saved.Model.Architecture);
        Assert.Equal(metadata.InputDivisor, saved.Metadata.InputDivisor);
        Assert.Equal(metadata.Entries, saved.Metadata.Entries);
        Assert.StartsWith("Perceptron.Core ", saved.Library, StringComparison.Ordinal);
    }

    internal static byte[] Write<T>(Model<T> model, ModelFileMetadata? metadata = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        ModelFile.Write(model, stream, metadata);
        return stream.ToArray();
    }

    internal static SavedModel<T> Read<T>(byte[] file)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        ModelFile.Read<T>(new MemoryStream(file), "test.safetensors");

    internal static Model<T> RandomModel<T>(int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        var builder = Architecture.Of(random.Next(1, 6));
        for (var hidden = random.Next(3); hidden > 0; hidden--)
        {
            builder = builder.Hidden(random.Next(1, 12), Activations[random.Next(3)]);
        }

        var outputs = random.Next(1, 5);
        var architecture = outputs > 1 && random.Next(2) == 0 ? builder.Softmax(outputs) : builder.Sigmoid(outputs);
        if (random.Next(2) == 0)
        {
            architecture = architecture.WithClassNames([.. Enumerable.Range(0, architecture.ClassCount).Select(i => $"ø {i}\"")]);
        }

        if (architecture.Output == Output.Sigmoid && random.Next(2) == 0)
        {
            architecture = architecture.WithThresholds([.. Enumerable.Range(0, outputs).Select(_ => random.NextDouble())]);
        }

        return Model.Uniform<T>(architecture, -2, 2, seed);
    }
}
