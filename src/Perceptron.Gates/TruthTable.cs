using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>What a model makes of each row of a small dataset, beside what it should.</summary>
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

    /// <summary>Whether every f(x), rounded, is its target.</summary>
    public bool IsCorrect => Rows.All(row => row.IsCorrect);

    /// <summary>Looks at every row of the data.</summary>
    /// <param name="model">A model.</param>
    /// <param name="data">Its observations, with independent classes for a sigmoid and exclusive ones for a softmax.</param>
    /// <returns>A row for each.</returns>
    /// <exception cref="ArgumentException">The shapes of model and data differ.</exception>
    public static TruthTable Compute(Model<double> model, Dataset<double> data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var loss = model.Loss(data);
        return new([.. Enumerable.Range(0, data.Count).Select(row => TruthTableRow.Of(model, data, row))], loss);
    }

    /// <summary>How much of it is right, as "4 of 4 rows right, loss 0.002".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Rows.Count(row => row.IsCorrect)} of {Pluralize.Count(Rows.Count, "row")} right, loss {Loss:G4}");
}
