using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Perceptron.Support;

namespace Perceptron.Serialization;

/// <summary>Numbers as the bytes of tensors: how a model's parameters are cut into tensors, and how these are written, checked and read.</summary>
internal static class TensorData
{
    private const int ChunkValues = 8192;

    /// <summary>F32 or F64.</summary>
    public static string ScalarName<T>()
        where T : unmanaged => typeof(T) == typeof(float) ? "F32" : "F64";

    public static string WeightName(int layer) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.weight");

    public static string BiasName(int layer) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.bias");

    /// <summary>The tensors of an architecture, in the order of the parameters, from a place among the bytes on.</summary>
    public static IEnumerable<SafeTensors.Tensor> Of<T>(Architecture architecture, string prefix = "", long offset = 0)
        where T : unmanaged
    {
        var scalar = ScalarName<T>();
        for (var l = 0; l < architecture.LayerCount; l++)
        {
            long inputs = architecture.Sizes[l];
            long outputs = architecture.Sizes[l + 1];
            var (weights, bias) = (inputs * outputs * Unsafe.SizeOf<T>(), outputs * Unsafe.SizeOf<T>());
            yield return new(prefix + WeightName(l), scalar, [inputs, outputs], offset, offset + weights);
            yield return new(prefix + BiasName(l), scalar, [outputs], offset + weights, offset + weights + bias);
            offset += weights + bias;
        }
    }

    /// <summary>Writes values in their order, little-endian.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var size = Unsafe.SizeOf<T>();
        var bytes = new byte[Math.Min(values.Length, ChunkValues) * size];
        for (var rest = values; rest.Length > 0;)
        {
            var part = rest[..Math.Min(rest.Length, bytes.Length / size)];
            for (var i = 0; i < part.Length; i++)
            {
                if (typeof(T) == typeof(float))
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * size), float.CreateTruncating(part[i]));
                }
                else
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * size), double.CreateTruncating(part[i]));
                }
            }

            stream.Write(bytes.AsSpan(0, part.Length * size));
            rest = rest[part.Length..];
        }
    }

    /// <summary>Refuses a file whose tensor is missing, or is not as expected.</summary>
    public static void Require(SafeTensors.Header header, SafeTensors.Tensor expected, object owner, string name)
    {
        if (!header.Tensors.TryGetValue(expected.Name, out var given))
        {
            throw SafeTensors.Bad(name, $"lacks the tensor \"{expected.Name}\" of {owner}.");
        }

        if (given.Scalar != expected.Scalar || !given.Shape.SequenceEqual(expected.Shape) || given.End - given.Begin != expected.End - expected.Begin)
        {
            throw SafeTensors.Bad(
                name,
                $"has \"{expected.Name}\" as {given.Scalar} [{string.Join(", ", given.Shape.Select(Guard.Text))}] in {Guard.Text(given.End - given.Begin)} bytes; "
                + $"{expected.Scalar} [{string.Join(", ", expected.Shape.Select(Guard.Text))}] in {Guard.Text(expected.End - expected.Begin)} expected.");
        }
    }

    /// <summary>Reads all parameters of an architecture, from a stream whose tensors begin at a place in it.</summary>
    public static T[] ReadParameters<T>(Stream stream, long start, SafeTensors.Header header, Architecture architecture, string prefix, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[architecture.ParameterCount];
        foreach (var (l, place) in architecture.Order.Layers.Index())
        {
            Read(stream, start, header.Tensors[prefix + WeightName(l)], parameters.AsSpan(place.Weights), name);
            Read(stream, start, header.Tensors[prefix + BiasName(l)], parameters.AsSpan(place.Bias), name);
        }

        return parameters;
    }

    /// <summary>Reads a tensor of F32 or F64, which has as many values as are asked for.</summary>
    public static void Read<T>(Stream stream, long start, SafeTensors.Tensor tensor, Span<T> values, string name, bool mustBeFinite = true)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        stream.Position = start + tensor.Begin;
        var size = tensor.Scalar == "F32" ? sizeof(float) : sizeof(double);
        var bytes = new byte[Math.Min(values.Length, ChunkValues) * size];
        for (var done = 0; done < values.Length;)
        {
            var count = Math.Min(values.Length - done, bytes.Length / size);
            SafeTensors.ReadExactly(stream, bytes.AsSpan(0, count * size), name);
            for (var i = 0; i < count; i++, done++)
            {
                var value = size == sizeof(float)
                    ? T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * size)))
                    : T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * size)));
                values[done] = T.IsFinite(value) || !mustBeFinite
                    ? value
                    : throw SafeTensors.Bad(name, $"has {Guard.Text(value)} in \"{tensor.Name}\", value {done}; only finite numbers can be used.");
            }
        }
    }
}
