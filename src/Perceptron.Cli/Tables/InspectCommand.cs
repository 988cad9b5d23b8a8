using System.CommandLine;
using System.Globalization;

namespace Perceptron.Cli.Tables;

/// <summary><c>perceptron inspect MODEL</c>: what a file holds.</summary>
internal static class InspectCommand
{
    /// <summary>Inputs whose weights are shown: those of the largest weights.</summary>
    private const int Most = 20;

    public static Command Create()
    {
        var model = new Argument<FileInfo>("MODEL") { Description = "Classifier or model file." };
        var command = new Command("inspect", "Tells what a classifier or a model file holds: columns, classes and the largest weights.") { model };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(model)!.FullName;
            var terminal = new Terminal();
            if (Model(path) is { } saved)
            {
                terminal.Text($"Model: {saved}");
                return ExitCode.Success;
            }

            var classifier = Classifier.Load(path);
            terminal.Heading($"Classifier: {classifier}");
            terminal.Table(classifier.Schema.ToTable());
            terminal.Line();
            terminal.Text($"Classes: {string.Join(", ", classifier.ClassNames)}");
            terminal.Text($"Model: {classifier.Model.Architecture}");
            if (classifier.Model.Layers.Count == 1)
            {
                ShowWeights(classifier, terminal);
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>A model without an encoder; null if the file is a classifier, or is damaged, which loading it as one tells.</summary>
    private static string? Model(string path)
    {
        try
        {
            return ModelFile.Load<float>(path).Model.ToString();
        }
        catch (InvalidDataException)
        {
            try
            {
                return ModelFile.Load<double>(path).Model.ToString();
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }

    private static void ShowWeights(Classifier classifier, Terminal terminal)
    {
        var (w, b, names) = (classifier.Model.Layers[0].W, classifier.Model.Layers[0].B, classifier.Encoder.FeatureNames);
        var outputs = classifier.Model.OutputCount;
        string[] columns = outputs == 1 ? [classifier.ClassNames[^1]] : [.. classifier.ClassNames];
        var inputs = Enumerable.Range(0, names.Count).OrderByDescending(input => Enumerable.Range(0, outputs).Max(output => Math.Abs(w[input, output]))).Take(Most).ToArray();
        var first = Math.Max("bias".Length, inputs.Max(input => DisplayText.Width(DisplayText.Safe(names[input]))));
        terminal.Line();
        terminal.Line($"{new string(' ', first)}  {string.Join(' ', columns.Select(name => Cut(DisplayText.Safe(name))))}");
        terminal.Line($"{"bias".PadRight(first)}  {string.Join(' ', Enumerable.Range(0, outputs).Select(output => Number(b[output])))}");
        foreach (var input in inputs)
        {
            var name = DisplayText.Safe(names[input]);
            terminal.Line($"{name}{new string(' ', first - DisplayText.Width(name))}  {string.Join(' ', Enumerable.Range(0, outputs).Select(output => Number(w[input, output])))}");
        }

        if (names.Count > Most)
        {
            terminal.Line($"and {names.Count - Most} inputs with smaller weights");
        }

        static string Number(double value) => string.Create(CultureInfo.InvariantCulture, $"{value,10:0.0000}");

        static string Cut(string text) => (text.Length > 10 ? text[..10] : text).PadLeft(10);
    }
}
