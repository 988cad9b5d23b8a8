using System.Globalization;
using System.Net;
using System.Text;
using Plotly.NET;

namespace Perceptron.Cli.Gates.Reports;

/// <summary>A model on a page, at one or at many epochs of its training: formulas, truth table and figures.</summary>
internal sealed class Panel
{
    private const double From = -0.25;
    private const double To = 1.25;
    private const int Steps = 31;

    /// <summary>More surfaces in three dimensions than a browser likes; further neurons are shown flat.</summary>
    private const int MostSurfaces = 3;

    private const int LongestTitle = 44;
    private const string LineBreak = "<br>";

    private static readonly double[] Axis = Surface.Axis(From, To, Steps);

    private static readonly double[] CurveAxis = Surface.Axis(From, To, 301);
    private static readonly double[] Ends = [From, To];
    private static readonly double[] Half = [0.5, 0.5];

    private readonly Model<double>[] _models;
    private readonly Moment[] _moments;

    private readonly LogicGate _gate;

    /// <param name="id">What the parts of the page are called by.</param>
    /// <param name="gate">Whose truth table is shown beside.</param>
    /// <param name="heading">What it is, in words.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="note">What else there is to say; empty for nothing.</param>
    /// <param name="epochs">The epochs; the last is shown first.</param>
    public Panel(string id, LogicGate gate, string heading, string outcome, string note, IReadOnlyList<(int Number, double Loss, Model<double> Model)> epochs)
    {
        (Id, _gate, Heading, Outcome, Note) = (id, gate, heading, outcome, note);
        _models = [.. epochs.Select(epoch => epoch.Model)];
        Space = HiddenSpace.Of(gate, _models);
        _moments = [.. epochs.Select(epoch => MomentOf(epoch.Number, epoch.Loss, epoch.Model))];
        Charts = [.. Draw(_models[^1])];
    }

    public string Id { get; }

    public string Heading { get; }

    public string Outcome { get; }

    public string Note { get; }

    public IReadOnlyList<Chart> Charts { get; }

    public IReadOnlyList<Moment> Moments => _moments;

    private HiddenSpace? Space { get; }

    /// <summary>The head of the truth table.</summary>
    public string HeadRow()
    {
        var head = new StringBuilder("<tr>");
        foreach (var name in InputNames().Concat(Enumerable.Range(0, ShownHidden(_models[^1])).Select(i => $"h{NumberText.Subscript(i + 1)}")))
        {
            head.Append(CultureInfo.InvariantCulture, $"<th>{name}</th>");
        }

        foreach (var name in _gate.OutputNames)
        {
            head.Append(CultureInfo.InvariantCulture, $"<th>f(x)</th><th>rounded</th><th>{WebUtility.HtmlEncode(name)}</th>");
        }

        return head.Append("</tr>").ToString();
    }

    private static double[][] Rounded(double[,] surface) =>
    [
        .. Enumerable.Range(0, surface.GetLength(0)).Select(row =>
            Enumerable.Range(0, surface.GetLength(1)).Select(column => Math.Round(surface[row, column], 6)).ToArray()),
    ];

    private static int Hidden(Model<double> model) => model.Layers.Count > 1 ? model.Layers[0].OutputCount : 0;

    private static int ShownHidden(Model<double> model) => Hidden(model) <= 4 ? Hidden(model) : 0;

    private static int DrawnHidden(Model<double> model) => Math.Min(Hidden(model), ShortFormula.MostNeurons);

    private IEnumerable<string> InputNames() => Enumerable.Range(0, _gate.InputCount).Select(i => _gate.InputCount == 1 ? "x" : $"x{NumberText.Subscript(i + 1)}");

    private Moment MomentOf(int number, double loss, Model<double> model)
    {
        var (formulas, neurons) = (ShortFormula.Of(model), Formula.Format(model));
        var values = new Dictionary<string, object>();
        var titles = new Dictionary<string, string>();
        var isSoftmax = model.Architecture.Output == Output.Softmax;
        for (var output = 0; output < model.OutputCount; output++)
        {
            values[$"f{output}"] = _gate.InputCount == 1
                ? Surface.SampleCurve(model, CurveAxis, output).Select(value => Math.Round(value, 6)).ToArray()
                : Rounded(Surface.Sample(model, Axis, Axis, output));
            titles[$"f{output}"] = Wrapped(isSoftmax ? $"f{NumberText.Subscript(output + 1)}(x) = softmax(z){NumberText.Subscript(output + 1)}" : formulas[output]);
        }

        for (var neuron = 0; neuron < DrawnHidden(model) && _gate.InputCount == 2; neuron++)
        {
            values[$"h{neuron}"] = Rounded(Surface.SampleHidden(model, Axis, Axis, neuron));
            titles[$"h{neuron}"] = Wrapped(neurons[model.OutputCount + (isSoftmax ? 1 : 0) + neuron]);
        }

        var network = Hidden(model) <= ShortFormula.MostNeurons ? NetworkFigure.Edges(model) : ([], []);
        var lossText = double.IsNaN(loss) ? "" : $", loss {NumberText.Fixed(loss, 6)}";
        return new Moment(
            number,
            loss,
            $"epoch {number.ToString(CultureInfo.InvariantCulture)}{lossText}",
            string.Join('\n', formulas.Distinct()),
            Rows(model),
            values,
            titles,
            network.Shapes,
            network.Annotations,
            Space?.At(model));
    }

