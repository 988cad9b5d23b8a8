using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits</c>, which trains unless told otherwise.</summary>
internal static class DigitsCommand
{
    public static Command Create()
    {
        var digits = TrainCommand.Create("digits", "Handwritten digits. Without a further command: " + TrainCommand.Description);
        digits.Add(TrainCommand.Create("train"));
        digits.Add(ShowCommand.Create());
        digits.Add(PredictCommand.Create());
        digits.Add(DownloadCommand.Create());
        return digits;
    }
}
