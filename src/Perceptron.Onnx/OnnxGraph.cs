using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using static Perceptron.Serialization.OnnxFields;

namespace Perceptron.Serialization;

/// <summary>A model as the messages of ONNX.</summary>
internal static class OnnxGraph
{
    private const int OperatorSet = 17;

    // The version of ONNX 1.12, the first with this operator set.
    private const int IrVersion = 8;

    public static Message Of<T>(Model<T> model, ModelFileMetadata metadata)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var architecture = model.Architecture;
        if (architecture.ClassNames.Index().FirstOrDefault(name => !Utf16.IsValid(name.Item)) is { Item: not null } half)
        {
            throw new ArgumentException($"The name of class {half.Index} is not valid Unicode: it has half of a surrogate pair.", nameof(model));
        }

        var message = new Message()
            .Add(ModelProto.IrVersion, IrVersion)
            .Add(ModelProto.ProducerName, "Perceptron")
            .Add(ModelProto.ProducerVersion, Version)
            .Add(ModelProto.DocString, $"{architecture}, {Pluralize.Count(model.ParameterCount, "parameter")}.")
            .Add(ModelProto.Graph, Graph(model, metadata))
            .Add(ModelProto.OpsetImport, new Message().Add(OperatorSetIdProto.Version, OperatorSet));
        foreach (var text in Texts(architecture, metadata))
        {
            message.Add(ModelProto.MetadataProps, text);
        }

