using System.Text.Encodings.Web;
using System.Text.Json;

namespace Perceptron.Cli;

/// <summary>Results as JSON, for other programs.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document, in lines. Characters that could command a terminal are numbers in it, which mean the same in JSON.</summary>
    public static string Of<T>(T value) => string.Join('\n', JsonSerializer.Serialize(value, Indented).Split('\n').Select(DisplayText.Safe));

    /// <summary>JSON has no NaN and no infinity; both become null.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;
}
