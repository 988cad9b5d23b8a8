using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Perceptron.Cli.Gates.Reports;

/// <summary>The files of a gate: a self-contained page, and pictures.</summary>
internal static class GateReport
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    /// <summary>The same on every page, and as much work as the rest: packed once, by another thread while gates are learned.</summary>
    private static readonly Lazy<Task<string>> Plotly = new(() => Task.Run(() => Packed(Figure.PlotlyScript())));

    /// <summary>Begins what every page needs.</summary>
    public static void Prepare() => _ = Plotly.Value;

    /// <summary>The result of one run or several: NAME.html, and a picture of each run.</summary>
    public static IReadOnlyList<string> Write(LogicGate gate, IReadOnlyList<NamedRun> runs, DirectoryInfo folder)
    {
        var name = LearnCommand.Name(gate);
        var panels = runs.Select((run, i) => new Panel(
            $"run{i}",
            gate,
            $"{gate} {run.Name}",
            run.Outcome,
            Note(run.Run),
            Epochs(run.Run))).ToArray();
        folder.Create();
        WritePage(folder, $"{name}.html", gate.Name, panels, LossFigure.Of([.. runs.Select(run => (run.Name, run.Run.Fit.Losses))]));
        string[] pictures = [.. runs.Select(run => runs.Count == 1 || run.Run.IsLearned ? $"{name}.png" : $"{name}-not-learned.png")];
        Task.WhenAll(runs.Select((run, i) => Task.Run(
            () => HeatMap.Draw(run.Run.Model, gate.Dataset, labelled: true).SavePng(Path.Combine(folder.FullName, pictures[i]))))).GetAwaiter().GetResult();
        return [$"{name}.html", .. pictures];
    }

    /// <summary>The model by hand: NAME-textbook.html, and a picture of each output.</summary>
    public static IReadOnlyList<string> WriteTextbook(LogicGate gate, DirectoryInfo folder)
    {
        var name = $"{LearnCommand.Name(gate)}-textbook";
        var table = TruthTable.Compute(gate.Textbook, gate.Dataset);
        var panel = new Panel("textbook", gate, $"{gate} by hand", $"{table}; 0.5 counts as 1", "", [(0, table.Loss, gate.Textbook)]);
        folder.Create();
        WritePage(folder, $"{name}.html", $"{gate}, by hand", [panel], null);
        return [$"{name}.html", .. Pictures(gate.Textbook, gate, name, folder)];
    }

    /// <summary>OR and AND at once, as independent classes and under a softmax: or-and.html, and a picture of each output.</summary>
    public static IReadOnlyList<string> WriteOrAnd(
        NamedRun run, IReadOnlyList<Epoch<double>> softmaxSnapshots, FitResult<double> softmax, DirectoryInfo folder)
    {
        var gate = run.Run.Gate;
        Panel[] panels =
        [
            new("run0", gate, $"{gate} as independent classes, {run.Name}", run.Outcome, "", Epochs(run.Run)),
            new(
                "run1",
                gate,
                "The same under a softmax, whose classes exclude each other",
                FormattableString.Invariant($"loss {softmax.Losses[^1]:G4}, after {softmax.Last.Number} epochs"),
                "Learned from 01 and 10 as OR, and 11 as OR and AND by ½ each. Probabilities that sum to one can't describe 00, which is neither. "
                + "The two outputs mirror each other: where one is 1, the other is 0.",
                [.. softmaxSnapshots.Select(epoch => (epoch.Number, epoch.Loss, epoch.Model))]),
        ];
        folder.Create();
        WritePage(folder, "or-and.html", "OR and AND at once", panels, LossFigure.Of([("independent", run.Run.Fit.Losses), ("softmax", softmax.Losses)]));
        return
        [
            "or-and.html",
            .. Pictures(run.Run.Model, gate, "or-and", folder),
            .. Pictures(softmax.Last.Model, gate, "or-and-softmax", folder),
        ];
    }

    private static IReadOnlyList<(int Number, double Loss, Model<double> Model)> Epochs(GateRun run) =>
        [.. run.Snapshots.Select(epoch => (epoch.Number, epoch.Loss, epoch.Model))];

    private static string Note(GateRun run)
    {
        var notes = new List<string>(run.Fit.Notes);
        if (run.Fit.Divergence is { } divergence)
        {
            notes.Add(divergence.Message);
        }
        else if (!run.IsLearned && Math.Abs(run.Loss - (Math.Log(2) / 2)) < 0.02)
        {
            notes.Add("It is stuck: two of the four rows get about 0.5, which costs ln 2 each, so the mean of the four is ½ ln 2 ≈ 0.3466.");
        }

        return string.Join(' ', notes);
    }

    private static IEnumerable<string> Pictures(Model<double> model, LogicGate gate, string name, DirectoryInfo folder)
    {
        for (var output = 0; output < model.OutputCount; output++)
        {
            var picture = model.OutputCount == 1 ? $"{name}.png" : $"{name}-{(output + 1).ToString(CultureInfo.InvariantCulture)}.png";
            HeatMap.Draw(model, gate.Dataset, output, labelled: true).SavePng(Path.Combine(folder.FullName, picture));
            yield return picture;
        }
    }

    private static void WritePage(DirectoryInfo folder, string file, string title, Panel[] panels, Chart? loss)
    {
        var body = new StringBuilder("<p class=\"note\">Red is 1 and positive, blue is 0 and negative. Discs are the rows of the truth table in the colour of the correct answer.</p>");
        if (loss is not null)
        {
            body.Append("<div class=\"cards\">").Append(Card(loss)).Append("</div>");
        }

        foreach (var panel in panels)
        {
            Append(body, panel);
        }

        var charts = panels.SelectMany(panel => panel.Charts).Concat(loss is null ? [] : [loss]);
        var report = new StringBuilder("{\"charts\":[");
        report.AppendJoin(',', charts.Select(chart =>
            $"{{\"id\":{JsonSerializer.Serialize(chart.Id)},\"figure\":{chart.FigureJson.Replace("<", "\\u003c", StringComparison.Ordinal)}}}"));
        report.Append("],\"panels\":").Append(JsonSerializer.Serialize(
            panels.Select((panel, i) => new
            {
                panel.Id,
                panel.Snapshots,
                panel.HiddenActivation,
                panel.IsSoftmax,
                Charts = panel.Charts.Select(chart => new { chart.Id, chart.Kind, chart.Key, Trace = -1 })
                    .Concat(loss is null ? [] : [new { loss.Id, loss.Kind, loss.Key, Trace = panels.Length + i }]),
            }),
            CamelCase)).Append('}');
        var parts = new Dictionary<string, string>
        {
            ["title"] = WebUtility.HtmlEncode(title),
            ["body"] = body.ToString(),
            ["plotly"] = Plotly.Value.GetAwaiter().GetResult(),
            ["report"] = Packed(report.ToString()),
            ["script"] = Resource("page.js"),
        };

        // The template is split first, so that text in one part is never taken for the placeholder of another.
        AtomicFile.Write(Path.Combine(folder.FullName, file), stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            foreach (var segment in Resource("page.html").Split("{{"))
            {
                var end = segment.IndexOf("}}", StringComparison.Ordinal);
                writer.Write(end < 0 ? segment : parts[segment[..end]]);
                writer.Write(end < 0 ? "" : segment[(end + 2)..]);
            }
        });
    }

    private static void Append(StringBuilder body, Panel panel)
    {
        var last = panel.Snapshots[^1];
        body.Append(CultureInfo.InvariantCulture, $"<section><h2>{WebUtility.HtmlEncode(panel.Heading)}</h2>");
        body.Append(CultureInfo.InvariantCulture, $"<p class=\"outcome\">{WebUtility.HtmlEncode(panel.Outcome)}.</p>");
        if (panel.Note.Length > 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{WebUtility.HtmlEncode(panel.Note)}</p>");
        }

        if (panel.Snapshots.Count > 1)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"<div class=\"epochs\"><label for=\"{panel.Id}-slider\">Epochs</label><input type=\"range\" id=\"{panel.Id}-slider\" min=\"0\" max=\"{panel.Snapshots.Count - 1}\" value=\"{panel.Snapshots.Count - 1}\" autocomplete=\"off\">"
                + $"<button type=\"button\" id=\"{panel.Id}-play\">Play</button><output id=\"{panel.Id}-epoch\" for=\"{panel.Id}-slider\">{last.Status}</output></div>");
        }

        body.Append(CultureInfo.InvariantCulture, $"<p class=\"formulas\" id=\"{panel.Id}-formulas\">{WebUtility.HtmlEncode(last.Formulas)}</p>");
        body.Append(CultureInfo.InvariantCulture, $"<div class=\"table\"><table><thead>{panel.HeadRow()}</thead><tbody id=\"{panel.Id}-rows\">{last.Rows}</tbody></table></div>");
        body.Append("<div class=\"cards\">").AppendJoin("", panel.Charts.Select(Card)).Append("</div></section>");
    }

    /// <summary>Text in a fraction of its size, which the page's script unpacks: gzip as base64.</summary>
    private static string Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    private static string Card(Chart chart) =>
        $"<figure class=\"card{(chart.IsWide ? " wide" : "")}{(chart.IsLarge ? " large" : "")}\"><figcaption>{WebUtility.HtmlEncode(chart.Caption)}</figcaption><div class=\"chart\" id=\"{chart.Id}\"></div></figure>";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(GateReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
