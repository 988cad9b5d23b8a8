using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Perceptron.Support;

namespace Perceptron.Serialization;

/// <summary>What the header of a model file says of a model in words, written and read.</summary>
internal static class ModelFileText
{
    /// <summary>The format of a model's file.</summary>
    public const string Format = "1";

    /// <summary>The format of a classifier's file, which has an encoder beside the model.</summary>
    public const string ClassifierFormat = "2";

    /// <summary>The format of an epoch's file.</summary>
    public const string EpochFormat = "epoch-1";

    /// <summary>The library that writes a file.</summary>
    public static string Library => $"Perceptron.Core {typeof(ModelFile).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The entries of a model's header.</summary>
    public static Dictionary<string, string> Of(Architecture architecture, ModelFileMetadata metadata, Func<string, Exception> refuse)
    {
        var texts = new Dictionary<string, string>(metadata.Entries, StringComparer.Ordinal)
        {
            [Key("format")] = Format,
            [Key("library")] = Library,
            [Key("input_divisor")] = metadata.InputDivisor.ToString("R", CultureInfo.InvariantCulture),
        };
        Describe(architecture, texts, refuse);
        return texts;
    }

    /// <summary>Adds the entries that describe an architecture, unless its class names can't be read again.</summary>
    public static void Describe(Architecture architecture, Dictionary<string, string> texts, Func<string, Exception> refuse)
    {
        if (architecture.ClassNames.Index().FirstOrDefault(name => !Utf16.IsValid(name.Item)) is { Item: not null } half)
        {
            throw refuse($"The name of class {half.Index} is not valid Unicode: it has half of a surrogate pair.");
        }

        texts[Key("sizes")] = string.Join(',', architecture.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        texts[Key("hidden")] = string.Join(',', architecture.HiddenActivations.Select(activation => activation.Name));
        texts[Key("output")] = architecture.Output.Name;
        texts[Key("class_names")] = Names(architecture.ClassNames);
        if (!architecture.HasDefaultThresholds)
        {
            texts[Key("thresholds")] = string.Join(
                ',', architecture.Thresholds.Select(threshold => threshold.ToString("R", CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The full key of an entry.</summary>
    public static string Key(string name) => ModelFileMetadata.Prefix + name;

    /// <summary>An entry that every model has.</summary>
    public static string Text(SafeTensors.Header header, string key, string name) =>
        header.Metadata.TryGetValue(Key(key), out var text)
            ? text
            : throw SafeTensors.Bad(name, $"is no model of this library: its metadata lack \"{Key(key)}\".");

    public static Architecture ReadArchitecture(SafeTensors.Header header, string name)
    {
        var sizes = Split(Text(header, "sizes", name)).Select(size =>
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw SafeTensors.Bad(name, $"has \"{size}\" among its sizes; numbers above 0 expected.")).ToArray();
        var hidden = Split(Text(header, "hidden", name)).Select(activation =>
            new[] { Activation.Sigmoid, Activation.Tanh, Activation.ReLU }.FirstOrDefault(known => known.Name == activation)
            ?? throw SafeTensors.Bad(name, $"has the activation \"{activation}\"; sigmoid, tanh and ReLU are known.")).ToArray();
        var output = Text(header, "output", name);
        if (sizes.Length != hidden.Length + 2)
        {
            throw SafeTensors.Bad(name, $"has {sizes.Length} sizes for {hidden.Length} hidden activations; {hidden.Length + 2} expected.");
        }

        try
        {
            // The names are as many as the header really has, so that a size which only claims to be large takes no memory.
            var names = JsonSerializer.Deserialize(Text(header, "class_names", name), TextArray.Default.StringArray) ?? [];
            names = sizes[^1] == 1 && names is [var only] ? OfOldFile(only) : names;
            var classCount = Math.Max(2, sizes[^1]);
            if (names.Length != classCount)
            {
                throw SafeTensors.Bad(
                    name,
                    $"has {Guard.Count(names.Length, "class name")} for {Guard.Count(classCount, "class")} of {Guard.Count(sizes[^1], "output")}.");
            }

            var builder = Architecture.Of(sizes[0]);
            for (var l = 0; l < hidden.Length; l++)
            {
                builder = builder.Hidden(sizes[l + 1], hidden[l]);
            }

            var architecture = output == Output.Softmax.Name ? builder.Softmax(sizes[^1])
                : output == Output.Sigmoid.Name ? builder.Sigmoid(sizes[^1])
                : throw SafeTensors.Bad(name, $"has the output \"{output}\"; sigmoid and softmax are known.");
            architecture = architecture.WithClassNames(names);
            return header.Metadata.TryGetValue(Key("thresholds"), out var thresholds)
                ? WithThresholds(architecture, thresholds, name)
                : architecture;
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            // The parameter is one of a method that the caller did not call.
            var problem = exception is ArgumentException { ParamName: { } parameter }
                ? exception.Message.Split('\n', '\r')[0].Replace(new ArgumentException("", parameter).Message, "", StringComparison.Ordinal)
                : $"of its class names, {SafeTensors.Problem(exception)}.";
            throw SafeTensors.Bad(name, $"describes an impossible model: {problem}", exception);
        }
    }

    public static ModelFileMetadata ReadMetadata(SafeTensors.Header header, string name)
    {
        var text = Text(header, "input_divisor", name);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var divisor) && divisor > 0 && double.IsFinite(divisor)
            ? new ModelFileMetadata
            {
                InputDivisor = divisor,
                Entries = header.Metadata.Where(entry => !entry.Key.StartsWith(ModelFileMetadata.Prefix, StringComparison.Ordinal)).ToDictionary(),
            }
            : throw SafeTensors.Bad(name, $"divides inputs by \"{text}\"; a finite number above 0 expected.");
    }

    private static string Names(IEnumerable<string> names)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var name in names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static Architecture WithThresholds(Architecture architecture, string text, string name)
    {
        if (architecture.Output.IsSoftmax)
        {
            throw SafeTensors.Bad(name, "has thresholds for a softmax, which has none.");
        }

        return architecture.WithThresholds([.. Split(text).Select(threshold =>
            double.TryParse(threshold, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw SafeTensors.Bad(name, $"has \"{threshold}\" among its thresholds; numbers from 0 to 1 expected."))]);
    }

    /// <summary>Version 0.1 had one name for a single sigmoid output, that of the positive class, and "0" where nobody gave one.</summary>
    private static string[] OfOldFile(string name) => name == "0" ? Architecture.DefaultNames(1) : [$"not {name}", name];

    private static string[] Split(string text) => text.Length == 0 ? [] : text.Split(',');
}

/// <summary>Class names as JSON, without reflection.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class TextArray : JsonSerializerContext;
