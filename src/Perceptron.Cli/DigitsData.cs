namespace Perceptron.Cli;

/// <summary>The images to train and to test on, wherever they were found.</summary>
internal sealed record DigitsData(
    bool IsMnist, int Height, int Width, IReadOnlyList<string> ClassNames, Dataset<float> Training, Dataset<float> Test)
{
    private const string Variable = "PERCEPTRON_DATA";

    /// <summary>The folder given, then that of the environment, then what the program carries with it.</summary>
    public static DigitsData Find(DirectoryInfo? given, Terminal terminal)
    {
        if (given is not null)
        {
            return InFolder(given.FullName, terminal);
        }

        var folder = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(folder) && Mnist.IsIn(folder))
        {
            return InFolder(folder, terminal);
        }

        return Embedded(terminal, string.IsNullOrEmpty(folder) ? $"no --data was given and {Variable} is not set" : $"{Variable} points to {folder}, where it is not");
    }

    private static DigitsData InFolder(string folder, Terminal terminal)
    {
        var data = Mnist.Load(folder);
        terminal.Line(
            $"Data: {data.Training.Count} images of {data.Training.Height} × {data.Training.Width} to train on and {data.Test.Count} to test on, from {folder}.");
        return new(true, data.Training.Height, data.Training.Width, data.Training.ClassNames, data.Training.Data, data.Test.Data);
    }

    private static DigitsData Embedded(Terminal terminal, string why)
    {
        var images = Digits.Embedded();
        var split = images.Data.SplitByFraction(0.2, seed: 0, stratified: true);
        terminal.Warning(
            $"NOT MNIST: {why}. Using the {images.Count} digits of {images.Height} × {images.Width} that the program carries with it (UCI, CC BY 4.0).");
        terminal.Line($"Data: {split.Training.Count} of these images to train on and {split.HeldOut.Count} to test on.");
        return new(false, images.Height, images.Width, images.ClassNames, split.Training, split.HeldOut);
    }
}
