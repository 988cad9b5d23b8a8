using System.Numerics;
using Perceptron.Serialization;

namespace Perceptron;

/// <summary>Models as ONNX files, which ONNX Runtime, and many other programs and languages, predict by.</summary>
/// <remarks>
/// <para>A file holds the model whole, weights included, in the model's own scalar type. It needs operators of version 17
/// (ONNX 1.12 of 2022, IR version 8) and no others than those of ONNX itself. The graph has one input, <c>x</c>, of shape batch × inputs,
/// where batch is any number of observations, and three outputs: <c>logits</c> and <c>probabilities</c>, both of shape
/// batch × outputs, and the prediction, which is that of this library:</para>
/// <para>- <c>class</c>, an int64 for each observation, as <see cref="Model{T}.Classify(T[])"/> gives it: with exclusive classes that
/// of the largest probability, the lowest index on a tie; with a single output 1 where the probability is at least its threshold, else 0;</para>
/// <para>- <c>classes</c> in place of it where there are several independent classes, a bool for each observation and class, as
/// <see cref="Model{T}.ClassifyMultiLabel(T[])"/> gives it: true where the probability is at least the output's threshold.</para>
/// <para>The metadata are those of a <see cref="ModelFile"/>: <c>perceptron.library</c>, <c>perceptron.sizes</c>, <c>perceptron.hidden</c>,
/// <c>perceptron.output</c>, <c>perceptron.class_names</c> (a JSON array), <c>perceptron.thresholds</c> (left out where all are 0.5) and
/// <c>perceptron.input_divisor</c>, and the entries of the caller's. The thresholds are part of the graph too, in the model's scalar. The divisor is told, not applied: <c>x</c> takes what the model itself takes.</para>
/// <para>What computes by the file rounds in its own way, so that results agree with this library's within rounding, and not to the bit.
/// It also refuses nothing: of a NaN in <c>x</c> it makes whatever it makes.</para>
/// <para>Format: onnx.proto of ONNX (https://github.com/onnx/onnx); operators: https://onnx.ai/onnx/operators.</para>
/// </remarks>
public static class OnnxFile
{
    /// <summary>Saves a model as ONNX. The file is written whole or not at all: beside it first, and then moved into its place.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">Where to, as "digits.onnx"; a file that is there is replaced.</param>
    /// <param name="metadata">What to say beside the model.</param>
    /// <exception cref="ArgumentException">
    /// The file would be larger than the 2 GB that ONNX allows, or a text of the metadata is no Unicode.
    /// </exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save<T>(Model<T> model, string path, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var parts = OnnxGraph.Of(model, metadata ?? new ModelFileMetadata());
        AtomicFile.Write(path, parts.WriteTo);
    }

    /// <summary>Writes a model as ONNX to a stream, which stays open.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="metadata">What to say beside the model.</param>
    /// <exception cref="ArgumentException">
    /// The file would be larger than the 2 GB that ONNX allows, or a text of the metadata is no Unicode.
    /// </exception>
    public static void Write<T>(Model<T> model, Stream stream, ModelFileMetadata? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        OnnxGraph.Of(model, metadata ?? new ModelFileMetadata()).WriteTo(stream);
    }
}
