using System.Globalization;
using Perceptron.Support;

namespace Perceptron.Tables;

/// <summary>What training by a table and by a source have in common: the start, the loss, and what is told at the end.</summary>
internal static class TrainingPlan
{
    private static void Require(Schema schema, ClassifierOptions options, string optionsName)
    {
        if (options.Patience is not null && options.Optimizer is null)
        {
            throw new ArgumentException("Patience is for an optimizer, such as new Adam(0.001); L-BFGS goes to the optimum.", optionsName);
        }

        if (options.BatchSize is not null && options.Optimizer is null)
        {
            throw new ArgumentException("Batches are for an optimizer, such as new Adam(0.001); L-BFGS takes all rows at a time.", optionsName);
        }

        if (options.BalancedClasses && schema.Labels.Count > 1)
        {
            throw new ArgumentException("Several labels have no classes to balance.", optionsName);
        }

        if (options.WeightColumn is { } weights
            && (schema.Labels.Contains(weights, StringComparer.Ordinal) || schema.Columns.Any(column => column.Name == weights && column.Column.KindOf != ColumnKind.Ignored)))
        {
            throw new ArgumentException($"The column of weights, \"{CsvText.Shown(weights)}\", is an input or the label too; ignore it in the schema.", optionsName);
        }
    }

    /// <summary>The encoder of an earlier classifier, or one for what the columns are found to be; the rows are gone through once.</summary>
    public static TableEncoder InferredEncoder(TableSource source, string label, ClassifierOptions options, string argument, string optionsName)
    {
        if (options.From is { } from)
        {
            return from.Schema.Labels is [var one] && one == label
                ? Encoder(source, from.Schema, options, argument, optionsName)
                : throw new ArgumentException($"The classifier to start from tells \"{CsvText.Shown(from.Schema.Labels[0])}\", not \"{CsvText.Shown(label)}\".", optionsName);
        }

        var summary = TableSummary.Of(source, Schema.CheckedLabels([label], nameof(label)), null, argument, options.Compute);
        var schema = Inference.Of(summary, argument);
        if (options.WeightColumn is { } weights && schema.ColumnNames.Contains(weights, StringComparer.Ordinal))
        {
            schema = schema.With(weights, Column.Ignored);
        }

        Require(schema, options, optionsName);
        return EncoderBuilding.Of(
            summary, schema, [.. schema.Columns.Select(_ => Array.Empty<MedianSearch>())], options.Positive, optionsName, message => new ArgumentException(message, argument));
    }

    /// <summary>The encoder of an earlier classifier, if the schema is its own too, or a new one.</summary>
    public static TableEncoder Encoder(TableSource source, Schema schema, ClassifierOptions options, string argument, string optionsName)
    {
        Require(schema, options, optionsName);
        if (options.From is { } from && ReferenceEquals(from.Schema, schema))
        {
            return from.Encoder;
        }

        var encoder = EncoderFit.Fit(source, schema, options.Positive, optionsName, argument, options.Compute);
        if (options.From is { } earlier && !(earlier.Encoder.FeatureNames.SequenceEqual(encoder.FeatureNames) && earlier.ClassNames.SequenceEqual(encoder.ClassNames)))
        {
            throw new ArgumentException("The classifier to start from has other inputs or classes; give its own schema, or the label alone.", optionsName);
        }

        return encoder;
    }

    /// <summary>The model that training starts from.</summary>
    public static Model<double> Start(TableEncoder encoder, ClassifierOptions options)
    {
        if (options.From is { } from)
        {
            return from.Model;
        }

        var builder = Architecture.Of(encoder.InputCount);
        var activation = options.Activation ?? Activation.ReLU;
        foreach (var neurons in options.Hidden)
        {
            builder = builder.Hidden(neurons, activation);
        }

        var labels = encoder.Labels;
        var architecture = (labels.IsBinary || labels.AreIndependent ? builder.Sigmoid(labels.OutputCount) : builder.Softmax(labels.OutputCount)).WithClassNames(encoder.ClassNames);
        return options.Hidden.Count == 0 ? Model.Zeros<double>(architecture)
            : activation.Equals(Activation.ReLU) ? Model.He<double>(architecture, options.Seed)
            : Model.Glorot<double>(architecture, options.Seed);
    }

    /// <summary>Penalty and weights of classes.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="options">The options.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="weight">The sum of their weights, times those of their classes.</param>
    /// <param name="classWeights">The weights of the classes, or null.</param>
    public static LossOptions Loss(LabelEncoder labels, ClassifierOptions options, long rows, double weight, double[]? classWeights)
    {
        var divisor = labels.IsBinary ? rows : labels.AreIndependent ? (double)rows * labels.OutputCount : weight;
        var l2 = options.L2 ?? 1 / divisor;
        var loss = new LossOptions { L2 = l2 == 0 ? null : l2 };
        return classWeights is null ? loss : loss.WithClassWeights(classWeights);
    }

    /// <summary>n / (k nᵢ) for each of k classes with nᵢ of n rows; null where none is asked for.</summary>
    public static double[]? ClassWeights(ClassifierOptions options, long[] counts, string optionsName)
    {
        if (!options.BalancedClasses)
        {
            return null;
        }

        var rows = (double)counts.Sum();
        return Array.IndexOf(counts, 0L) is >= 0 and var empty
            ? throw new ArgumentException($"Class {empty} has no row, and so no weight that balances it.", optionsName)
            : [.. counts.Select(count => rows / (counts.Length * (double)count))];
    }

    /// <summary>How many rows each class has; of independent classes none are counted.</summary>
    public static void Count(LabelEncoder labels, Targets<double> targets, long[] counts)
    {
        for (var row = 0; !labels.AreIndependent && row < targets.Count; row++)
        {
            counts[targets.ClassOf(row)]++;
        }
    }

    /// <summary>The weights of rows, or null.</summary>
    public static double[]? RowWeights(Table table, ClassifierOptions options, string argument)
    {
        if (options.WeightColumn is not { } name)
        {
            return null;
        }

        var cells = table.Column(name, argument);
        var place = new CellPlace(table, name, argument);
        var weights = new double[table.Count];
        for (var row = 0; row < weights.Length; row++)
        {
            weights[row] = cells.IsGap(row) ? throw place.Gap(row, "each row needs its weight") : place.Number(cells, row);
            if (weights[row] < 0)
            {
                throw place.Bad(row, cells.Text(row), "is a weight below 0");
            }
        }

        return weights;
    }

    public static Lbfgs Lbfgs(ClassifierOptions options, Model<double> start) => options.Lbfgs
        ?? (start.Layers.Count == 1 ? new Lbfgs { GradientTolerance = 1e-9, MaxIterations = 10_000 } : new Lbfgs());

    public static IEnumerable<string> Notes(TableEncoder encoder, ClassifierOptions options, string end)
    {
        foreach (var note in encoder.Schema.Notes)
        {
            yield return note;
        }

        if (encoder.Labels.IsBinary && options.Positive is null)
        {
            yield return $"The positive answer is \"{CsvText.Shown(encoder.ClassNames[1])}\", the later of the two; set Positive for the other.";
        }

        yield return end;
    }

    public static string End(Minimum minimum) => string.Create(
        CultureInfo.InvariantCulture,
        $"L-BFGS: {minimum.StopReason} after {Guard.Count(minimum.Iterations, "step")}, loss {Guard.Short(minimum.Loss)}, largest slope {Guard.Short(minimum.GradientMaxNorm)}.");
}
