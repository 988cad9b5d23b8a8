using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary>The images to train on and to test on.</summary>
internal sealed record DigitsData(
    bool IsEmbedded, int Height, int Width, IReadOnlyList<string> ClassNames, Dataset<float> Training, Dataset<float> Test)
{
    /// <summary>Finds MNIST, else takes the built-in digits, and prints which of them.</summary>
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
            var offline = parsed.GetValue(options.Offline) ? " (offline)" : "";
            terminal.Warning($"MNIST not found{offline}. Using the built-in 8 × 8 digits. Reasons: {string.Join("; ", exception.Reasons)}.");
            return Embedded(terminal);
        }
    }

    /// <summary>Tries offline first: the progress bar is for downloads only.</summary>
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
            $"Data: {split.Training.Count} built-in digits of {images.Height} × {images.Width} to train on and {split.HeldOut.Count} to test on "
            + "(UCI, CC BY 4.0; not MNIST).");
        return new(true, images.Height, images.Width, images.ClassNames, split.Training, split.HeldOut);
    }
}