    private string Rows(Model<double> model)
    {
        var rows = new StringBuilder();
        for (var row = 0; row < _gate.Dataset.Count; row++)
        {
            var x = _gate.Dataset.Rows.Row(row);
            var activations = model.Activations(x);
            rows.Append("<tr>");
            foreach (var value in x)
            {
                rows.Append(CultureInfo.InvariantCulture, $"<td>{value:0}</td>");
            }

            foreach (var value in activations[0].Take(ShownHidden(model)))
            {
                rows.Append(CultureInfo.InvariantCulture, $"<td>{NumberText.Fixed(value, 4)}</td>");
            }

            for (var output = 0; output < model.OutputCount; output++)
            {
                var (f, target) = (activations[^1][output], _gate.Dataset.Targets[row, output]);
                var rounded = f >= 0.5 ? 1 : 0;
                rows.Append(
                    CultureInfo.InvariantCulture,
                    $"<td>{NumberText.Fixed(f, 4)}</td><td class=\"is{rounded}{(rounded == (int)target ? "" : " wrong")}\">{rounded}</td><td class=\"is{target:0}\">{target:0}</td>");
            }

            rows.Append("</tr>");
        }

        return rows.ToString();
    }

    private IEnumerable<Chart> Draw(Model<double> model)
    {
        var last = _moments[^1];
        for (var output = 0; output < model.OutputCount; output++)
        {
            var key = $"f{output}";
            var name = model.OutputCount == 1 ? "f(x)" : $"f{NumberText.Subscript(output + 1)}(x), {_gate.OutputNames[output]},";
            if (_gate.InputCount == 1)
            {
                yield return new($"{Id}-{key}", "curve", key, $"{name} over x, the two observations, and 0.5", Curve(last, key, output));
                continue;
            }

            yield return new($"{Id}-{key}", "surface", key, $"{name} as a surface: turn it", Surface3D(last, key, output));
            yield return new($"{Id}-{key}-flat", "heat", key, $"{name} from above, with the line where it is 0.5", Flat(last, key, output));
        }

        for (var neuron = 0; neuron < DrawnHidden(model) && _gate.InputCount == 2; neuron++)
        {
            var key = $"h{neuron}";
            var isSurface = Hidden(model) <= MostSurfaces;
            yield return new(
                $"{Id}-{key}",
                isSurface ? "surface" : "heat",
                key,
                $"Hidden neuron h{NumberText.Subscript(neuron + 1)}",
                isSurface ? Surface3D(last, key, null) : Flat(last, key, null));
        }

        if (Space is not null)
        {
            yield return new($"{Id}-space", "space", "", "h-space, and the output neuron's line in it", Space.Figure(last.Space!));
        }

        if (Hidden(model) <= ShortFormula.MostNeurons)
        {
            yield return new($"{Id}-network", "network", "", "The network, with its weights", NetworkFigure.Json(model, last.Edges, last.Weights), IsWide: Hidden(model) > 3);
        }
    }

    /// <summary>The observations' class at an output, as colours; of a hidden neuron there is no class.</summary>
    private object Marker(int? output, double size) => new
    {
        size,
        color = Enumerable.Range(0, _gate.Dataset.Count)
            .Select(row => output is { } at ? (_gate.Dataset.Targets[row, at] >= 0.5 ? Figure.One : Figure.Zero) : "rgb(90,90,90)").ToArray(),
        line = new { color = "white", width = 2 },
    };

    private double[] Inputs(int input) => [.. Enumerable.Range(0, _gate.Dataset.Count).Select(row => _gate.Dataset.Rows[row, input])];

    private double[] Targets(int output) => [.. Enumerable.Range(0, _gate.Dataset.Count).Select(row => _gate.Dataset.Targets[row, output])];

    /// <summary>What colours mean, and where the line between the two sides is: for f at 0.5, for h where the logit is 0.</summary>
    private (double Low, double High, double Line) Range(string key)
    {
        if (key[0] == 'f' || _models[^1].Architecture.HiddenActivations[0] == Activation.Sigmoid)
        {
            return (0, 1, 0.5);
        }

        if (_models[^1].Architecture.HiddenActivations[0] == Activation.Tanh)
        {
            return (-1, 1, 0);
        }

        var most = _moments.Max(moment => ((double[][])moment.Values[key]).Max(row => row.Max()));
        return (0, Math.Max(most, 1e-3), Math.Max(most, 1e-3) * 1e-3);
    }

