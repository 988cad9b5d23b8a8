using System.Buffers.Binary;
using System.Text.Json;

namespace Perceptron.Playground.Classifiers;

/// <summary>What a file that a page refuses says it is, to tell where it belongs.</summary>
public enum SavedFormat
{
    /// <summary>No file of this library, or a damaged one.</summary>
    Unknown,
    Model,
    Classifier,
}

public static class SavedFormats
{
    /// <summary>Reads the format in the header of a safetensors file; nothing else is looked at.</summary>
    public static SavedFormat Of(ReadOnlyMemory<byte> file)
    {
        if (file.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(file.Span) is var length && length > (ulong)(file.Length - sizeof(ulong)))
        {
            return SavedFormat.Unknown;
        }

        try
        {
            using var document = JsonDocument.Parse(file.Slice(sizeof(ulong), (int)length));
            return document.RootElement.TryGetProperty("__metadata__", out var metadata)
                && metadata.TryGetProperty("perceptron.format", out var format) && format.ValueKind == JsonValueKind.String
                ? format.GetString() switch
                {
                    "1" => SavedFormat.Model,
                    "2" => SavedFormat.Classifier,
                    _ => SavedFormat.Unknown,
                }
                : SavedFormat.Unknown;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or other JSON.
            return SavedFormat.Unknown;
        }
    }
}
