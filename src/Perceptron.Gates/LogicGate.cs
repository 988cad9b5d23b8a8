using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>The logic gates, each with its truth table as a dataset and a model with weights chosen by hand.</summary>
/// <remarks>There are only these six values; compare them by <c>==</c>.</remarks>
public sealed class LogicGate
{
    private LogicGate(string name, string[] outputNames, Dataset<double> dataset, Model<double> textbook)
    {
        Name = name;
        OutputNames = new ReadOnlyCollection<string>(outputNames);
        Dataset = dataset;
        Textbook = textbook;
    }

    /// <summary>1 if the input is 0.</summary>
    public static LogicGate Not { get; } =
        new("NOT", ["NOT"], Perceptron.Dataset.Binary(new double[,] { { 0 }, { 1 } }, [1, 0]), Model.Neuron([-0.4], 0.2));

    /// <summary>1 if at least one of two inputs is 1.</summary>
    public static LogicGate Or { get; } = Binary("OR", [0, 1, 1, 1], Model.Neuron([0.4, 0.4], -0.4));

    /// <summary>1 if both of two inputs are 1.</summary>
    public static LogicGate And { get; } = Binary("AND", [0, 0, 0, 1], Model.Neuron([0.4, 0.4], -0.8));

    /// <summary>0 if both of two inputs are 1.</summary>
    public static LogicGate Nand { get; } = Binary("NAND", [1, 1, 1, 0], Model.Neuron([-0.4, -0.4], 0.6));

    /// <summary>1 if exactly one of two inputs is 1. A single neuron cannot compute it.</summary>
    public static LogicGate Xor { get; } = Binary(
        "XOR",
        [0, 1, 1, 0],
        Model.Of(
            Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1),
            Layer.Of(new double[,] { { 10, -10 }, { 10, -10 } }, [-5, 15]),
            Layer.Of(new double[,] { { 10 }, { 10 } }, [-15])));

    /// <summary>OR and AND of the same two inputs, as two outputs: classes that don't exclude each other.</summary>
    public static LogicGate OrAnd { get; } = new(
        "OR and AND",
        ["OR", "AND"],
        Perceptron.Dataset.MultiLabel(FourInputs(), new double[,] { { 0, 0 }, { 1, 0 }, { 1, 0 }, { 1, 1 } }).WithClassNames("OR", "AND"),
        Model.Of(
            Architecture.Of(2).Sigmoid(2).WithClassNames("OR", "AND"),
            Layer.Of(new double[,] { { 0.4, 0.4 }, { 0.4, 0.4 } }, [-0.4, -0.8])));

    /// <summary>The five gates of one output, in the order NOT, OR, AND, NAND, XOR.</summary>
    public static IReadOnlyList<LogicGate> All { get; } = new ReadOnlyCollection<LogicGate>([Not, Or, And, Nand, Xor]);

    /// <summary>
    /// The part of <see cref="OrAnd"/> that a softmax can learn: 01 and 10 are OR, and 11 is OR and AND equally, ½ and ½. The
    /// classes of a softmax are mutually exclusive, and the probabilities of a row sum to one. So the row 00, which is neither, is
    /// left out: its term of the cross entropy, $-\sum_j y_j \log f_j(x)$ with every $y_j = 0$, would be 0 for every f.
    /// </summary>
    public static Dataset<double> OrAndForSoftmax { get; } = Perceptron.Dataset
        .Exclusive(new double[,] { { 0, 1 }, { 1, 0 }, { 1, 1 } }, new double[,] { { 1, 0 }, { 1, 0 }, { 0.5, 0.5 } })
        .WithClassNames("OR", "AND");

    /// <summary>The name, in capitals.</summary>
    public string Name { get; }

    /// <summary>The number of inputs: 1 for NOT, 2 for all others.</summary>
    public int InputCount => Dataset.InputCount;

    /// <summary>The name of each output.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>The truth table: its rows in the order 00, 01, 10, 11 (or 0, 1), with a target for each output.</summary>
    public Dataset<double> Dataset { get; }

    /// <summary>
    /// A model with weights chosen by hand, not learned: one neuron, and for XOR f2(f1(x)), where h1 is OR, h2 is NAND, and the
    /// output is their AND.
    /// </summary>
    /// <remarks>
    /// OR is σ(0.4 x1 + 0.4 x2 − 0.4), AND is σ(0.4 x1 + 0.4 x2 − 0.8); both pass through 0.5, which counts as 1. NAND is
    /// σ(−0.4 x1 − 0.4 x2 + 0.6) and NOT is σ(−0.4 x1 + 0.2).
    /// </remarks>
    public Model<double> Textbook { get; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static LogicGate Binary(string name, int[] targets, Model<double> textbook) =>
        new(name, [name], Perceptron.Dataset.Binary(FourInputs(), targets), textbook);

    private static double[,] FourInputs() => new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
}
