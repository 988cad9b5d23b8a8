namespace Perceptron.Cli.Gates.Reports;

/// <summary>What a page shows at one epoch; its members are read by the page's script.</summary>
internal sealed record Moment(
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

/// <summary>The observations in h-space, and the ends of the output neuron's line, if it passes there.</summary>
internal sealed record SpacePoints(double[] X, double[] Y, double[] LineX, double[] LineY);
