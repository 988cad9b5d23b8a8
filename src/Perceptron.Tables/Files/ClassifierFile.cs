using Perceptron.Serialization;
using Perceptron.Support;

namespace Perceptron.Tables;

/// <summary>Writes and reads classifiers. Reading trusts nothing: all that a file says is held against what it has, before memory is taken.</summary>
internal static class ClassifierFile
{
    private const string SchemaKey = "schema";

    public static void Write(Classifier classifier, Stream stream)
    {
        var (encoder, model) = (classifier.Encoder, classifier.Model);
        RequireText(encoder);
        var texts = ModelFileText.Of(model.Architecture, new ModelFileMetadata(), problem => new ArgumentException(problem));
        texts[ModelFileText.Key("format")] = ModelFileText.ClassifierFormat;
        texts[ModelFileText.Key(SchemaKey)] = SchemaText.Of(encoder);
        double[] numbers = [.. encoder.Columns.SelectMany(EncoderTensors.NumbersOf)];
        byte[][] levels = [.. encoder.Columns.OfType<CategoryEncoder>().SelectMany(column => column.Levels).Select(EncoderTensors.Bytes)];
        SafeTensors.Tensor[] layers = [.. TensorData.Of<double>(model.Architecture)];
        SafeTensors.WriteHeader(
            stream, texts, layers.Concat(EncoderTensors.Of(numbers.Length, levels.Length, levels.Sum(level => (long)level.Length), layers[^1].End)), problem => new ArgumentException(problem));
        TensorData.Write<double>(stream, model.Parameters);
        TensorData.Write<double>(stream, numbers);
        EncoderTensors.WriteEnds(stream, levels);
        foreach (var level in levels)
        {
            stream.Write(level);
        }
    }

    public static Classifier Read(Stream stream, string name)
    {
        if (!stream.CanSeek)
        {
            using var copy = SafeTensors.Copy(stream, name);
            return Read(copy, name);
        }

        var header = SafeTensors.ReadHeader(stream, name);
        var start = stream.Position;
        var format = ModelFileText.Text(header, "format", name);
        if (format != ModelFileText.ClassifierFormat)
        {
            throw SafeTensors.Bad(name, format == ModelFileText.Format ? "is a model without an encoder; load it by ModelFile.Load."
                : format == ModelFileText.EpochFormat ? "is an epoch of a training; load it by Epoch.Load."
                : $"has format \"{CsvText.Shown(format)}\"; this library reads \"{ModelFileText.ClassifierFormat}\".");
        }

        var architecture = ModelFileText.ReadArchitecture(header, name);
        var (schema, columns) = SchemaText.Read(ModelFileText.Text(header, SchemaKey, name), name);
        RequireTensors(header, architecture, columns, name);
        var numbers = new double[columns.Sum(column => EncoderTensors.NumberCount(column.Column.KindOf))];
        TensorData.Read<double>(stream, start, header.Tensors[EncoderTensors.Statistics], numbers, name);
        var encoder = new TableEncoder(schema, Labels(schema, architecture, name), Columns(columns, numbers, EncoderTensors.ReadLevels(stream, start, header, name), name));
        if (encoder.InputCount != architecture.InputCount)
        {
            throw SafeTensors.Bad(name, $"has a model of {Guard.Count(architecture.InputCount, "input")} for columns that become {encoder.InputCount}.");
        }

        var parameters = TensorData.ReadParameters<double>(stream, start, header, architecture, "", name);
        stream.Position = stream.Length;
        return new Classifier(encoder, new Model<double>(architecture, parameters), []);
    }

    private static void RequireText(TableEncoder encoder)
    {
        var names = encoder.Schema.Columns.SelectMany(column => new[] { column.Name, column.Reason, column.Column.Gaps.Text ?? "" }).Concat(encoder.Schema.Labels)
            .Concat(encoder.Columns.OfType<CategoryEncoder>().SelectMany(column => column.Levels));
        if (names.FirstOrDefault(text => !Utf16.IsValid(text)) is { } half)
        {
            throw new ArgumentException($"\"{CsvText.Shown(half)}\" is not valid Unicode, and can't be saved: it has half of a surrogate pair.");
        }
    }

