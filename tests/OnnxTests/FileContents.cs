using System.Buffers.Binary;
using System.Text;
using FsCheck.Xunit;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using Perceptron;
using Tests;
using Xunit;
using ModelMetadata = Perceptron.ModelFileMetadata;

namespace OnnxTests;

/// <summary>What is in a file, read by code that was generated from onnx.proto, and by ONNX Runtime.</summary>
[Properties(Arbitrary = [typeof(Generators)])]
public class FileContents
{
    private static readonly string[] Operators =
        ["ArgMax", "Cast", "Gemm", "GreaterOrEqual", "Relu", "Sigmoid", "Softmax", "Squeeze", "Tanh"];

    [Fact]
    public void It_says_what_it_is_and_what_it_takes_and_gives()
    {
        var model = Model.He<float>(Architecture.Of(64).Hidden(5, Activation.ReLU).Softmax(3), 1).WithClassNames("a \"b\"", "ö", "c");
        var metadata = new ModelFileMetadata { InputDivisor = 255, Entries = new Dictionary<string, string> { ["author"] = "№ 1" } };
        var file = Read(Write(model, metadata));

        Assert.Equal(8, file.IrVersion);
        Assert.Equal([("", 17L)], file.OpsetImport.Select(set => (set.Domain, set.Version)));
        Assert.Equal("Perceptron", file.ProducerName);
        Assert.Equal(typeof(OnnxFile).Assembly.GetName().Version!.ToString(3), file.ProducerVersion);
        Assert.Equal("64 → 5 ReLU → 3 softmax, 343 parameters.", file.DocString);
        Assert.Equal("perceptron", file.Graph.Name);
        Assert.Contains("x · weight + bias", file.Graph.DocString, StringComparison.Ordinal);

        Assert.Equal(["x: Float [batch, 64]"], file.Graph.Input.Select(Describe));
        Assert.Equal(
            ["logits: Float [batch, 3]", "probabilities: Float [batch, 3]", "class: Int64 [batch]"], file.Graph.Output.Select(Describe));
        Assert.Equal("Observations, one per row, raw values divided by 255.", file.Graph.Input[0].DocString);
        Assert.All(file.Graph.Output, output => Assert.NotEmpty(output.DocString));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["perceptron.library"] = $"Perceptron.Onnx {file.ProducerVersion}",
                ["perceptron.sizes"] = "64,5,3",
                ["perceptron.hidden"] = "ReLU",
                ["perceptron.output"] = "softmax",
                ["perceptron.input_divisor"] = "255",
                ["author"] = "№ 1",
            },
            file.MetadataProps.Where(entry => entry.Key != "perceptron.class_names").ToDictionary(entry => entry.Key, entry => entry.Value));
        Assert.Equal(
            ["a \"b\"", "ö", "c"],
            System.Text.Json.JsonSerializer.Deserialize<string[]>(file.MetadataProps.Single(entry => entry.Key == "perceptron.class_names").Value)!);
    }

    [Theory]
    [InlineData(1, "class: Int64 [batch]")]
    [InlineData(3, "classes: Bool [batch, 3]")]
    public void Independent_classes_have_an_answer_each(int outputs, string last)
    {
        var file = Read(Write(Model.Sigmoid<double>(2, outputs)));

        Assert.Equal(["x: Double [batch, 2]"], file.Graph.Input.Select(Describe));
        Assert.Equal(
            [$"logits: Double [batch, {outputs}]", $"probabilities: Double [batch, {outputs}]", last], file.Graph.Output.Select(Describe));
        Assert.Equal("Observations, one per row.", file.Graph.Input[0].DocString);
    }

    [Fact]
    public void Thresholds_are_in_the_graph_and_told_in_the_metadata()
    {
        var file = Read(Write(Model.Sigmoid<double>(2, 3).WithThresholds(0.25, 0.5, 0.75)));

        Assert.Equal([0.25, 0.5, 0.75], Doubles(file.Graph.Initializer.Single(tensor => tensor.Name == "threshold")));
        Assert.Equal("0.25,0.5,0.75", file.MetadataProps.Single(entry => entry.Key == "perceptron.thresholds").Value);
        Assert.Equal("True where the probability is at least 0.25, 0.5, 0.75.", file.Graph.Output[2].DocString);
        var one = Read(Write(Model.Neuron<double>(2).WithClassNames("ham", "spam")));
        Assert.Equal("1 where the probability is at least 0.5, else 0.", one.Graph.Output[2].DocString);
        Assert.Equal("[\"ham\",\"spam\"]", one.MetadataProps.Single(entry => entry.Key == "perceptron.class_names").Value);
        Assert.DoesNotContain(one.MetadataProps, entry => entry.Key == "perceptron.thresholds");
    }

    [Property]
    public void It_holds_the_weights_to_the_last_bit_and_nothing_unknown(ModelWithData given)
    {
        var model = given.Model;
        var file = Read(Write(model));
        var tensors = file.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        for (var l = 0; l < model.Layers.Count; l++)
        {
            Assert.Equal([model.Layers[l].InputCount, model.Layers[l].OutputCount], tensors[$"layers.{l}.weight"].Dims);
            Assert.Equal(model.Layers[l].W.ToArray().Cast<double>(), Doubles(tensors[$"layers.{l}.weight"]));
            Assert.Equal([model.Layers[l].OutputCount], tensors[$"layers.{l}.bias"].Dims);
            Assert.Equal(model.Layers[l].B.ToArray(), Doubles(tensors[$"layers.{l}.bias"]));
        }

        // What the generated code does not know it keeps, unless told to drop it.
        Assert.Equal(ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(Write(model)).CalculateSize(), file.CalculateSize());
        Assert.Empty(file.Graph.Node.Select(node => node.OpType).Except(Operators));
        Assert.All(file.Graph.Node, node => Assert.Equal("", node.Domain));
        var names = file.Graph.Node.Select(node => node.Name).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Property(MaxTest = 30)]
    public void ONNX_Runtime_reads_the_same(ModelWithData given)
    {
        using var session = new InferenceSession(Write(given.Model));
        var metadata = session.ModelMetadata;

        Assert.Equal(("Perceptron", "perceptron"), (metadata.ProducerName, metadata.GraphName));
        Assert.StartsWith(given.Model.Architecture.ToString(), metadata.Description, StringComparison.Ordinal);
        Assert.Equal(string.Join(',', given.Model.Architecture.Sizes), metadata.CustomMetadataMap["perceptron.sizes"]);
        Assert.Equal([-1, given.Inputs], session.InputMetadata["x"].Dimensions);
        Assert.Equal(["batch", ""], session.InputMetadata["x"].SymbolicDimensions);
    }

    [Property(MaxTest = 30)]
    public void The_same_model_gives_the_same_bytes_in_a_stream_and_in_a_file(ModelWithData given)
    {
        var folder = Directory.CreateTempSubdirectory("perceptron-test-");
        var path = Path.Combine(folder.FullName, "model.onnx");
        OnnxFile.Save(given.Model, path);
        var saved = File.ReadAllBytes(path);
        folder.Delete(recursive: true);

        Assert.Equal(saved, Write(given.Model));
    }

    [Fact]
    public void A_stream_is_written_from_where_it_stands_and_stays_open()
    {
        var model = LogicGate.Xor.Textbook;
        using var stream = new MemoryStream();
        stream.WriteByte(7);
        OnnxFile.Write(model, stream);
        stream.WriteByte(8);

        Assert.Equal([7, .. Write(model), 8], stream.ToArray());
    }

    internal static byte[] Write<T>(Model<T> model, ModelFileMetadata? metadata = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(model, stream, metadata);
        return stream.ToArray();
    }

    private static ModelProto Read(byte[] file) => ModelProto.Parser.ParseFrom(file);

    private static string Describe(ValueInfoProto value)
    {
        var type = value.Type.TensorType;
        var shape = type.Shape.Dim.Select(dimension => dimension.DimParam.Length > 0 ? dimension.DimParam : $"{dimension.DimValue}");
        return $"{value.Name}: {(TensorProto.Types.DataType)type.ElemType} [{string.Join(", ", shape)}]";
    }

    private static IEnumerable<double> Doubles(TensorProto tensor)
    {
        Assert.Equal((int)TensorProto.Types.DataType.Double, tensor.DataType);
        return tensor.RawData.ToByteArray().Chunk(sizeof(double)).Select(bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes));
    }
}
