namespace Perceptron.Cli.Gates;

/// <summary>A small model as text: formulas, a diagram, and a truth table.</summary>
internal static class ModelText
{
    public static void Show(Model<double> model, Dataset<double> data, IReadOnlyList<string> outputNames, Terminal terminal)
    {
        foreach (var line in ShortFormula.Of(model).Distinct())
        {
            terminal.Formula(line);
        }

        terminal.Line();
        if (ShortFormula.IsWhole(model))
        {
            foreach (var line in NetworkDiagram.Of(model))
            {
                terminal.Line($"  {line}".TrimEnd());
            }

            terminal.Line();
        }

        var hidden = model.Layers.Count > 1 && model.Layers[^1].InputCount <= 4 ? model.Layers[^1].InputCount : 0;
        string[] table = [.. Table(model, data, outputNames, hidden)];
        foreach (var line in table.All(row => DisplayText.Width(row) + 2 <= LineBreaks.Columns) ? table : Table(model, data, outputNames, hidden: 0))
        {
            terminal.Line($"  {line}");
        }

        terminal.Line();
    }

    /// <summary>Inputs, h if there is room for it, and for each output the logit, f(x), f(x) rounded, and the target.</summary>
    private static IEnumerable<string> Table(Model<double> model, Dataset<double> data, IReadOnlyList<string> outputNames, int hidden)
    {
        List<string> head =
        [
            .. Enumerable.Range(0, model.InputCount).Select(i => model.InputCount == 1 ? "x" : $"x{NumberText.Subscript(i + 1)}"),
            .. Enumerable.Range(0, hidden).Select(i => $"h{NumberText.Subscript(i + 1)}"),
        ];
        foreach (var name in outputNames)
        {
            head.AddRange(["logit", "f(x)", "rounded", name]);
        }

        List<string[]> rows = [[.. head, ""]];
        for (var row = 0; row < data.Count; row++)
        {
            var x = data.Rows.Row(row);
            var activations = model.Activations(x);
            var logits = model.Logits(x);
            List<string> cells = [.. x.Select(value => NumberText.Fixed(value, 0))];
            if (hidden > 0)
            {
                cells.AddRange(activations[^2].Select(value => NumberText.Fixed(value, 4)));
            }

            var isCorrect = true;
            for (var output = 0; output < model.OutputCount; output++)
            {
                var (f, target) = (activations[^1][output], data.Targets[row, output]);
                isCorrect &= f >= 0.5 == target >= 0.5;
                cells.AddRange([NumberText.Fixed(logits[output], 2), NumberText.Fixed(f, 4), f >= 0.5 ? "1" : "0", NumberText.Fixed(target, 0)]);
            }

            rows.Add([.. cells, isCorrect ? "" : "wrong"]);
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => DisplayText.Width(row[column]))).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => DisplayText.PadLeft(cell, widths[column]))).TrimEnd());
    }
}
