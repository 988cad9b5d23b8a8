using System.CommandLine;
using System.Globalization;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits show INDEX</c>: one observation, its label, and a model's prediction.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var index = OptionChecks.Index(new Argument<int>("INDEX") { Description = "Index of the image, from 0." });
        var data = new DataOptions();
        var test = new Option<bool>("--test") { Description = "Take the image from the test set instead of the training set." };
        var model = new Option<FileInfo?>("--model")
        {
            Description = $"Model whose prediction to show. [default: {DigitsModelFile.Name} in the output folder, if it exists]",
            HelpName = "FILE",
        };
        var output = OutputFolder.Option("Folder for the picture; created if needed.", "digits-out");
        var command = new Command("show", "Shows an image in the terminal with its label and a model's prediction, and writes it as PNG.") { index };
        foreach (var option in data.All.Concat([test, model, output]))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal();
            var folder = parsed.GetValue(output)!;
            OutputFolder.Require(folder);
            var digits = await DigitsData.Find(data, parsed, terminal, cancellation);
            var part = parsed.GetValue(test) ? digits.Test : digits.Training;
            var i = parsed.GetValue(index);
            if (i < 0 || i >= part.Count)
            {
                throw new ArgumentException($"There is no image {i}; the index must be from 0 to {part.Count - 1}.");
            }

            Show(digits, part, i, terminal);
            var picture = Picture(digits, part, i, folder, parsed.GetValue(test), terminal);
            if (Classify(digits, part.Rows.Row(i), parsed.GetValue(model), folder, terminal) is { } classifier)
            {
                terminal.Next($"perceptron digits predict {NextSteps.Quoted(classifier)} {NextSteps.Quoted(picture)}");
            }
            else
            {
                terminal.Next($"perceptron digits train{NextSteps.Given(parsed, [.. data.Source, output])}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Show(DigitsData digits, Dataset<float> part, int i, Terminal terminal)
    {
        terminal.Image(part.Rows.Row(i), digits.Height, digits.Width);
        terminal.Line($"Label: {digits.ClassNames[part.Targets.ClassOf(i)]}");
    }

    /// <summary>Writes the picture, and returns its path as the folder was given.</summary>
    private static string Picture(DigitsData digits, Dataset<float> part, int i, DirectoryInfo folder, bool isTest, Terminal terminal)
    {
        folder.Create();
        var name = string.Create(CultureInfo.InvariantCulture, $"{(isTest ? "test" : "training")}{i}.png");
        var path = Path.Combine(folder.FullName, name);

        // Ink is dark, which `predict` reads either way; other pictures are read as they are.
        var observation = part.Rows.Row(i);
        Perceptron.Image.FromObservation(digits.ArePreparedDigits ? observation : Array.ConvertAll(observation, value => 1 - value), digits.Height, digits.Width).SavePng(path);
        terminal.Text($"Picture: {LineBreaks.Whole(path)}");
        return Path.Combine(folder.ToString(), name);
    }

    /// <summary>Shows what the model predicts, and returns its path as it was given; null if there is none.</summary>
    private static string? Classify(DigitsData digits, float[] observation, FileInfo? given, DirectoryInfo folder, Terminal terminal)
    {
        var path = given?.FullName ?? Path.Combine(folder.FullName, DigitsModelFile.Name);
        if (given is null && !File.Exists(path))
        {
            terminal.Text($"There is no model in {LineBreaks.Whole(folder.FullName)} yet. Run 'perceptron digits train' to make one.");
            return null;
        }

        var file = DigitsModelFile.Load(path);
        if (file.Height != digits.Height || file.Width != digits.Width)
        {
            throw new InvalidDataException(
                $"{path} classifies images of {file.Height} × {file.Width}; this image has {digits.Height} × {digits.Width}.");
        }

        terminal.Text($"f(x) by {LineBreaks.Whole(path)}:");
        Bars.Show(file.Model, observation, terminal);
        return given?.ToString() ?? Path.Combine(folder.ToString(), DigitsModelFile.Name);
    }
}
