using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Perceptron.Support;

namespace Perceptron.Serialization;

/// <summary>
/// The format safetensors, as its published description has it: the length of a header (8 bytes, little-endian), the header
/// (JSON: a name, scalar, shape and place for each tensor, and <c>__metadata__</c> with texts), and the tensors' bytes,
/// without a hole or an overlap. Reading trusts nothing: lengths are held against what there is before memory is taken.
/// </summary>
internal static class SafeTensors
{
    public const string MetadataKey = "__metadata__";

    private const int MaximalHeader = 100_000_000;

    /// <summary>Writes the header, unless it is one that reading refuses.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="metadata">The texts.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="refuse">Makes the exception from what is wrong.</param>
    public static void WriteHeader(
        Stream stream, IReadOnlyDictionary<string, string> metadata, IEnumerable<Tensor> tensors, Func<string, Exception> refuse)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                RequireSize(json.BytesCommitted + json.BytesPending + key.Length + value.Length);
                if (!Utf16.IsValid(key) || !Utf16.IsValid(value))
                {
                    throw refuse($"The entry \"{key}\" is not valid Unicode: it has half of a surrogate pair.");
                }

                json.WriteString(key, value);
            }

            json.WriteEndObject();
            foreach (var tensor in tensors)
            {
                RequireSize(json.BytesCommitted + json.BytesPending);
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Scalar);
                Numbers(json, "shape", tensor.Shape);
                Numbers(json, "data_offsets", [tensor.Begin, tensor.End]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces after the JSON bring the tensors to whole words.
        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' ');
        }

        RequireSize(header.Length);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);

        void RequireSize(long bytes)
        {
            if (bytes > MaximalHeader)
            {
                throw refuse($"Names, sizes and metadata take more than the {MaximalHeader} bytes that a header can have.");
            }
        }
    }

    /// <summary>A copy, in memory, of a file that comes from a stream without a length; no more of it than its header tells of, and a byte.</summary>
    public static MemoryStream Copy(Stream stream, string name)
    {
        var copy = new MemoryStream();
        if (Add(8) && BinaryPrimitives.ReadUInt64LittleEndian(copy.GetBuffer()) is <= MaximalHeader and var claimed && Add((long)claimed))
        {
            copy.Position = 0;
            Add(ReadHeader(copy, name, isWhole: false).DataLength + 1);
        }

        copy.Position = 0;
        return copy;

        bool Add(long count)
        {
            if (count > Array.MaxLength - copy.Length)
            {
                throw Bad(name, $"tells of {Guard.Text(count)} bytes of tensors, more than can be read from a stream without a length.");
            }

            copy.Position = copy.Length;
            var buffer = new byte[(int)Math.Min(count, 1 << 16)];
            for (int read; count > 0; count -= read)
            {
                read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
                if (read == 0)
                {
                    return false;
                }

                copy.Write(buffer, 0, read);
            }

            return true;
        }
    }

    /// <summary>Reads and checks the header; the stream then stands at the first tensor's first byte.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="isWhole">Whether the tensors follow, up to the end of the stream.</param>
    public static Header ReadHeader(Stream stream, string name, bool isWhole = true)
    {
        var length = new byte[8];
        if (stream.ReadAtLeast(length, 8, throwOnEndOfStream: false) < 8)
        {
            throw Bad(name, $"has {Guard.Count((int)stream.Length, "byte")}; a model file has a header length of 8 and more.");
        }

        var claimed = BinaryPrimitives.ReadUInt64LittleEndian(length);
        var rest = Math.Max(0, stream.Length - stream.Position);
        if (claimed > (ulong)Math.Min(rest, MaximalHeader))
        {
            throw Bad(name, $"is not a model file: it claims a header of {Guard.Text(claimed)} bytes, where {Guard.Text(rest)} follow and {MaximalHeader} is the most.");
        }

        var json = new byte[(int)claimed];
        ReadExactly(stream, json, name);
        if (json.Length == 0 || json[0] != (byte)'{')
        {
            throw Bad(name, "is not a model file: its header does not begin with {.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 });
            return Parse(document.RootElement, isWhole ? stream.Length - stream.Position : null, name);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or DecoderFallbackException)
        {
            throw Bad(name, $"has a damaged header: {Problem(exception)}.", exception);
        }
    }

    /// <summary>What is wrong with JSON, in our words: an application that is trimmed may lack those of the runtime.</summary>
    public static string Problem(Exception exception) => exception switch
    {
        JsonException { BytePositionInLine: { } at } json => $"it can't be read as JSON from byte {Guard.Text(at)} of line {Guard.Text((json.LineNumber ?? 0) + 1)} on",
        JsonException => "it has a property twice",
        _ => "a value in it is not of the expected kind, such as a text for a number",
    };

    /// <summary>Reads as many bytes as are asked for, from a file that may have become shorter.</summary>
    public static void ReadExactly(Stream stream, Span<byte> bytes, string name)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Bad(name, "ends before the length that the system tells; another program may be writing it.");
        }
    }

    public static InvalidDataException Bad(string name, string message, Exception? inner = null) => new($"{name} {message}", inner);

    private static Header Parse(JsonElement root, long? dataLength, string name)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (var entry in property.Value.EnumerateObject())
                {
                    metadata.Add(entry.Name, entry.Value.ValueKind == JsonValueKind.String
                        ? entry.Value.GetString()!
                        : throw Bad(name, $"has metadata that is no text: \"{entry.Name}\"."));
                }

                continue;
            }

            tensors.Add(property.Name, ParseTensor(property, name));
        }

        return new Header(metadata, tensors, RequirePlaces(tensors.Values, dataLength, name));
    }

    private static Tensor ParseTensor(JsonProperty property, string name)
    {
        string? scalar = null;
        long[]? shape = null;
        long[]? offsets = null;
        foreach (var field in property.Value.EnumerateObject())
        {
            switch (field.Name)
            {
                case "dtype":
                    scalar = field.Value.GetString();
                    break;
                case "shape":
                    shape = [.. field.Value.EnumerateArray().Select(size => size.GetInt64())];
                    break;
                case "data_offsets":
                    offsets = [.. field.Value.EnumerateArray().Select(offset => offset.GetInt64())];
                    break;
                default:
                    throw Bad(name, $"has a tensor \"{property.Name}\" with an unknown field \"{field.Name}\".");
            }
        }

        if (scalar is null || shape is null || offsets is not { Length: 2 })
        {
            throw Bad(name, $"has a tensor \"{property.Name}\" that lacks its dtype, shape or two data_offsets.");
        }

        return new Tensor(property.Name, scalar, shape, offsets[0], offsets[1]);
    }

    /// <summary>Where the last tensor ends.</summary>
    private static long RequirePlaces(IEnumerable<Tensor> tensors, long? dataLength, string name)
    {
        var end = 0L;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != end || tensor.End < tensor.Begin)
            {
                throw Bad(name, $"has its tensor \"{tensor.Name}\" at bytes {Guard.Text(tensor.Begin)} to {Guard.Text(tensor.End)}, where {Guard.Text(end)} should begin.");
            }

            end = tensor.End;
        }

        return dataLength is { } length && end != length
            ? throw Bad(name, $"has {Guard.Text(length)} bytes of tensors, where its header tells of {Guard.Text(end)}.")
            : end;
    }

    private static void Numbers(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A tensor's name, the name of its scalar, its shape, and its bytes among those of all.</summary>
    internal sealed class Tensor(string name, string scalar, long[] shape, long begin, long end)
    {
        public string Name { get; } = name;

        public string Scalar { get; } = scalar;

        public long[] Shape { get; } = shape;

        public long Begin { get; } = begin;

        public long End { get; } = end;
    }

    /// <summary>The texts, the tensors by their names, and the bytes of all tensors together.</summary>
    internal sealed class Header(IReadOnlyDictionary<string, string> metadata, IReadOnlyDictionary<string, Tensor> tensors, long dataLength)
    {
        public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;

        public IReadOnlyDictionary<string, Tensor> Tensors { get; } = tensors;

        public long DataLength { get; } = dataLength;
    }
}
