namespace Perceptron.Cli.Gates.Reports;

/// <summary>The plane of two hidden neurons.</summary>
internal sealed class HiddenSpace
{
    private static readonly string[] Names = ["00", "01", "10", "11"];

    // 01 and 10 often coincide; so their labels stand on different sides.
    private static readonly string[] Places = ["bottom right", "top left", "bottom right", "top left"];

    private readonly LogicGate _gate;
    private readonly double _from;
    private readonly double _to;

    private HiddenSpace(LogicGate gate, double low, double high)
    {
        _gate = gate;
        var margin = 0.15 * (high - low);
        (_from, _to) = (low - margin, high + margin);
    }

    /// <summary>The plane for the models of a training; null if there are not exactly two hidden neurons.</summary>
    public static HiddenSpace? Of(LogicGate gate, IReadOnlyList<Model<double>> models)
    {
        var model = models[^1];
        if (model.Layers.Count != 2 || model.Layers[0].OutputCount != 2 || model.OutputCount != 1)
        {
            return null;
        }

        var activation = model.Architecture.HiddenActivations[0];
        return activation == Activation.Sigmoid ? new(gate, 0, 1)
            : activation == Activation.Tanh ? new(gate, -1, 1)
            : new(gate, 0, models.Max(at => at.Activations(gate.Dataset.Rows)[0].Cast<double>().Append(1e-3).Max()));
    }

    /// <summary>The four points in the plane, and the line that separates them.</summary>
    public SpacePoints At(Model<double> model)
    {
        var h = model.Activations(_gate.Dataset.Rows)[0];
        var ends = DecisionLine.Of(model.Layers[1]).Ends(_from, _to);
        return new(Column(h, 0), Column(h, 1), Column(ends, 0), Column(ends, 1));
    }

    public string Figure(SpacePoints points) => Reports.Figure.Json(
        [
            Reports.Figure.Trace("scatter", new
            {
                x = points.X,
                y = points.Y,
                mode = "markers+text",
                text = Names,
                textposition = Places,
                cliponaxis = false,
                marker = new
                {
                    size = 14,
                    color = Enumerable.Range(0, 4).Select(row => _gate.Dataset.Targets[row, 0] >= 0.5 ? Reports.Figure.One : Reports.Figure.Zero).ToArray(),
                    line = new { color = "white", width = 2 },
                },
                hovertemplate = "%{text}: h₁ %{x:.4f}, h₂ %{y:.4f}<extra></extra>",
            }),
            Reports.Figure.Trace("scatter", new
            {
                x = points.LineX,
                y = points.LineY,
                mode = "lines",
                line = new { color = "black", width = 2 },
                hoverinfo = "skip",
            }),
        ],
        new
        {
            margin = new { l = 50, r = 10, t = 20, b = 45 },
            showlegend = false,
            xaxis = new { title = new { text = "h₁" }, range = new[] { _from, _to }, constrain = "domain", zeroline = false },
            yaxis = new { title = new { text = "h₂" }, range = new[] { _from, _to }, scaleanchor = "x", constrain = "domain", zeroline = false },
        });

    private static double[] Column(double[,] values, int column) =>
        [.. Enumerable.Range(0, values.GetLength(0)).Select(row => Math.Round(values[row, column], 5))];
}
