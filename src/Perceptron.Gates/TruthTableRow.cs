using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>A row of a truth table, from the inputs to the loss.</summary>
public sealed class TruthTableRow
{
    private TruthTableRow(double[] inputs, double[] hidden, double[] logits, double[] predictions, double[] targets, double loss)
    {
        Inputs = new ReadOnlyCollection<double>(inputs);
        Hidden = new ReadOnlyCollection<double>(hidden);
        Logits = new ReadOnlyCollection<double>(logits);
        Predictions = new ReadOnlyCollection<double>(predictions);
        Rounded = new ReadOnlyCollection<int>([.. predictions.Select(prediction => prediction >= 0.5 ? 1 : 0)]);
        Targets = new ReadOnlyCollection<double>(targets);
        Loss = loss;
    }

    /// <summary>x.</summary>
    public IReadOnlyList<double> Inputs { get; }

    /// <summary>h, the output of the last hidden layer; empty if there is no hidden layer.</summary>
    public IReadOnlyList<double> Hidden { get; }

    /// <summary>The logits, one for each output.</summary>
    public IReadOnlyList<double> Logits { get; }

    /// <summary>f(x), one for each output.</summary>
    public IReadOnlyList<double> Predictions { get; }

    /// <summary>f(x) rounded: 1 if f(x) ≥ 0.5, else 0.</summary>
    public IReadOnlyList<int> Rounded { get; }

    /// <summary>The targets, one for each output.</summary>
    public IReadOnlyList<double> Targets { get; }

    /// <summary>The row's own loss, in nats: the mean over the outputs of a sigmoid, the cross entropy of a softmax.</summary>
    public double Loss { get; }

    /// <summary>Whether the rounded f(x) equals the target at every output.</summary>
    public bool IsCorrect => Rounded.Zip(Targets, (rounded, target) => rounded == target).All(same => same);

    /// <summary>x, f(x) and target, as "0 1: 0.998 for 1".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Join(Inputs, "G3")}: {Join(Predictions, "G3")} for {Join(Targets, "G3")}");

    internal static TruthTableRow Of(Model<double> model, Dataset<double> data, int row)
    {
        var x = data.Rows.Row(row);
        var activations = model.Activations(x);
        if (Array.Exists(activations[^1], double.IsNaN))
        {
            throw new NotFiniteNumberException(
                FormattableString.Invariant($"The prediction of row {row} is not a number, since a sum of the model overflows; it can't be rounded to 0 or 1."));
        }

        return new(
            x,
            activations.Length > 1 ? activations[^2] : [],
            model.Logits(x),
            activations[^1],
            [.. Enumerable.Range(0, data.OutputCount).Select(output => data.Targets[row, output])],
            model.Loss(data.Select(row)));
    }

    private static string Join(IEnumerable<double> values, string format) =>
        string.Join(' ', values.Select(value => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture)));
}
