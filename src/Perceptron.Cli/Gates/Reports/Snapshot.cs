namespace Perceptron.Cli.Gates.Reports;

/// <summary>What a page shows at one epoch. The page's script reads the members.</summary>
internal sealed record Snapshot(
    int Epoch,
    double Loss,
    string Status,
    string Formulas,
    string Rows,
    IReadOnlyDictionary<string, object> Values,
    IReadOnlyDictionary<string, string> Titles,
    object[] Edges,
    object[] Weights,
    SpacePoints? Space);

/// <summary>The observations in h-space, and the end points of the output neuron's line, if it crosses the figure.</summary>
internal sealed record SpacePoints(double[] X, double[] Y, double[] LineX, double[] LineY);
