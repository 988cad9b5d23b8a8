namespace Perceptron.Playground.Classifiers;

/// <summary>A row that a person sets column by column, and what a classifier answers to it.</summary>
public sealed class RowForm
{
    public RowForm(Classifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        Classifier = classifier;
        Columns = [.. classifier.Encoder.Columns.Select(FormColumn.Of)];
        Label = TableText.Shown(HasSeveralLabels ? string.Join(", ", classifier.Schema.Labels) : classifier.Schema.Labels[0]);
    }

    public Classifier Classifier { get; }

    /// <summary>The columns that are not ignored, in the order of the schema.</summary>
    public IReadOnlyList<FormColumn> Columns { get; }

    /// <summary>The column with the answers, or several.</summary>
    public string Label { get; }

    public int ClassCount => Classifier.ClassNames.Count;

    /// <summary>Whether there are several labels, with an answer of yes or no each.</summary>
    public bool HasSeveralLabels => Classifier.Schema.Labels.Count > 1;

    /// <summary>The name of the positive class and its threshold, where there is one that is not ½.</summary>
    public (string Name, double Threshold)? Threshold => !HasSeveralLabels && Classifier.Model.OutputCount == 1 && Classifier.Model.Thresholds[0] != 0.5
        ? (TableText.Shown(Classifier.ClassNames[1]), Classifier.Model.Thresholds[0])
        : null;

    /// <exception cref="InvalidDataException">The file is no classifier, or is damaged.</exception>
    public static RowForm Read(Stream stream, string name) => new(Classifier.Read(stream, name));

    /// <summary>The row as it is set.</summary>
    public Row ToRow() => Row.FromPairs(Columns.Select(column => KeyValuePair.Create(column.Name, column.Cell)));

    /// <summary>
    /// What the classifier answers to the row: the classes from the most probable on, or the labels in their order. Null where it has no
    /// answer, such as to a number that is too far away to be scaled.
    /// </summary>
    public AnswerLine[]? Answer()
    {
        try
        {
            if (HasSeveralLabels)
            {
                return [.. Classifier.PredictLabels(ToRow()).Select((label, i) => new AnswerLine(i, label.Name, label.Probability, label.IsPredicted))];
            }

            var answer = Classifier.Predict(ToRow());
            return [.. answer.Ranking.Select(one => new AnswerLine(one.Index, one.Name, one.Probability, one.Index == answer.Index))];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The first columns whose names have a text in them, in any case of letters, and how many there are.</summary>
    public (IReadOnlyList<FormColumn> First, int Count) Find(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = Columns.Where(column => column.Name.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase)).ToArray();
        return (found.Length <= most ? found : found[..most], found.Length);
    }
}