        // Protocol Buffers allow no longer messages. ONNX can store weights in separate files, but then no single file is complete.
        return message.Length <= int.MaxValue
            ? message
            : throw new ArgumentException(
                FormattableString.Invariant($"{architecture} takes {message.Length} bytes as an ONNX file; such a file has at most {int.MaxValue} (2 GB)."), nameof(model));
    }

    private static string Version => typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3);

    private static Message Graph<T>(Model<T> model, ModelFileMetadata metadata)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var graph = new Message();
        AddLayers(graph, model);
        if (model.Architecture.Output == Output.Softmax)
        {
            graph.Add(GraphProto.Node, Node("Softmax", ["logits"], "probabilities", ("axis", 1)))
                .Add(GraphProto.Node, Node("ArgMax", ["logits"], "class", ("axis", 1), ("keepdims", 0), ("select_last_index", 0)));
        }
        else
        {
            AddIndependent(graph, model);
        }

        graph.Add(GraphProto.Name, "perceptron")
            .Add(GraphProto.DocString, "Each layer is x · weight + bias, followed by its activation.");
        AddValues<T>(graph, model, metadata);
        return graph;
    }

    private static void AddLayers<T>(Message graph, Model<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var input = "x";
        foreach (var (l, layer) in model.Layers.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"layers.{l}");
            var isLast = l == model.Layers.Count - 1;
            var logits = isLast ? "logits" : $"{name}.logits";
            graph.Add(GraphProto.Node, Node("Gemm", [input, $"{name}.weight", $"{name}.bias"], logits));
            if (!isLast)
            {
                input = $"{name}.output";
                graph.Add(GraphProto.Node, Node(Operator(model.Architecture.HiddenActivations[l]), [logits], input));
            }

            graph.Add(GraphProto.Initializer, Tensor<T>($"{name}.weight", [layer.InputCount, layer.OutputCount], () => Flat(layer.W.ToArray())))
                .Add(GraphProto.Initializer, Tensor<T>($"{name}.bias", [layer.OutputCount], layer.B.ToArray));
        }
    }

    private static string Operator(Activation activation) =>
        activation == Activation.ReLU ? "Relu"
        : activation == Activation.Sigmoid ? "Sigmoid"
        : activation == Activation.Tanh ? "Tanh"
        : throw new NotSupportedException($"There is no operator for the activation {activation}.");

    private static void AddIndependent<T>(Message graph, Model<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        graph.Add(GraphProto.Node, Node("Sigmoid", ["logits"], "probabilities"))
            .Add(GraphProto.Node, Node("GreaterOrEqual", ["probabilities", "threshold"], "classes"))
            .Add(GraphProto.Initializer, Tensor<T>(
                "threshold", [model.OutputCount], () => [.. model.Thresholds.Select(T.CreateTruncating)]));
        if (model.OutputCount == 1)
        {
            graph.Add(GraphProto.Node, Node("Squeeze", ["classes", "columns"], "is_one"))
                .Add(GraphProto.Node, Node("Cast", ["is_one"], "class", ("to", TensorProto.Int64)))
                .Add(GraphProto.Initializer, Tensor<long>("columns", [1], () => [1]));
        }
    }

    private static void AddValues<T>(Message graph, Model<T> model, ModelFileMetadata metadata)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (scalar, architecture) = (ElementType<T>(), model.Architecture);
        var divided = metadata.InputDivisor == 1
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", raw values divided by {metadata.InputDivisor:R}");
        graph.Add(GraphProto.Input, Value("x", scalar, architecture.InputCount, $"Observations, one per row{divided}."));
        graph.Add(GraphProto.Output, Value("logits", scalar, architecture.OutputCount, "The logits: x · weight + bias of the last layer."));
        var (exclusive, single) = (architecture.Output == Output.Softmax, architecture.OutputCount == 1);
        graph.Add(GraphProto.Output, Value(
            "probabilities", scalar, architecture.OutputCount, exclusive ? "softmax(logits); a row sums to 1." : "sigmoid(logits), for each class independently."));
        graph.Add(GraphProto.Output, exclusive
            ? Value("class", TensorProto.Int64, 0, "The index of the largest probability, the lowest one on a tie.")
            : single
                ? Value("class", TensorProto.Int64, 0, $"1 where the probability is at least {Thresholds(architecture)}, else 0.")
                : Value("classes", TensorProto.Bool, architecture.OutputCount, $"True where the probability is at least {Thresholds(architecture)}."));
    }

    /// <summary>The threshold of all outputs as text, or that of each.</summary>
    private static string Thresholds(Architecture architecture) => string.Join(
        ", ",
        (architecture.Thresholds.Distinct().Count() == 1 ? architecture.Thresholds.Take(1) : architecture.Thresholds)
            .Select(threshold => threshold.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>An input or output with a row for each observation; with no columns, a number for each.</summary>
    private static Message Value(string name, int elementType, int columns, string description)
    {
        var shape = new Message().Add(TensorShapeProto.Dim, new Message().Add(TensorShapeProto.DimParam, "batch"));
        if (columns > 0)
        {
            shape.Add(TensorShapeProto.Dim, new Message().Add(TensorShapeProto.DimValue, columns));
        }

        return new Message()
            .Add(ValueInfoProto.Name, name)
            .Add(ValueInfoProto.Type, new Message().Add(
                TypeProto.TensorType, new Message().Add(TypeProto.ElemType, elementType).Add(TypeProto.Shape, shape)))
            .Add(ValueInfoProto.DocString, description);
    }

    /// <summary>A node has one output, which also gives it its name.</summary>
    private static Message Node(string type, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new Message();
        foreach (var input in inputs)
        {
            node.Add(NodeProto.Input, input);
        }

        node.Add(NodeProto.Output, output).Add(NodeProto.Name, output).Add(NodeProto.OpType, type);
        foreach (var (name, value) in attributes)
        {
            node.Add(NodeProto.Attribute, new Message()
                .Add(AttributeProto.Name, name).Add(AttributeProto.I, value).Add(AttributeProto.Type, AttributeProto.Int));
        }

        return node;
    }

    private static Message Tensor<T>(string name, long[] dimensions, Func<T[]> values)
        where T : unmanaged, INumber<T>
    {
        var tensor = new Message();
        foreach (var dimension in dimensions)
        {
            tensor.Add(TensorProto.Dims, dimension);
        }

        var length = dimensions.Aggregate((long)Size<T>(), (product, dimension) => product * dimension);
        return tensor.Add(TensorProto.DataType, ElementType<T>()).Add(TensorProto.Name, name)
            .Add(TensorProto.RawData, length, stream => WriteRaw(values(), stream));
    }

    /// <summary>Little-endian, on every machine.</summary>
    private static void WriteRaw<T>(T[] values, Stream stream)
        where T : unmanaged, INumber<T>
    {
        var bytes = new byte[Math.Min(values.Length, 8192) * Size<T>()];
        foreach (var part in values.Chunk(8192))
        {
            for (var i = 0; i < part.Length; i++)
            {
                var place = bytes.AsSpan(i * Size<T>());
                switch (part[i])
                {
                    case float value:
                        BinaryPrimitives.WriteSingleLittleEndian(place, value);
                        break;
                    case double value:
                        BinaryPrimitives.WriteDoubleLittleEndian(place, value);
                        break;
                    case long value:
                        BinaryPrimitives.WriteInt64LittleEndian(place, value);
                        break;
                }
            }

            stream.Write(bytes, 0, part.Length * Size<T>());
        }
    }

    private static T[] Flat<T>(T[,] matrix) => MemoryMarshal.CreateReadOnlySpan(ref matrix[0, 0], matrix.Length).ToArray();

    private static int ElementType<T>() =>
        typeof(T) == typeof(float) ? TensorProto.Float : typeof(T) == typeof(double) ? TensorProto.Double : TensorProto.Int64;

    private static int Size<T>() => typeof(T) == typeof(float) ? sizeof(float) : sizeof(double);

    /// <summary>The entries of the metadata, with the keys of model files.</summary>
    private static List<Message> Texts(Architecture architecture, ModelFileMetadata metadata)
    {
        List<KeyValuePair<string, string>> entries =
        [
            new("perceptron.library", $"Perceptron.Onnx {Version}"),
            new("perceptron.sizes", string.Join(',', architecture.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))),
            new("perceptron.hidden", string.Join(',', architecture.HiddenActivations)),
            new("perceptron.output", architecture.Output.Name),
            new("perceptron.class_names", JsonArray(architecture.ClassNames)),
            .. architecture.Thresholds.All(threshold => threshold == 0.5)
                ? Array.Empty<KeyValuePair<string, string>>()
                : [new("perceptron.thresholds", string.Join(
                    ',', architecture.Thresholds.Select(threshold => threshold.ToString("R", CultureInfo.InvariantCulture))))],
            new("perceptron.input_divisor", metadata.InputDivisor.ToString("R", CultureInfo.InvariantCulture)),
            .. metadata.Entries,
        ];
        return [.. entries.Select(entry =>
        {
            try
            {
                return new Message().Add(StringStringEntryProto.Key, entry.Key).Add(StringStringEntryProto.Value, entry.Value);
            }
            catch (EncoderFallbackException exception)
            {
                throw new ArgumentException($"The entry \"{entry.Key}\" is not valid Unicode: it has half of a surrogate pair.", nameof(metadata), exception);
            }
        })];
    }

    private static string JsonArray(IEnumerable<string> texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
