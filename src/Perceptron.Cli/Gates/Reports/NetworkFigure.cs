namespace Perceptron.Cli.Gates.Reports;

/// <summary>A network as a figure: inputs on the left, f(x) on the right, each edge with its weight; the thicker, the larger the weight.</summary>
internal static class NetworkFigure
{
    /// <summary>The edges as lines, and their weights as labels.</summary>
    public static (object[] Shapes, object[] Annotations) Edges(Model<double> model)
    {
        var shapes = new List<object>();
        var annotations = new List<object>();
        for (var l = 0; l < model.Layers.Count; l++)
        {
            var layer = model.Layers[l];
            for (var output = 0; output < layer.OutputCount; output++)
            {
                for (var input = 0; input <= layer.InputCount; input++)
                {
                    var isBias = input == layer.InputCount;
                    var weight = isBias ? layer.B[output] : layer.W[input, output];
                    var colour = weight < 0 ? Figure.Zero : weight > 0 ? Figure.One : "rgb(150,150,150)";
                    var (x0, y0) = (l, Height(input, layer.InputCount + 1));
                    var (x1, y1) = (l + 1, Target(model, l, output));
                    shapes.Add(new
                    {
                        type = "line",
                        layer = "below",
                        x0,
                        y0,
                        x1,
                        y1,
                        line = new { color = colour, width = Math.Round(Math.Min(8, 1 + Math.Abs(weight) / 2), 2) },
                    });

                    // Each neuron has its labels in its own column, so that the labels of crossing edges don't overlap.
                    var part = layer.OutputCount == 1 ? 0.42 : 0.24 + (0.38 * output / (layer.OutputCount - 1));
                    annotations.Add(new
                    {
                        x = Math.Round(x0 + (part * (x1 - x0)), 4),
                        y = Math.Round(y0 + (part * (y1 - y0)), 4),
                        text = NumberText.Weight(weight),
                        showarrow = false,
                        bgcolor = "rgba(255,255,255,0.85)",
                        font = new { size = 12, color = colour },
                    });
                }
            }
        }

        return ([.. shapes], [.. annotations]);
    }

    public static string Json(Model<double> model, object[] shapes, object[] annotations)
    {
        var nodes = Nodes(model).ToArray();
        return Figure.Json(
            [
                Figure.Trace("scatter", new
                {
                    x = nodes.Select(node => node.X).ToArray(),
                    y = nodes.Select(node => node.Y).ToArray(),
                    text = nodes.Select(node => node.Name).ToArray(),
                    mode = "markers+text",
                    cliponaxis = false,
                    marker = new { size = 38, color = "white", line = new { color = "black", width = 1.5 } },
                    hoverinfo = "skip",
                }),
            ],
            new
            {
                shapes,
                annotations,
                margin = new { l = 30, r = 30, t = 20, b = 20 },
                showlegend = false,
                xaxis = new { visible = false, range = new[] { -0.15, model.Layers.Count + 0.15 }, @fixedrange = false },
                yaxis = new { visible = false, range = new[] { -0.1, 1.1 } },
            });
    }

    private static IEnumerable<(double X, double Y, string Name)> Nodes(Model<double> model)
    {
        for (var l = 0; l < model.Layers.Count; l++)
        {
            var layer = model.Layers[l];
            for (var input = 0; input <= layer.InputCount; input++)
            {
                var name = input == layer.InputCount ? "1" : l == 0 ? (layer.InputCount == 1 ? "x" : $"x{NumberText.Subscript(input + 1)}") : $"h{NumberText.Subscript(input + 1)}";
                yield return (l, Height(input, layer.InputCount + 1), name);
            }
        }

        for (var output = 0; output < model.OutputCount; output++)
        {
            yield return (model.Layers.Count, Target(model, model.Layers.Count - 1, output), model.OutputCount == 1 ? "f(x)" : $"f{NumberText.Subscript(output + 1)}");
        }
    }

    /// <summary>The height of a neuron. A hidden layer has the bias node 1 below its neurons; the last layer has only its neurons.</summary>
    private static double Target(Model<double> model, int layer, int output) => layer < model.Layers.Count - 1
        ? Height(output, model.Layers[layer].OutputCount + 1)
        : Height(output, model.Layers[layer].OutputCount);

    private static double Height(int index, int count) => count == 1 ? 0.5 : 1 - ((double)index / (count - 1));
}
