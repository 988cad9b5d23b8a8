using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary>The images to train on and to test on.</summary>
internal sealed record DigitsData(
    bool IsEmbedded, bool IsEmnist, int Height, int Width, IReadOnlyList<string> ClassNames, Dataset<float> Training, Dataset<float> Test)
{
    /// <summary>How many training images MNIST, and QMNIST, which is made of it, have of each digit.</summary>
    private static readonly long[] MnistCounts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];

    /// <summary>Whether each image was cropped and centred as MNIST's digits were; files in the same format may have any pictures.</summary>
    public bool ArePreparedDigits => IsEmbedded || IsEmnist || HasMnistCounts;

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
            terminal.Text(
                $"Data: {data.Training.Count} images of {data.Training.Height} × {data.Training.Width} to train on and {data.Test.Count} to test on, "
                + $"from {LineBreaks.Whole(data.Folder)}.");
            return new(false, Directory.EnumerateFiles(data.Folder, "emnist-*").Any(), data.Training.Height, data.Training.Width, data.Training.ClassNames, data.Training.Data, data.Test.Data);
        }
        catch (MnistNotFoundException exception) when (dataset is null && parsed.GetValue(options.Emnist) is null)
        {
            var offline = parsed.GetValue(options.Offline) ? " (offline)" : "";
            var isVerbose = parsed.GetValue(options.Verbose);
            terminal.Warning($"MNIST not found{offline}. Using the built-in 8 × 8 digits.{(isVerbose ? "" : " --verbose tells why.")}");
            foreach (var reason in isVerbose ? exception.Reasons : [])
            {
                terminal.Text(reason, indent: 2);
            }

            return Embedded(terminal);
        }
    }

    /// <summary>Tries offline first: the progress bar is for downloads only.</summary>
    private static async Task<MnistData> Load(DataOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            return await Mnist.LoadAsync(Options(offline: true), cancellationToken: cancellation);
        }
        catch (MnistNotFoundException) when (!parsed.GetValue(options.Offline))
        {
            return await terminal.Downloading(progress => Mnist.LoadAsync(Options(offline: false), progress, cancellation));
        }

        MnistOptions Options(bool offline) => new()
        {
            Folder = parsed.GetValue(options.Data)?.FullName,
            EmnistSplit = parsed.GetValue(options.Emnist),
            Transposed = parsed.GetValue(options.Transposed) ? true : null,
            Offline = offline,
            Mirrors = offline ? [] : DataOptions.MirrorsOf(parsed, options.Mirrors),
        };
    }

    private bool HasMnistCounts
    {
        get
        {
            var counts = new long[Training.ClassCount];
            for (var i = 0; i < Training.Count; i++)
            {
                counts[Training.Targets.ClassOf(i)]++;
            }

            return counts.AsSpan().SequenceEqual(MnistCounts);
        }
    }

    private static DigitsData Embedded(Terminal terminal)
    {
        var images = Perceptron.Digits.Embedded();
        var split = images.Data.SplitByFraction(0.2, seed: 0, stratified: true);
        terminal.Text(
            $"Data: {split.Training.Count} built-in digits of {images.Height} × {images.Width} to train on and {split.HeldOut.Count} to test on "
            + $"(UCI, {LineBreaks.Whole("CC BY 4.0")}; not MNIST).");
        return new(true, false, images.Height, images.Width, images.ClassNames, split.Training, split.HeldOut);
    }
}
