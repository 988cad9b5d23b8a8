namespace Perceptron.Cli.Gates;

/// <summary>A network as lines of text, from the inputs on the left to f(x) on the right, with the weights on its edges.</summary>
internal static class NetworkDiagram
{
    public static IReadOnlyList<string> Of(Model<double> model)
    {
        var lines = new List<string>();
        for (var output = 0; output < model.OutputCount; output++)
        {
            if (output > 0)
            {
                lines.Add("");
            }

            lines.AddRange(Neuron(model, model.Layers.Count - 1, output).Lines.Select(line => line.TrimEnd()));
        }

        return lines;
    }

    /// <summary>A neuron with everything that leads to it, which is drawn again for each neuron.</summary>
    private static Block Neuron(Model<double> model, int layer, int neuron)
    {
        var (w, b) = (model.Layers[layer].W.Column(neuron), model.Layers[layer].B[neuron]);
        Block[] inputs =
        [
            .. w.Select((_, i) => layer > 0 ? Neuron(model, layer - 1, i) : new Block([w.Length == 1 ? "x " : $"x{NumberText.Subscript(i + 1)}"], 0)),
            new Block(["1 "], 0),
        ];
        string[] weights = [.. w.Append(b).Select(NumberText.Weight)];
        var width = inputs.Max(input => input.Lines[input.Out].Length);

        // One width for all neurons of a layer, so that they align.
        var widest = model.Layers[layer].W.ToArray().Cast<double>().Concat(model.Layers[layer].B.ToArray()).Max(value => NumberText.Weight(value).Length);
        var lines = new List<string>();
        var junctions = new List<int>();
        for (var i = 0; i < inputs.Length; i++)
        {
            junctions.Add(lines.Count + inputs[i].Out);
            for (var line = 0; line < inputs[i].Lines.Length; line++)
            {
                var text = inputs[i].Lines[line];

                // The bias stands directly before its edge, not at the far left.
                text = inputs[i].Lines.Length == 1 ? text.PadLeft(width) : text.PadRight(width);
                lines.Add(line == inputs[i].Out
                    ? $"{text} ── {weights[i].PadLeft(widest)} ──"
                    : text + new string(' ', widest + 7));
            }
        }

        var middle = junctions[(junctions.Count - 1) / 2];
        var name = layer < model.Layers.Count - 1
            ? $" {Name(model.Architecture.HiddenActivations[layer])} ─ h{NumberText.Subscript(neuron + 1)}"
            : model.Architecture.Output == Output.Softmax
                ? $" z{NumberText.Subscript(neuron + 1)}"
                : $" σ ─ f{(model.OutputCount == 1 ? "" : NumberText.Subscript(neuron + 1))}(x)";
        for (var line = 0; line < lines.Count; line++)
        {
            var isInput = junctions.Contains(line);
            lines[line] += (line.CompareTo(junctions[0]), line.CompareTo(junctions[^1])) switch
            {
                ( < 0, _) or (_, > 0) => ' ',
                (0, _) => '┐',
                (_, 0) => '┘',
                _ => line == middle ? '┼' : isInput ? '┤' : '│',
            };
            lines[line] += line == middle ? "─" + name : new string(' ', name.Length + 1);
        }

        return new([.. lines], middle);
    }

    private static string Name(Activation activation) => activation == Activation.Sigmoid ? "σ" : activation.Name;

    /// <summary>Lines of equal width; the one at index Out continues to the right.</summary>
    private sealed record Block(string[] Lines, int Out);
}
