using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary>The images to train and to test on, wherever they were found.</summary>
internal sealed record DigitsData(
    bool IsEmbedded, int Height, int Width, IReadOnlyList<string> ClassNames, Dataset<float> Training, Dataset<float> Test)
{
    /// <summary>MNIST where it can be had, else what the program carries with it; which, it says.</summary>
    public static async Task<DigitsData> Find(DataOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var dataset = parsed.GetValue(options.Dataset);
        if (dataset == DataOptions.Embedded)
        {
            return Embedded(terminal);
        }

        await Task.Yield();
        _ = cancellation;
        var folder = parsed.GetValue(options.Data)?.FullName ?? Environment.GetEnvironmentVariable("PERCEPTRON_DATA");
        if (folder is not null)
        {
            var data = Mnist.Load(folder);
            terminal.Line(
                $"Data: {data.Training.Count} images of {data.Training.Height} × {data.Training.Width} to train on and {data.Test.Count} to test on, from {folder}.");
            return new(false, data.Training.Height, data.Training.Width, data.Training.ClassNames, data.Training.Data, data.Test.Data);
        }

        terminal.Warning("NOT MNIST: The digits that the program carries with it are used instead.");
        return Embedded(terminal);
    }

    private static DigitsData Embedded(Terminal terminal)
    {
        var images = Perceptron.Digits.Embedded();
        var split = images.Data.SplitByFraction(0.2, seed: 0, stratified: true);
        terminal.Line(
            $"Data: {images.Count} digits of {images.Height} × {images.Width} that the program carries with it (UCI, CC BY 4.0; not MNIST): "
            + $"{split.Training.Count} to train on and {split.HeldOut.Count} to test on.");
        return new(true, images.Height, images.Width, images.ClassNames, split.Training, split.HeldOut);
    }
}
