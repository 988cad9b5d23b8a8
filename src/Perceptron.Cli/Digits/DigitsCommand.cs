using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits</c>, which trains by default.</summary>
internal static class DigitsCommand
{
    public static Command Create()
    {
        var digits = TrainCommand.Create("digits", "Handwritten digits. Without a subcommand: " + TrainCommand.Description);
        foreach (var command in (Command[])[TrainCommand.Create("train"), ShowCommand.Create(), PredictCommand.Create(), DownloadCommand.Create()])
        {
            command.Validators.Add(OptionChecks.RefuseOptionsBefore);
            digits.Add(command);
        }

        return digits;
    }
}
