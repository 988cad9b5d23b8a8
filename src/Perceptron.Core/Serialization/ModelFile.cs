using System.Numerics;
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
    /// <exception cref="ArgumentException">
    /// A class name or the metadata can't be read again: a text has half of a surrogate pair, or all texts and sizes take more than 100 MB.
    /// </exception>
    /// <exception cref="IOException">The file can't be written, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save<T>(Model<T> model, string path, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        FileArguments.RequirePath(path, nameof(path));
        AtomicFile.Write(path, stream => Write(model, stream, metadata));
    }

    /// <summary>Writes a model to a stream, which stays open.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="metadata">What to say beside the model.</param>
    /// <exception cref="ArgumentException">As for <see cref="Save"/>; nothing is written. Or the stream can't be written.</exception>
    public static void Write<T>(Model<T> model, Stream stream, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        FileArguments.RequireWritable(stream, nameof(stream));
        var architecture = model.Architecture;
        var texts = ModelFileText.Of(architecture, metadata ?? new ModelFileMetadata(), problem => new ArgumentException(problem, nameof(model)));
        SafeTensors.WriteHeader(
            stream, texts, TensorData.Of<T>(architecture), problem => new ArgumentException(problem, metadata is { Entries.Count: > 0 } ? nameof(metadata) : nameof(model)));
        TensorData.Write(stream, model.Parameters);
    }

    /// <summary>Loads a model.</summary>
    /// <typeparam name="T">
    /// <see cref="float"/> or <see cref="double"/>. Floats can be loaded as doubles, which hold them exactly, but not doubles as floats.
    /// </typeparam>
    /// <param name="path">Where from.</param>
    /// <returns>The model and what the file says beside it.</returns>
    /// <exception cref="InvalidDataException">It is no model file, or a damaged one; the message says what is wrong where.</exception>
    /// <exception cref="IOException">The file can't be read, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SavedModel<T> Load<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        FileArguments.RequirePath(path, nameof(path));
        using var stream = InputFile.Open(path);
        return Read<T>(stream, path);
    }

    /// <summary>Reads a model from a stream, from where it stands to its end; the stream stays open.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as for <see cref="Load{T}"/>.</typeparam>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What messages call it, as a path.</param>
    /// <returns>The model and what the stream says beside it.</returns>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="InvalidDataException">It is no model file, or a damaged one; the message says what is wrong where.</exception>
    public static SavedModel<T> Read<T>(Stream stream, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        FileArguments.RequireReadable(stream, nameof(stream));
        Guard.NotNull(name, nameof(name));
        if (!stream.CanSeek)
        {
            using var copy = SafeTensors.Copy(stream, name);
            return Read<T>(copy, name);
        }

        var header = SafeTensors.ReadHeader(stream, name);
        if (ModelFileText.Text(header, "format", name) is var format && format != ModelFileText.Format)
        {
            throw SafeTensors.Bad(name, format == ModelFileText.EpochFormat
                ? "is an epoch of a training; load it by Epoch.Load, which gives its model too."
                : format == ModelFileText.ClassifierFormat
                ? "is a classifier, with an encoder beside its model; load it by Classifier.Load of the package Perceptron.Tables."
                : $"has format \"{format}\"; this library reads \"{ModelFileText.Format}\".");
        }

        var architecture = ModelFileText.ReadArchitecture(header, name);
        RequireTensors<T>(header, architecture, name);
        var start = stream.Position;
        var parameters = TensorData.ReadParameters<T>(stream, start, header, architecture, "", name);
        stream.Position = stream.Length;
        return new SavedModel<T>(new Model<T>(architecture, parameters), ModelFileText.ReadMetadata(header, name), ModelFileText.Text(header, "library", name));
    }

    /// <summary>Compares the tensors with the architecture, before memory is allocated for it.</summary>
    private static void RequireTensors<T>(SafeTensors.Header header, Architecture architecture, string name)
        where T : unmanaged
    {
        var first = TensorData.WeightName(0);
        var scalar = header.Tensors.TryGetValue(first, out var tensor) ? tensor.Scalar : "";
        var expected = scalar switch
        {
            "F32" => TensorData.Of<float>(architecture),
            "F64" => TensorData.Of<double>(architecture),
            _ => throw SafeTensors.Bad(name, $"has \"{first}\" in \"{scalar}\"; F32 or F64 expected."),
        };
        if (scalar == "F64" && typeof(T) == typeof(float))
        {
            throw SafeTensors.Bad(name, "holds doubles; load them as double, and round them by ConvertTo<float>() if that will do.");
        }

        var count = 0;
        foreach (var one in expected)
        {
            count++;
            TensorData.Require(header, one, architecture, name);
        }

        if (header.Tensors.Count != count)
        {
            throw SafeTensors.Bad(name, $"has {header.Tensors.Count} tensors; {architecture} has {count}.");
        }
    }
}
