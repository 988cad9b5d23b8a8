using Plotly.NET;

namespace Perceptron.Cli.Gates.Reports;

/// <summary>The losses of runs over their epochs, on a logarithmic scale, each with a marker at the slider's epoch.</summary>
internal static class LossFigure
{
    /// <summary>The points of a line, about: enough for any screen.</summary>
    private const int MaxPoints = 2000;

    private static readonly string[] Colours = ["rgb(20,120,60)", "rgb(200,110,0)", "rgb(110,60,160)"];

    public static Chart Of(IReadOnlyList<(string Name, IReadOnlyList<double> Losses)> runs)
    {
        var traces = new List<Trace>();
        for (var i = 0; i < runs.Count; i++)
        {
            var (epochs, losses) = Thin(runs[i].Losses);
            traces.Add(Figure.Trace("scatter", new
            {
                x = epochs,
                y = losses,
                mode = "lines",
                name = runs[i].Name,
                line = new { color = Colours[i % Colours.Length], width = 2 },
                hovertemplate = "epoch %{x}: loss %{y:.5f}",
            }));
        }

        for (var i = 0; i < runs.Count; i++)
        {
            var losses = runs[i].Losses;
            traces.Add(Figure.Trace("scatter", new
            {
                x = new[] { losses.Count - 1 },
                y = new[] { losses[^1] },
                mode = "markers",
                marker = new { size = 11, color = Colours[i % Colours.Length], line = new { color = "white", width = 2 } },
                showlegend = false,
                hoverinfo = "skip",
            }));
        }

        return new("loss", "loss", "", "The loss over the epochs", Figure.Json(traces, new
        {
            margin = new { l = 70, r = 20, t = 64, b = 45 },
            xaxis = new { title = new { text = "epoch" } },
            yaxis = new { title = new { text = "loss (nats)" }, type = "log", exponentformat = "power", dtick = 1 },
            showlegend = true,
            legend = new { orientation = "h", x = 0, xanchor = "left", y = 1.02, yanchor = "bottom" },
        }), IsWide: true);
    }

    private static (int[] Epochs, double[] Losses) Thin(IReadOnlyList<double> losses)
    {
        // Every early epoch, where most happens, and evenly spaced ones after it.
        var step = Math.Max(1, losses.Count / MaxPoints);
        int[] epochs = [.. Enumerable.Range(0, losses.Count).Where(epoch => epoch < 100 || epoch % step == 0 || epoch == losses.Count - 1)];
        return (epochs, [.. epochs.Select(epoch => double.Parse(losses[epoch].ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
