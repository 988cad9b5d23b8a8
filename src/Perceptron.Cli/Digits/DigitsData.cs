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

        try
        {
            var data = await Load(options, parsed, terminal, cancellation);
            terminal.Line(
                $"Data: {data.Training.Count} images of {data.Training.Height} × {data.Training.Width} to train on and {data.Test.Count} to test on, "
                + $"from {data.Folder}.");
            return new(false, data.Training.Height, data.Training.Width, data.Training.ClassNames, data.Training.Data, data.Test.Data);
        }
        catch (MnistNotFoundException exception) when (dataset is null)
        {
            terminal.Warning($"NOT MNIST: the small digits that the program carries with it are used. {exception.Message}");
            return Embedded(terminal);
        }
    }

    /// <summary>Downloading has a progress bar, which is not shown where there is nothing to download.</summary>
    private static async Task<MnistData> Load(DataOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(options.Data)?.FullName;
        try
        {
            return await Mnist.LoadAsync(new MnistOptions { Folder = folder, Offline = true }, cancellationToken: cancellation);
        }
        catch (MnistNotFoundException) when (!parsed.GetValue(options.Offline))
        {
            var online = new MnistOptions { Folder = folder, Mirrors = DataOptions.MirrorsOf(parsed, options.Mirrors) };
            return await terminal.Downloading(progress => Mnist.LoadAsync(online, progress, cancellation));
        }
    }

    private static DigitsData Embedded(Terminal terminal)
    {
        var images = Perceptron.Digits.Embedded();
        var split = images.Data.SplitByFraction(0.2, seed: 0, stratified: true);
        terminal.Line(
            $"Data: {split.Training.Count} embedded digits of {images.Height} × {images.Width} to train on and {split.HeldOut.Count} to test on "
            + "(UCI, CC BY 4.0; not MNIST).");
        return new(true, images.Height, images.Width, images.ClassNames, split.Training, split.HeldOut);
    }
}
