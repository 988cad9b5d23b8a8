using System.Text;
using System.Text.Json;
using Perceptron.Serialization;
using Perceptron.Support;

namespace Perceptron.Tables;

/// <summary>What a classifier file says of the columns, in JSON.</summary>
internal static class SchemaText
{
    public const int MaximalBytes = 1_000_000;

    private const int Version = 1;

    /// <summary>The schema of an encoder.</summary>
    public static string Of(TableEncoder encoder)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            Texts(json, "labels", encoder.Schema.Labels);
            json.WriteStartArray("columns");
            var encoders = encoder.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
            foreach (var column in encoder.Schema.Columns)
            {
                Write(json, column, encoders.GetValueOrDefault(column.Name));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.Length <= MaximalBytes
            ? Encoding.UTF8.GetString(buffer.ToArray())
            : throw new ArgumentException($"The schema of {encoder.Schema.Columns.Count} columns takes {Guard.Text(buffer.Length)} bytes; {MaximalBytes} is the most that a file has.");
    }

    /// <summary>Reads a schema, which may say anything.</summary>
    public static (Schema Schema, SavedColumn[] Columns) Read(string text, string name)
    {
        if (text.Length > MaximalBytes)
        {
            throw SafeTensors.Bad(name, $"has a schema of {text.Length} characters; {MaximalBytes} bytes is the most.");
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 5 });
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt32();
            if (version != Version)
            {
                throw SafeTensors.Bad(name, $"has a schema of version {Guard.Text(version)}; this library reads {Version}.");
            }

            string[] labels = [.. root.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
            SavedColumn[] columns = [.. root.GetProperty("columns").EnumerateArray().Select(column => ReadColumn(column, name))];
            var known = new HashSet<string>(labels, StringComparer.Ordinal);
            if (labels.Length == 0 || labels.Any(string.IsNullOrEmpty) || known.Count < labels.Length || columns.FirstOrDefault(column => !known.Add(column.Name)) is not null)
            {
                throw SafeTensors.Bad(name, "has a schema in which a column is there twice, or without a label.");
            }

            return (new Schema(labels, [.. columns.Select(column => new SchemaColumn(column.Name, column.Column, column.Reason))], []), columns);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            var problem = exception is ArgumentException argument ? argument.Message.Split('\n', '\r')[0]
                : exception is KeyNotFoundException ? "it lacks a property" : SafeTensors.Problem(exception);
            throw SafeTensors.Bad(name, $"has a damaged schema: {problem}.", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, SchemaColumn named, ColumnEncoder? encoder)
    {
        var column = named.Column;
        json.WriteStartObject();
        json.WriteString("name", named.Name);
        json.WriteString("kind", column.Kind);
        json.WriteString("reason", named.Reason);
        if (encoder is not null)
        {
            json.WriteString("gaps", Rule(column.Gaps.Rule));
            json.WriteBoolean("indicator", column.Gaps.HasIndicator);
            json.WriteNumber("training_gaps", encoder.TrainingGaps);
            if (column.Gaps.Text is { } constant)
            {
                json.WriteString("constant", constant);
            }
        }

        switch (encoder)
        {
            case NumberEncoder:
                json.WriteString("scaling", Scaled(column.Scaling));
                break;
            case BooleanEncoder boolean:
                json.WriteBoolean("fill", boolean.Fill);
                break;
            case CategoryEncoder category:
                json.WriteNumber("min_count", column.MinCount);
                json.WriteString("unseen", Seen(column.Unseen));
                json.WriteNumber("levels", category.Levels.Count);
                if (category.Fill is not null)
                {
                    json.WriteString("fill", category.Fill);
                }

                break;
        }

        json.WriteEndObject();
    }

    private static SavedColumn ReadColumn(JsonElement json, string name)
    {
        var column = json.GetProperty("name").GetString();
        var kind = json.GetProperty("kind").GetString();
        if (string.IsNullOrEmpty(column))
        {
            throw SafeTensors.Bad(name, "has a column without a name.");
        }

        var reason = json.GetProperty("reason").GetString() ?? "";
        if (kind == Column.Name(ColumnKind.Ignored))
        {
            return new(column, Column.Ignored, reason);
        }

        var gaps = Gaps.Of(
            One<GapRule>(json, "gaps", Rule, name), json.TryGetProperty("constant", out var constant) ? constant.GetString() : null, json.GetProperty("indicator").GetBoolean());
        if (gaps.Rule == GapRule.Constant && string.IsNullOrEmpty(gaps.Text))
        {
            throw SafeTensors.Bad(name, $"fills gaps of the column \"{CsvText.Shown(column)}\" by a constant, and has none.");
        }

        var trainingGaps = json.GetProperty("training_gaps").GetInt64();
        return kind switch
        {
            "number" => new(column, Column.Number(One<Scaling>(json, "scaling", Scaled, name), gaps), reason) { TrainingGaps = trainingGaps },
            "date" => new(column, Column.Date(gaps), reason) { TrainingGaps = trainingGaps },
            "boolean" => new(column, Column.Boolean(gaps), reason) { TrainingGaps = trainingGaps, IsFilledByYes = json.GetProperty("fill").GetBoolean() },
            "category" => new(column, Column.Category(json.GetProperty("min_count").GetInt32(), One<Unseen>(json, "unseen", Seen, name), gaps), reason)
            {
                TrainingGaps = trainingGaps,
                LevelCount = json.GetProperty("levels").GetInt32() is var count && count >= 0 ? count : throw SafeTensors.Bad(name, $"has a column with {Guard.Text(count)} levels."),
                Fill = json.TryGetProperty("fill", out var fill) ? fill.GetString() : null,
            },
            _ => throw SafeTensors.Bad(name, $"has a column of the kind \"{CsvText.Shown(kind)}\", which this library doesn't know; a newer one may."),
        };
    }

    /// <summary>The value of an enumeration that has this name.</summary>
    private static TEnum One<TEnum>(JsonElement json, string property, Func<TEnum, string> text, string name)
        where TEnum : struct, Enum
    {
        var given = json.GetProperty(property).GetString();
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (text(value) == given)
            {
                return value;
            }
        }

        throw SafeTensors.Bad(name, $"has \"{CsvText.Shown(given)}\" for {property}, which this library doesn't know; a newer one may.");
    }

    private static string Rule(GapRule rule) => rule switch
    {
        GapRule.Refused => "refused",
        GapRule.Zeros => "zeros",
        GapRule.Mean => "mean",
        GapRule.Median => "median",
        GapRule.MostFrequent => "most_frequent",
        _ => "constant",
    };

    private static string Scaled(Scaling scaling) => scaling switch
    {
        Scaling.Standardized => "standardized",
        Scaling.UnitInterval => "unit_interval",
        _ => "none",
    };

    private static string Seen(Unseen unseen) => unseen switch
    {
        Unseen.Zeros => "zeros",
        Unseen.Other => "other",
        _ => "refused",
    };

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
