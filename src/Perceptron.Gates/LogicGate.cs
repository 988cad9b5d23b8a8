namespace Perceptron;

/// <summary>The logic gates of the exercise, each as a truth table to classify.</summary>
/// <remarks>There are just these five values; compare them by <c>==</c>.</remarks>
public sealed class LogicGate
{
    private LogicGate(string name, double[,] inputs, double[] targets)
    {
        Name = name;
        Dataset = Perceptron.Dataset.Of(inputs, targets);
    }

    /// <summary>1 where the one input is 0.</summary>
    public static LogicGate Not { get; } = new("NOT", new double[,] { { 0 }, { 1 } }, [1, 0]);

    /// <summary>1 where at least one of two inputs is 1.</summary>
    public static LogicGate Or { get; } = Binary("OR", 0, 1, 1, 1);

    /// <summary>1 where both of two inputs are 1.</summary>
    public static LogicGate And { get; } = Binary("AND", 0, 0, 0, 1);

    /// <summary>0 where both of two inputs are 1.</summary>
    public static LogicGate Nand { get; } = Binary("NAND", 1, 1, 1, 0);

    /// <summary>1 where just one of two inputs is 1: no neuron by itself can tell.</summary>
    public static LogicGate Xor { get; } = Binary("XOR", 0, 1, 1, 0);

    /// <summary>The name, in capitals.</summary>
    public string Name { get; }

    /// <summary>The truth table: its rows in the order 00, 01, 10, 11 (or 0, 1), with one target each.</summary>
    public Dataset<double> Dataset { get; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static LogicGate Binary(string name, params double[] targets) =>
        new(name, new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }, targets);
}
