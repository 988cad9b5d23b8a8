using System.Numerics;
using Perceptron.Serialization;

namespace Perceptron;

/// <summary>Saves models as ONNX files, with which ONNX Runtime and many other programs and languages predict.</summary>
/// <remarks>
/// <para>A file holds the whole model, weights included, in the model's own scalar type. It needs operator set 17
/// (ONNX 1.12 of 2022, IR version 8) and only standard operators of ONNX. The graph has one input, <c>x</c>, of shape batch × inputs,
/// where batch is any number of observations, and three outputs: <c>logits</c> and <c>probabilities</c>, both of shape
/// batch × outputs, and the prediction, which is that of this library:</para>
/// <para>- <c>class</c>, an int64 for each observation, as <see cref="Model{T}.Classify(T[])"/> gives it: with exclusive classes that
/// of the largest probability, the lowest index on a tie; with a single output 1 where the probability is at least its threshold, else 0;</para>
/// <para>- <c>classes</c> in place of it where there are several independent classes, a bool for each observation and class, as
/// <see cref="Model{T}.ClassifyMultiLabel(T[])"/> gives it: true where the probability is at least the output's threshold.</para>
/// <para>The metadata are those of a <see cref="ModelFile"/>: <c>perceptron.library</c>, <c>perceptron.sizes</c>, <c>perceptron.hidden</c>,
/// <c>perceptron.output</c>, <c>perceptron.class_names</c> (a JSON array), <c>perceptron.thresholds</c> (left out where all are 0.5) and
/// <c>perceptron.input_divisor</c>, and the caller's entries. The graph has the thresholds too, in the model's scalar. The divisor is
/// stored, not applied: <c>x</c> takes the same inputs as the model.</para>
/// <para>A runtime rounds in its own way, so its results agree with this library's within rounding, not to the bit. It does not check
/// its input either: the results for a NaN in <c>x</c> are undefined.</para>
/// <para>Format: onnx.proto of ONNX (https://github.com/onnx/onnx); operators: https://onnx.ai/onnx/operators.</para>
/// </remarks>
public static class OnnxFile
{
    /// <summary>Saves a model as ONNX. The file is written completely or not at all: first under a temporary name, then renamed.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, as "digits.onnx"; an existing file is replaced.</param>
    /// <param name="metadata">The metadata to store with the model; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The file would be larger than the 2 GB that ONNX allows, or a class name or a text of the metadata is not valid Unicode.
    /// </exception>
    /// <exception cref="IOException">The file can't be written, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed.</exception>
    public static void Save<T>(Model<T> model, string path, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        FileArguments.RequirePath(path, nameof(path));
        var parts = OnnxGraph.Of(model, metadata ?? new ModelFileMetadata());
        AtomicFile.Write(path, parts.WriteTo);
    }

    /// <summary>Writes a model as ONNX to a stream, which stays open.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">The stream to write to.</param>
    /// <param name="metadata">The metadata to store with the model; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The file would be larger than the 2 GB that ONNX allows, the stream can't be written, or a class name or a text of the metadata is not valid Unicode.
    /// </exception>
    public static void Write<T>(Model<T> model, Stream stream, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        FileArguments.RequireWritable(stream, nameof(stream));
        OnnxGraph.Of(model, metadata ?? new ModelFileMetadata()).WriteTo(stream);
    }
}
