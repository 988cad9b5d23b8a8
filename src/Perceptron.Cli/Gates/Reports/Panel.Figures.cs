using Plotly.NET;

namespace Perceptron.Cli.Gates.Reports;

/// <content>The figures of f and h: as a surface, as a heat map, and over one input as a curve.</content>
internal sealed partial class Panel
{
    /// <summary>The observations' classes at an output, as colours; grey for a hidden neuron, which has no class.</summary>
    private object Marker(int? output, double size) => new
    {
        size,
        color = Enumerable.Range(0, _gate.Dataset.Count)
            .Select(row => output is { } at ? (_gate.Dataset.Targets[row, at] >= 0.5 ? Figure.One : Figure.Zero) : "rgb(90,90,90)").ToArray(),
        line = new { color = "white", width = 2 },
    };

    private double[] Inputs(int input) => [.. Enumerable.Range(0, _gate.Dataset.Count).Select(row => _gate.Dataset.Rows[row, input])];

    private double[] Targets(int output) => [.. Enumerable.Range(0, _gate.Dataset.Count).Select(row => _gate.Dataset.Targets[row, output])];

    /// <summary>The range of the colours, and the level of the line between the two sides: 0.5 for f, the activation at logit 0 for h.</summary>
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

        var max = _snapshots.Max(snapshot => ((double[][])snapshot.Values[key]).Max(row => row.Max()));
        return (0, Math.Max(max, 1e-3), Math.Max(max, 1e-3) * 1e-3);
    }

    private string Surface3D(Snapshot snapshot, string key, int? output)
    {
        var (low, high, level) = Range(key);
        List<Trace> traces =
        [
            Figure.Trace("surface", new
            {
                x = Axis,
                y = Axis,
                z = snapshot.Values[key],
                cmin = low,
                cmax = high,
                colorscale = Figure.Colours,
                colorbar = ColourBar(output),
                opacity = 0.92,

                // plotly.js ignores a start that equals the end.
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
            title = Title(snapshot, key),
            margin = new { l = 0, r = 0, t = Top(key), b = 0 },
            showlegend = false,
            scene = new
            {
                xaxis = new { title = new { text = "x₁" } },
                yaxis = new { title = new { text = "x₂" } },
                zaxis = new { title = new { text = output is null ? "h" : "f(x)" }, range = new[] { low - (0.05 * (high - low)), high + (0.05 * (high - low)) } },
                camera = new { eye = new { x = -1.3, y = -1.5, z = 0.8 }, center = new { x = 0, y = 0, z = -0.12 } },
                aspectmode = "cube",
            },
        });
    }

    /// <summary>The legend of the colours beside a figure.</summary>
    private static object ColourBar(int? output) => new { thickness = 12, len = 0.8, title = new { text = output is null ? "h" : "f(x)" } };

    private string Flat(Snapshot snapshot, string key, int? output)
    {
        var (low, high, level) = Range(key);
        return Figure.Json(
            [
                Figure.Trace("heatmap", new
                {
                    x = Axis,
                    y = Axis,
                    z = snapshot.Values[key],
                    zmin = low,
                    zmax = high,
                    zsmooth = "best",
                    colorscale = Figure.Colours,
                    colorbar = ColourBar(output),
                    hovertemplate = "x₁ %{x:.2f}, x₂ %{y:.2f}: %{z:.4f}<extra></extra>",
                }),
                Figure.Trace("contour", new
                {
                    x = Axis,
                    y = Axis,
                    z = snapshot.Values[key],
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
                title = Title(snapshot, key),
                margin = new { l = 50, r = 10, t = Top(key), b = 45 },
                showlegend = false,
                xaxis = new { title = new { text = "x₁" }, range = new[] { From, To }, constrain = "domain" },
                yaxis = new { title = new { text = "x₂" }, range = new[] { From, To }, scaleanchor = "x", constrain = "domain" },
            });
    }

    private string Curve(Snapshot snapshot, string key, int output) => Figure.Json(
        [
            Figure.Trace("scatter", new { x = CurveAxis, y = snapshot.Values[key], mode = "lines", line = new { color = "black", width = 2, simplify = false }, hovertemplate = "x %{x:.2f}: %{y:.4f}<extra></extra>" }),
            Figure.Trace("scatter", new { x = Inputs(0), y = Targets(output), mode = "markers", marker = Marker(output, 14), hovertemplate = "observation %{x}: %{y}<extra></extra>" }),
            Figure.Trace("scatter", new { x = Ends, y = Half, mode = "lines", line = new { color = "rgb(120,120,120)", dash = "dash" }, hoverinfo = "skip" }),
        ],
        new
        {
            title = Title(snapshot, key),
            margin = new { l = 50, r = 10, t = Top(key), b = 45 },
            showlegend = false,
            xaxis = new { title = new { text = "x" }, range = new[] { From, To } },
            yaxis = new { title = new { text = "f(x)" }, range = new[] { -0.05, 1.05 } },
        });

    /// <summary>The formula, below the buttons that appear in the corner.</summary>
    private static object Title(Snapshot snapshot, string key) =>
        new { text = snapshot.Titles[key], font = new { size = 14 }, y = 1, yanchor = "top", pad = new { t = 40 } };

    /// <summary>The margin above a figure, for the buttons and the longest of its titles.</summary>
    private int Top(string key) => 44 + (20 * _snapshots.Max(snapshot => snapshot.Titles[key].Split(LineBreak).Length));
}