    private string Surface3D(Moment moment, string key, int? output)
    {
        var (low, high, level) = Range(key);
        List<Trace> traces =
        [
            Figure.Trace("surface", new
            {
                x = Axis,
                y = Axis,
                z = moment.Values[key],
                cmin = low,
                cmax = high,
                colorscale = Figure.Colours,
                showscale = false,
                opacity = 0.92,

                // plotly.js takes start = end for no start at all.
                contours = new { z = new { show = true, start = level, end = level + (0.01 * (high - low)), size = high - low, color = "black", width = 4 } },
                hovertemplate = "x₁ %{x:.2f}, x₂ %{y:.2f}: %{z:.4f}<extra></extra>",
            }),
        ];
        if (output is { } at)
        {
            traces.Add(Figure.Trace("scatter3d", new
            {
                x = Inputs(0),
                y = Inputs(1),
                z = Targets(at),
                mode = "markers",
                marker = Marker(output, 6),
                hovertemplate = "observation %{x} %{y}: %{z}<extra></extra>",
            }));
        }

        return Figure.Json(traces, new
        {
            title = Title(moment, key),
            margin = new { l = 0, r = 0, t = Top(key), b = 0 },
            showlegend = false,
            scene = new
            {
                xaxis = new { title = new { text = "x₁" } },
                yaxis = new { title = new { text = "x₂" } },
                zaxis = new { title = new { text = output is null ? "h" : "f(x)" }, range = new[] { low - (0.05 * (high - low)), high + (0.05 * (high - low)) } },
                camera = new { eye = new { x = -1.5, y = -1.7, z = 0.9 } },
                aspectmode = "cube",
            },
        });
    }

    private string Flat(Moment moment, string key, int? output)
    {
        var (low, high, level) = Range(key);
        return Figure.Json(
            [
                Figure.Trace("heatmap", new
                {
                    x = Axis,
                    y = Axis,
                    z = moment.Values[key],
                    zmin = low,
                    zmax = high,
                    zsmooth = "best",
                    colorscale = Figure.Colours,
                    colorbar = new { thickness = 12 },
                    hovertemplate = "x₁ %{x:.2f}, x₂ %{y:.2f}: %{z:.4f}<extra></extra>",
                }),
                Figure.Trace("contour", new
                {
                    x = Axis,
                    y = Axis,
                    z = moment.Values[key],
                    autocontour = false,
                    contours = new { start = level, end = level, size = 1, coloring = "none" },
                    line = new { color = "black", width = 2 },
                    showscale = false,
                    hoverinfo = "skip",
                }),
                Figure.Trace("scatter", new
                {
                    x = Inputs(0),
                    y = Inputs(1),
                    mode = "markers",
                    marker = Marker(output, 14),
                    hovertemplate = "observation %{x} %{y}<extra></extra>",
                }),
            ],
            new
            {
                title = Title(moment, key),
                margin = new { l = 50, r = 10, t = Top(key), b = 45 },
                showlegend = false,
                xaxis = new { title = new { text = "x₁" }, range = new[] { From, To }, constrain = "domain" },
                yaxis = new { title = new { text = "x₂" }, range = new[] { From, To }, scaleanchor = "x", constrain = "domain" },
            });
    }

    private string Curve(Moment moment, string key, int output) => Figure.Json(
        [
            Figure.Trace("scatter", new { x = CurveAxis, y = moment.Values[key], mode = "lines", line = new { color = "black", width = 2, simplify = false }, hovertemplate = "x %{x:.2f}: %{y:.4f}<extra></extra>" }),
            Figure.Trace("scatter", new { x = Inputs(0), y = Targets(output), mode = "markers", marker = Marker(output, 14), hovertemplate = "observation %{x}: %{y}<extra></extra>" }),
            Figure.Trace("scatter", new { x = Ends, y = Half, mode = "lines", line = new { color = "rgb(120,120,120)", dash = "dash" }, hoverinfo = "skip" }),
        ],
        new
        {
            title = Title(moment, key),
            margin = new { l = 50, r = 10, t = Top(key), b = 45 },
            showlegend = false,
            xaxis = new { title = new { text = "x" }, range = new[] { From, To } },
            yaxis = new { title = new { text = "f(x)" }, range = new[] { -0.05, 1.05 } },
        });

    /// <summary>The formula, below the buttons that come up in the corner.</summary>
    private static object Title(Moment moment, string key) =>
        new { text = moment.Titles[key], font = new { size = 14 }, y = 0.9, yanchor = "top" };

    /// <summary>Room above a figure for the buttons, and for the longest of its titles.</summary>
    private int Top(string key) => 44 + (20 * _moments.Max(moment => moment.Titles[key].Split(LineBreak).Length));

    /// <summary>A formula in lines that fit above a figure.</summary>
    private static string Wrapped(string formula)
    {
        var lines = new List<string> { "" };
        foreach (var term in formula.Replace(" + ", "\n + ", StringComparison.Ordinal).Replace(" − ", "\n − ", StringComparison.Ordinal).Split('\n'))
        {
            if (lines[^1].Length + term.Length > LongestTitle)
            {
                lines.Add("");
            }

            lines[^1] += term;
        }

        return string.Join(LineBreak, lines);
    }
}
