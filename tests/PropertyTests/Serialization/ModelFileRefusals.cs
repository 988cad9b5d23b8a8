using System.Buffers.Binary;
using System.Text;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;
using static PropertyTests.ModelFileProperties;

namespace PropertyTests;

/// <summary>Model files that are damaged, cut short, or made to mislead.</summary>
public class ModelFileRefusals
{
    [Property(MaxTest = 300)]
    public void A_changed_inserted_or_missing_byte_gives_a_model_or_a_word_about_the_file(int seed, int place, byte value, byte what) =>
        ReadsOrRefuses(Damage.Done(Write(RandomModel<float>(seed)), place, value, what));

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var file = Write(RandomModel<float>(3));
        for (var length = 0; length < file.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read<float>(file[..length]));
        }

        Assert.Throws<InvalidDataException>(() => Read<float>([.. file, 0]));
    }

    [Theory]
    [InlineData("\"dtype\":\"F64\"", "\"dtype\":\"F32\"", "F32")]
    [InlineData("\"dtype\":\"F64\"", "\"dtype\":\"I64\"", "I64")]
    [InlineData("\"data_offsets\":[0,32]", "\"data_offsets\":[8,32]", "at bytes 8 to 32")]
    [InlineData("\"data_offsets\":[32,48]", "\"data_offsets\":[24,48]", "where 32 should begin")]
    [InlineData("\"data_offsets\":[32,48]", "\"data_offsets\":[32,99]", "where 99 should begin")]
    [InlineData("\"data_offsets\":[0,32]", "\"data_offsets\":[-8,24]", "at bytes -8")]
    [InlineData("\"data_offsets\":[0,32]", "\"data_offsets\":[0,9223372036854775807]", "should begin")]
    [InlineData("\"shape\":[2,2]", "\"shape\":[4,1]", "[4, 1]")]
    [InlineData("\"shape\":[2,2]", "\"shape\":[\"2\",2]", "not of the expected kind")]
    [InlineData("\"shape\":[2,2]", "\"shape\":[2 2]", "can't be read as JSON from byte ")]
    [InlineData("layers.1.bias", "layers.1.bIas", "lacks the tensor \"layers.1.bias\"")]
    [InlineData("\"layers.1.bias\"", "\"layers.1.weight\"", "has a property twice")]
    [InlineData("\"perceptron.class_names\":\"[", "\"perceptron.class_names\":\"{", "class names, it can't be read as JSON from byte ")]
    [InlineData("\"perceptron.format\":\"1\"", "\"perceptron.format\":\"3\"", "format \"3\"")]
    [InlineData("\"perceptron.format\":\"1\"", "\"perceptron.format\":\"2\"", "Classifier.Load")]
    [InlineData("\"perceptron.sizes\":\"2,2,1\"", "\"perceptron.sizes\":\"2,2,2000000000\"", "2000000000 outputs")]
    [InlineData("\"perceptron.sizes\":\"2,2,1\"", "\"perceptron.sizes\":\"2000000000,2000000000,1\"", "impossible model")]
    [InlineData("\"perceptron.sizes\":\"2,2,1\"", "\"perceptron.sizes\":\"3,2,1\"", "[3, 2]")]
    [InlineData("\"perceptron.sizes\":\"2,2,1\"", "\"perceptron.sizes\":\"2,1\"", "2 sizes for 1 hidden")]
    [InlineData("\"perceptron.hidden\":\"tanh\"", "\"perceptron.hidden\":\"step\"", "\"step\"")]
    [InlineData("\"perceptron.output\":\"sigmoid\"", "\"perceptron.output\":\"softmax\"", "use sigmoid")]
    [InlineData("\"perceptron.output\":\"sigmoid\"", "\"perceptron.output\":\"linear\"", "\"linear\"")]
    [InlineData("\"perceptron.input_divisor\":\"1\"", "\"perceptron.input_divisor\":\"0\"", "\"0\"")]
    [InlineData("\"perceptron.input_divisor\"", "\"perceptron.divisor\"", "lack \"perceptron.input_divisor\"")]
    [InlineData("\"perceptron.thresholds\":\"0.25\"", "\"perceptron.thresholds\":\"1.25\"", "threshold at index 0 is 1.25")]
    [InlineData("\"perceptron.thresholds\":\"0.25\"", "\"perceptron.thresholds\":\"NaN\"", "threshold at index 0 is NaN")]
    [InlineData("\"perceptron.thresholds\":\"0.25\"", "\"perceptron.thresholds\":\"0.25,0.5\"", "2 thresholds given; 1 expected")]
    [InlineData("\"perceptron.thresholds\":\"0.25\"", "\"perceptron.thresholds\":\"\"", "0 thresholds given; 1 expected")]
    [InlineData("\"perceptron.thresholds\":\"0.25\"", "\"perceptron.thresholds\":\"half\"", "\"half\" among its thresholds")]
    public void A_header_that_is_wrong_is_refused_in_one_line_that_says_what(string right, string wrong, string part)
    {
        var model = Model.Uniform<double>(Architecture.Of(2).Hidden(2, Activation.Tanh).Sigmoid(1).WithThreshold(0.25), -1, 1, 1);
        var file = Write(model);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var header = Encoding.UTF8.GetString(file, 8, length);
        Assert.Contains(right, header, StringComparison.Ordinal);
        var changed = Encoding.UTF8.GetBytes(right.Contains("dtype", StringComparison.Ordinal)
            ? header.Remove(header.LastIndexOf(right, StringComparison.Ordinal), right.Length).Insert(header.LastIndexOf(right, StringComparison.Ordinal), wrong)
            : header.Replace(right, wrong, StringComparison.Ordinal));
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, changed.Length);

        var exception = Assert.Throws<InvalidDataException>(() => Read<double>([.. prefix, .. changed, .. file[(8 + length)..]]));

        Assert.StartsWith("test.safetensors ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.DoesNotContain("(Parameter", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 4)]
    [InlineData(int.MaxValue, 4)]
    [InlineData(int.MaxValue, 20)]
    [InlineData(int.MaxValue, -1)]
    public void A_file_whose_length_is_not_what_the_system_tells_is_refused(int length, int bytes)
    {
        var file = Write(Model.Neuron([1f, 2f], 3f));
        var there = bytes < 0 ? file[..^1] : [.. file[..8], .. file[8..(8 + bytes)]];
        using var stream = new MisleadingStream(there, length == int.MaxValue ? file.Length : length);

        var exception = Assert.Throws<InvalidDataException>(() => ModelFile.Read<float>(stream, "test.safetensors"));

        Assert.StartsWith("test.safetensors ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_beyond_those_of_the_model_are_refused()
    {
        var deep = Model.Uniform<double>(Architecture.Of(2).Hidden(2, Activation.Tanh).Hidden(2, Activation.Tanh).Softmax(2), -1, 1, 1);
        var file = Encoding.Latin1.GetString(Write(deep))
            .Replace("\"perceptron.sizes\":\"2,2,2,2\"", "\"perceptron.sizes\":\"2,2,2\"  ", StringComparison.Ordinal)
            .Replace("\"perceptron.hidden\":\"tanh,tanh\"", "\"perceptron.hidden\":\"tanh\"     ", StringComparison.Ordinal);

        var exception = Assert.Throws<InvalidDataException>(() => Read<double>(Encoding.Latin1.GetBytes(file)));

        Assert.Contains("has 6 tensors; 2 → 2 tanh → 2 softmax has 4", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_no_numbers_are_refused(float value)
    {
        var file = Write(Model.Neuron([1f, 2f], 3f));
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(file.Length - 8), value);

        var exception = Assert.Throws<InvalidDataException>(() => Read<float>(file));

        Assert.Contains("layers.0.weight", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubles_are_not_silently_rounded()
    {
        var exception = Assert.Throws<InvalidDataException>(() => Read<float>(Write(Model.Neuron([1.0], 0))));

        Assert.Contains("ConvertTo<float>", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_lies_about_its_length_takes_no_memory()
    {
        var file = new byte[100];
        BinaryPrimitives.WriteInt64LittleEndian(file, 99_000_000);
        Assert.Throws<InvalidDataException>(() => Read<float>(file));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Read<float>(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    /// <summary>As a file that another program makes shorter, or one of /proc, whose length is told as 0.</summary>
    private sealed class MisleadingStream(byte[] content, long length) : MemoryStream(content)
    {
        public override long Length => length;
    }

    private static void ReadsOrRefuses(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var model = Read<float>(file).Model;
            Assert.All(model.GetParameters(), value => Assert.True(float.IsFinite(value)));
        }
        catch (InvalidDataException exception)
        {
            Assert.StartsWith("test.safetensors ", exception.Message, StringComparison.Ordinal);
        }

        // A fixed part for JSON and messages, and a small multiple of the file.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000 + (50L * file.Length));
    }
}
