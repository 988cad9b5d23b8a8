using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Perceptron.Serialization;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Models as files that anyone can read: safetensors, which Python's package of that name opens too.</summary>
/// <remarks>
/// <para>For each layer l from 0 there are two tensors: <c>layers.l.weight</c>, of shape inputs × outputs, row after row (so that a
/// layer is x @ weight + bias; PyTorch's own layers keep the transpose), and <c>layers.l.bias</c>, of shape outputs; in F32 for
/// float and F64 for double.</para>
/// <para>The metadata say the rest: <c>perceptron.format</c> ("1"), <c>perceptron.library</c>, <c>perceptron.sizes</c> ("784,128,10"),
/// <c>perceptron.hidden</c> (the hidden layers' activations, "ReLU"), <c>perceptron.output</c> ("softmax"),
/// <c>perceptron.class_names</c> (a JSON array, with a name for each class), <c>perceptron.thresholds</c> ("0.3,0.5", one for each sigmoid
/// output; left out where all are 0.5) and <c>perceptron.input_divisor</c> ("255").</para>
/// <para>Files of version 0.1 name only the output of a single sigmoid: its name n is read as the classes "not n" and n, and the name "0",
/// which was the default, as "0" and "1".</para>
/// </remarks>
public static class ModelFile
{
    /// <summary>Saves a model. The file is written whole or not at all: beside it first, and then moved into its place.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">Where to; a file that is there is replaced.</param>
    /// <param name="metadata">What to say beside the model.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save<T>(Model<T> model, string path, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Write(model, stream, metadata));
    }

    /// <summary>Writes a model to a stream, which stays open.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="metadata">What to say beside the model.</param>
    public static void Write<T>(Model<T> model, Stream stream, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        Guard.NotNull(stream, nameof(stream));
        var architecture = model.Architecture;
        var texts = ModelFileText.Of(architecture, metadata ?? new ModelFileMetadata());
        SafeTensors.WriteHeader(stream, texts, Tensors<T>(architecture));
        var bytes = new byte[Math.Min(model.ParameterCount, 8192) * Size<T>()];
        for (var rest = model.Parameters; rest.Length > 0;)
        {
            var part = rest[..Math.Min(rest.Length, bytes.Length / Size<T>())];
            for (var i = 0; i < part.Length; i++)
            {
                ToBytes(part[i], bytes.AsSpan(i * Size<T>()));
            }

            stream.Write(bytes.AsSpan(0, part.Length * Size<T>()));
            rest = rest[part.Length..];
        }
    }

    /// <summary>Loads a model.</summary>
    /// <typeparam name="T">
    /// <see cref="float"/> or <see cref="double"/>. Floats can be loaded as doubles, which hold them exactly, but not doubles as floats.
    /// </typeparam>
    /// <param name="path">Where from.</param>
    /// <returns>The model and what the file says beside it.</returns>
    /// <exception cref="InvalidDataException">It is no model file, or a damaged one; the message says what is wrong where.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static SavedModel<T> Load<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        return Read<T>(stream, path);
    }

    /// <summary>Reads a model from a stream, from where it stands to its end; the stream stays open.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as for <see cref="Load{T}"/>.</typeparam>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What messages call it, as a path.</param>
    /// <returns>The model and what the stream says beside it.</returns>
    /// <exception cref="InvalidDataException">It is no model file, or a damaged one; the message says what is wrong where.</exception>
    public static SavedModel<T> Read<T>(Stream stream, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(stream, nameof(stream));
        Guard.NotNull(name, nameof(name));
        if (!stream.CanSeek)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            copy.Position = 0;
            return Read<T>(copy, name);
        }

        var header = SafeTensors.ReadHeader(stream, name);
        var architecture = ModelFileText.ReadArchitecture(header, name);
        var scalar = RequireTensors<T>(header, architecture, name);
        var start = stream.Position;
        var parameters = new T[architecture.ParameterCount];
        foreach (var (l, place) in architecture.Order.Layers.Index())
        {
            ReadTensor(header.Tensors[WeightName(l)], parameters.AsSpan(place.Weights));
            ReadTensor(header.Tensors[BiasName(l)], parameters.AsSpan(place.Bias));
        }

        stream.Position = stream.Length;
        return new SavedModel<T>(new Model<T>(architecture, parameters), ModelFileText.ReadMetadata(header, name), ModelFileText.Text(header, "library", name));

        void ReadTensor(SafeTensors.Tensor tensor, Span<T> values)
        {
            stream.Position = start + tensor.Begin;
            var size = scalar == "F32" ? sizeof(float) : sizeof(double);
            var bytes = new byte[Math.Min(values.Length, 8192) * size];
            for (var done = 0; done < values.Length;)
            {
                var count = Math.Min(values.Length - done, bytes.Length / size);
                stream.ReadExactly(bytes, 0, count * size);
                for (var i = 0; i < count; i++, done++)
                {
                    var value = size == sizeof(float)
                        ? T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * size)))
                        : T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * size)));
                    values[done] = T.IsFinite(value)
                        ? value
                        : throw SafeTensors.Bad(name, $"has {Guard.Text(value)} in \"{tensor.Name}\", value {done}; only finite numbers can be used.");
                }
            }
        }
    }

    private static string WeightName(int layer) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.weight");

    private static string BiasName(int layer) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.bias");

    private static int Size<T>()
        where T : unmanaged => Marshal.SizeOf<T>();

    private static void ToBytes<T>(T value, Span<byte> bytes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, float.CreateTruncating(value));
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.CreateTruncating(value));
        }
    }

    /// <summary>The tensors of an architecture, in the order of the parameters.</summary>
    private static IEnumerable<SafeTensors.Tensor> Tensors<T>(Architecture architecture)
        where T : unmanaged
    {
        var scalar = typeof(T) == typeof(float) ? "F32" : "F64";
        var offset = 0L;
        for (var l = 0; l < architecture.LayerCount; l++)
        {
            long inputs = architecture.Sizes[l];
            long outputs = architecture.Sizes[l + 1];
            var (weights, bias) = (inputs * outputs * Size<T>(), outputs * Size<T>());
            yield return new(WeightName(l), scalar, [inputs, outputs], offset, offset + weights);
            yield return new(BiasName(l), scalar, [outputs], offset + weights, offset + weights + bias);
            offset += weights + bias;
        }
    }

    /// <summary>Holds the tensors against the architecture, before memory is taken for it; gives their scalar.</summary>
    private static string RequireTensors<T>(SafeTensors.Header header, Architecture architecture, string name)
        where T : unmanaged
    {
        var scalar = header.Tensors.TryGetValue(WeightName(0), out var first) ? first.Scalar : "";
        var expected = scalar switch
        {
            "F32" => Tensors<float>(architecture),
            "F64" => Tensors<double>(architecture),
            _ => throw SafeTensors.Bad(name, $"has \"{WeightName(0)}\" in \"{scalar}\"; F32 or F64 expected."),
        };
        if (scalar == "F64" && typeof(T) == typeof(float))
        {
            throw SafeTensors.Bad(name, "holds doubles; load them as double, and round them by ConvertTo<float>() if that will do.");
        }

        var count = 0;
        foreach (var tensor in expected)
        {
            count++;
            if (!header.Tensors.TryGetValue(tensor.Name, out var given))
            {
                throw SafeTensors.Bad(name, $"lacks the tensor \"{tensor.Name}\" of {architecture}.");
            }

            if (given.Scalar != scalar || !given.Shape.SequenceEqual(tensor.Shape) || given.End - given.Begin != tensor.End - tensor.Begin)
            {
                throw SafeTensors.Bad(
                    name,
                    $"has \"{tensor.Name}\" as {given.Scalar} [{string.Join(", ", given.Shape)}] in {given.End - given.Begin} bytes; "
                    + $"{scalar} [{string.Join(", ", tensor.Shape)}] in {tensor.End - tensor.Begin} expected.");
            }
        }

        return header.Tensors.Count == count
            ? scalar
            : throw SafeTensors.Bad(name, $"has {header.Tensors.Count} tensors; {architecture} has {count}.");
    }
}
