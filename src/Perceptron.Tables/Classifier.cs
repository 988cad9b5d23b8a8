using System.Collections.ObjectModel;
using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>From a raw row to a named answer: an encoder and a model, which are trained, used and saved together. It never changes; any number of threads may use it.</summary>
public sealed partial class Classifier
{
    internal Classifier(TableEncoder encoder, Model<double> model, IReadOnlyList<string> notes)
    {
        Encoder = encoder;
        Model = model;
        Notes = new ReadOnlyCollection<string>([.. notes]);
    }

    /// <summary>From the cells of a row to the inputs of the model.</summary>
    public TableEncoder Encoder { get; }

    /// <summary>From the inputs to the classes. Names and thresholds of the classes are its own.</summary>
    public Model<double> Model { get; }

    /// <summary>What the columns are.</summary>
    public Schema Schema => Encoder.Schema;

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames => Model.ClassNames;

    /// <summary>What was noticed in training that a person may want to know: which answer is the positive one, why the training stopped. Empty after loading.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>A classifier from an encoder and a model that was trained on what it encodes.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="model">The model: one sigmoid output for two classes, a softmax for more, a sigmoid output for each of several labels.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The model has other inputs, outputs or class names than the encoder.</exception>
    public static Classifier Of(TableEncoder encoder, Model<double> model)
    {
        Guard.NotNull(encoder, nameof(encoder));
        Guard.NotNull(model, nameof(model));
        if (model.InputCount != encoder.InputCount)
        {
            throw new ArgumentException($"The model has {Guard.Count(model.InputCount, "input")}; the encoder gives {encoder.InputCount}.", nameof(model));
        }

        var needed = encoder.Labels.IsBinary || encoder.Labels.AreIndependent ? Output.Sigmoid : Output.Softmax;
        if (!model.Architecture.Output.Equals(needed) || model.OutputCount != encoder.Labels.OutputCount)
        {
            throw new ArgumentException(
                $"The model has {Guard.Count(model.OutputCount, "output")} of {model.Architecture.Output.Name}; the classes {new ColumnNames(encoder.ClassNames)} need {encoder.Labels.OutputCount} of {needed.Name}.", nameof(model));
        }

        return model.ClassNames.SequenceEqual(encoder.ClassNames, StringComparer.Ordinal)
            ? new Classifier(encoder, model, [])
            : throw new ArgumentException($"The model has the classes {new ColumnNames(model.ClassNames)}; the encoder has {new ColumnNames(encoder.ClassNames)}.", nameof(model));
    }

    /// <summary>The same classifier with another threshold of its single sigmoid output.</summary>
    /// <param name="threshold">The positive class is predicted where its probability is at least this; from 0 to 1.</param>
    /// <returns>Another classifier.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">There are more than two classes, or several labels.</exception>
    public Classifier WithThreshold(double threshold) => new(Encoder, Model.WithThreshold(threshold), Notes);

    /// <summary>The same classifier with another threshold for each label.</summary>
    /// <param name="thresholds">One for each sigmoid output, from 0 to 1.</param>
    /// <returns>Another classifier.</returns>
    /// <exception cref="ArgumentException">The number of thresholds is wrong, or one is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other.</exception>
    public Classifier WithThresholds(params double[] thresholds) => new(Encoder, Model.WithThresholds(thresholds), Notes);

    /// <summary>Columns, inputs and classes, as "survived by 7 columns, 16 inputs: no, yes".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{Schema}, {Guard.Count(Encoder.InputCount, "input")}: {string.Join(", ", ClassNames.Take(3).Select(name => CsvText.Shown(name.Length > 16 ? name[..16] : name)))}{(ClassNames.Count > 3 ? ", …" : "")}";
}
