using System.Text.Json.Serialization;

namespace Perceptron.Cli.Gates.Reports;

/// <summary>What a page shows at one epoch. The page's script reads the members; it computes the values of the figures from W and b.</summary>
internal sealed record Snapshot(
    int Epoch,
    double Loss,
    string Status,
    string Formulas,
    string Rows,
    [property: JsonIgnore] IReadOnlyDictionary<string, object> Values,
    IReadOnlyDictionary<string, string> Titles,
    object[] Edges,
    object[] Weights,
    IReadOnlyList<LayerNumbers> Layers,
    SpacePoints? Space);

/// <summary>W and b of a layer.</summary>
internal sealed record LayerNumbers(double[][] W, double[] B)
{
    public static LayerNumbers Of(Layer<double> layer) => new(
        [.. Enumerable.Range(0, layer.InputCount).Select(input => Enumerable.Range(0, layer.OutputCount).Select(output => layer.W[input, output]).ToArray())],
        layer.B.ToArray());
}

/// <summary>The observations in h-space, and the end points of the output neuron's line, if it crosses the figure.</summary>
internal sealed record SpacePoints(double[] X, double[] Y, double[] LineX, double[] LineY);