    /// <summary>Compares the tensors with what the header and the schema tell, before memory is taken for them.</summary>
    private static void RequireTensors(SafeTensors.Header header, Architecture architecture, SavedColumn[] columns, string name)
    {
        var levels = columns.Sum(column => (long)column.LevelCount);
        if (levels > header.DataLength / 8)
        {
            throw SafeTensors.Bad(name, $"tells of {Guard.Text(levels)} levels, more than it has bytes for.");
        }

        var bytes = header.Tensors.TryGetValue(EncoderTensors.Levels, out var texts) ? texts.End - texts.Begin : 0;
        SafeTensors.Tensor[] layers = [.. TensorData.Of<double>(architecture)];
        var others = EncoderTensors.Of(columns.Sum(column => EncoderTensors.NumberCount(column.Column.KindOf)), (int)levels, bytes, layers[^1].End);
        SafeTensors.Tensor[] expected = [.. layers, .. others];
        foreach (var tensor in expected)
        {
            TensorData.Require(header, tensor, "this classifier", name);
        }

        if (header.Tensors.Count != expected.Length)
        {
            throw SafeTensors.Bad(name, $"has {header.Tensors.Count} tensors; a classifier of this schema has {expected.Length}.");
        }
    }

    private static LabelEncoder Labels(Schema schema, Architecture architecture, string name)
    {
        var labels = new LabelEncoder(schema.Labels, architecture.ClassNames);
        var fits = labels.AreIndependent
            ? !architecture.Output.IsSoftmax && architecture.ClassNames.SequenceEqual(schema.Labels, StringComparer.Ordinal) && architecture.OutputCount == schema.Labels.Count
            : architecture.OutputCount == labels.OutputCount && architecture.Output.IsSoftmax != labels.IsBinary;
        return fits ? labels : throw SafeTensors.Bad(name, $"has {Guard.Count(architecture.OutputCount, "output")} of {architecture.Output.Name}, which don't fit its labels {new ColumnNames(schema.Labels)}.");
    }

    private static ColumnEncoder[] Columns(SavedColumn[] columns, double[] numbers, string[] levels, string name)
    {
        var encoders = new List<ColumnEncoder>();
        var (numberAt, levelAt) = (0, 0);
        foreach (var column in columns)
        {
            var count = EncoderTensors.NumberCount(column.Column.KindOf);
            var own = numbers.AsSpan(numberAt, count);
            string[] texts = levels[levelAt..(levelAt + column.LevelCount)];
            numberAt += count;
            levelAt += column.LevelCount;
            if (texts.Distinct(StringComparer.Ordinal).Count() < texts.Length)
            {
                throw SafeTensors.Bad(name, $"has a level of the column \"{CsvText.Shown(column.Name)}\" twice.");
            }

            switch (column.Column.KindOf)
            {
                case ColumnKind.Number:
                    encoders.Add(new NumberEncoder(column.Name, column.Column, column.TrainingGaps, EncoderTensors.Scale(own, column.Name, name)));
                    break;
                case ColumnKind.Date:
                    var parts = new NumberScale[DateText.Parts.Count];
                    for (var part = 0; part < parts.Length; part++)
                    {
                        parts[part] = EncoderTensors.Scale(own.Slice(part * NumberScale.Length, NumberScale.Length), column.Name, name);
                    }

                    encoders.Add(new DateEncoder(column.Name, column.Column, column.TrainingGaps, parts));
                    break;
                case ColumnKind.Boolean:
                    encoders.Add(new BooleanEncoder(column.Name, column.Column, column.TrainingGaps, column.IsFilledByYes));
                    break;
                case ColumnKind.Category:
                    encoders.Add(new CategoryEncoder(column.Name, column.Column, column.TrainingGaps, texts, column.Fill));
                    break;
            }
        }

        return [.. encoders];
    }
}
