namespace Perceptron;

/// <summary>What a metric is computed from: a classifier that was trained on the other rows of a fold, and those that were held out.</summary>
public sealed class HeldOutResult
{
    internal HeldOutResult(Classifier classifier, Table table, Dataset<double> data, Evaluation evaluation) =>
        (Classifier, Table, Data, Evaluation) = (classifier, table, data, evaluation);

    /// <summary>The classifier, whose encoder too knows only the rows that it was trained on.</summary>
    public Classifier Classifier { get; }

    /// <summary>The rows that were held out.</summary>
    public Table Table { get; }

    /// <summary>The same rows as the inputs of the model, with their answers.</summary>
    public Dataset<double> Data { get; }

    /// <summary>The evaluation on these rows: to the last bit that of <see cref="Classifier.Evaluate(Table, ComputeOptions)"/>.</summary>
    public Evaluation Evaluation { get; }

    /// <summary>The main numbers, as those of the evaluation.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Evaluation.ToString();
}
