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
            Picture(digits, part, i, folder, parsed.GetValue(test), terminal);
            Classify(digits, part.Rows.Row(i), parsed.GetValue(model), folder, terminal);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Show(DigitsData digits, Dataset<float> part, int i, Terminal terminal)
    {
        terminal.Image(part.Rows.Row(i), digits.Height, digits.Width);
        terminal.Line($"Label: {digits.ClassNames[part.Targets.ClassOf(i)]}");
    }

    private static void Picture(DigitsData digits, Dataset<float> part, int i, DirectoryInfo folder, bool isTest, Terminal terminal)
    {
        folder.Create();
        var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{(isTest ? "test" : "training")}{i}.png"));
        Perceptron.Image.FromObservation(part.Rows.Row(i), digits.Height, digits.Width).SavePng(path);
        terminal.Line($"Picture: {path}");
    }

    private static void Classify(DigitsData digits, float[] observation, FileInfo? given, DirectoryInfo folder, Terminal terminal)
    {
        var path = given?.FullName ?? Path.Combine(folder.FullName, DigitsModelFile.Name);
        if (given is null && !File.Exists(path))
        {
            terminal.Line($"There is no model in {folder.FullName} yet. Run 'perceptron digits train' to make one.");
            return;
        }

        var file = DigitsModelFile.Load(path);
        if (file.Height != digits.Height || file.Width != digits.Width)
        {
            throw new InvalidDataException(
                $"{path} classifies images of {file.Height} × {file.Width}; this image has {digits.Height} × {digits.Width}.");
        }

        terminal.Line($"f(x) by {path}:");
        Bars.Show(file.Model, observation, terminal);
    }
}
