using System.Globalization;
using System.Net;
using System.Text;

namespace Perceptron.Cli.Gates.Reports;

/// <summary>A model on a page, at one or at many epochs of its training: formulas, truth table and figures.</summary>
internal sealed partial class Panel
{
    private const double From = -0.25;
    private const double To = 1.25;
    private const int Steps = 31;

    /// <summary>The maximum number of surfaces in three dimensions, for speed; with more neurons, all are drawn flat.</summary>
    private const int MaxSurfaces = 3;

    private const int MaxTitleLength = 44;
    private const string LineBreak = "<br>";

    private static readonly double[] Axis = Surface.Axis(From, To, Steps);

    private static readonly double[] CurveAxis = Surface.Axis(From, To, 301);
    private static readonly double[] Ends = [From, To];
    private static readonly double[] Half = [0.5, 0.5];

    private readonly Model<double>[] _models;
    private readonly Snapshot[] _snapshots;

    private readonly LogicGate _gate;

    /// <param name="id">The prefix of the ids on the page.</param>
    /// <param name="gate">The gate whose truth table is shown.</param>
    /// <param name="heading">The heading.</param>
    /// <param name="outcome">The outcome in words.</param>
    /// <param name="note">A note; empty for none.</param>
    /// <param name="epochs">The epochs; the last is shown first.</param>
    public Panel(string id, LogicGate gate, string heading, string outcome, string note, IReadOnlyList<(int Number, double Loss, Model<double> Model)> epochs)
    {
        (Id, _gate, Heading, Outcome, Note) = (id, gate, heading, outcome, note);
        _models = [.. epochs.Select(epoch => epoch.Model)];
        Space = HiddenSpace.Of(gate, _models);
        _snapshots = [.. epochs.Select(epoch => SnapshotOf(epoch.Number, epoch.Loss, epoch.Model))];
        Charts = [.. Draw(_models[^1])];
    }

    public string Id { get; }

    public string Heading { get; }

    public string Outcome { get; }

    public string Note { get; }

    public IReadOnlyList<Chart> Charts { get; }

    public IReadOnlyList<Snapshot> Snapshots => _snapshots;

    /// <summary>The activation of the hidden layer, by the name that the page's script knows.</summary>
    public string HiddenActivation => Hidden(_models[^1]) == 0 ? "" : _models[^1].Architecture.HiddenActivations[0].Name;

    public bool IsSoftmax => _models[^1].Architecture.Output == Output.Softmax;

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

    private static int DrawnHidden(Model<double> model) => Math.Min(Hidden(model), ShortFormula.MaxNeurons);

    private IEnumerable<string> InputNames() => Enumerable.Range(0, _gate.InputCount).Select(i => _gate.InputCount == 1 ? "x" : $"x{NumberText.Subscript(i + 1)}");

    private Snapshot SnapshotOf(int number, double loss, Model<double> model)
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

        var network = Hidden(model) <= ShortFormula.MaxNeurons ? NetworkFigure.Edges(model) : ([], []);
        var lossText = double.IsNaN(loss) ? "" : $", loss {NumberText.Fixed(loss, 6)}";
        return new Snapshot(
            number,
            loss,
            $"epoch {number.ToString(CultureInfo.InvariantCulture)}{lossText}",
            string.Join('\n', formulas.Distinct()),
            Rows(model),
            values,
            titles,
            network.Shapes,
            network.Annotations,
            [.. model.Layers.Select(LayerNumbers.Of)],
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
        var last = _snapshots[^1];
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
            var isSurface = Hidden(model) <= MaxSurfaces;
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

        if (Hidden(model) <= ShortFormula.MaxNeurons)
        {
            yield return new($"{Id}-network", "network", "", "The network, with its weights", NetworkFigure.Json(model, last.Edges, last.Weights), IsWide: Hidden(model) > 3);
        }
    }

    /// <summary>A formula in lines that fit above a figure.</summary>
    private static string Wrapped(string formula)
    {
        var lines = new List<string> { "" };
        foreach (var term in formula.Replace(" + ", "\n + ", StringComparison.Ordinal).Replace(" − ", "\n − ", StringComparison.Ordinal).Split('\n'))
        {
            if (lines[^1].Length + term.Length > MaxTitleLength)
            {
                lines.Add("");
            }

            lines[^1] += term;
        }

        return string.Join(LineBreak, lines);
    }
}
