using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>A model's prediction for each row of a small dataset, beside the target.</summary>
public sealed class TruthTable
{
    private TruthTable(TruthTableRow[] rows, double loss)
    {
        Rows = new ReadOnlyCollection<TruthTableRow>(rows);
        Loss = loss;
    }

    /// <summary>The rows, in the order of the data.</summary>
    public IReadOnlyList<TruthTableRow> Rows { get; }

    /// <summary>The mean loss over all rows, in nats.</summary>
    public double Loss { get; }

    /// <summary>Whether every rounded f(x) equals its target.</summary>
    public bool IsCorrect => Rows.All(row => row.IsCorrect);

    /// <summary>Computes the predictions and the loss of every row.</summary>
    /// <param name="model">A model.</param>
    /// <param name="data">Its observations, with independent classes for a sigmoid and exclusive ones for a softmax.</param>
    /// <returns>A row for each observation.</returns>
    /// <exception cref="ArgumentException">The shapes of model and data differ.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    public static TruthTable Compute(Model<double> model, Dataset<double> data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var loss = model.Loss(data);
        return new([.. Enumerable.Range(0, data.Count).Select(row => TruthTableRow.Of(model, data, row))], loss);
    }

    /// <summary>The number of correct rows and the loss, as "4 of 4 rows correct, loss 0.002".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Rows.Count(row => row.IsCorrect)} of {Pluralize.Count(Rows.Count, "row")} correct, loss {Loss:G4}");
}
