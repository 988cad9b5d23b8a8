using System.CommandLine;
using System.CommandLine.Parsing;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits</c>, which trains unless told otherwise.</summary>
internal static class DigitsCommand
{
    public static Command Create()
    {
        var digits = TrainCommand.Create("digits", "Handwritten digits. Without a further command: " + TrainCommand.Description);
        foreach (var command in (Command[])[TrainCommand.Create("train"), ShowCommand.Create(), PredictCommand.Create(), DownloadCommand.Create()])
        {
            command.Validators.Add(RefuseOptionsBefore);
            digits.Add(command);
        }

        return digits;
    }

    /// <summary>An option before the further command would be that of <c>digits</c> itself, and go unheard.</summary>
    private static void RefuseOptionsBefore(CommandResult result)
    {
        foreach (var option in (result.Parent as CommandResult)?.Children.OfType<OptionResult>().Where(option => !option.Implicit) ?? [])
        {
            result.AddError($"{option.Option.Name} must stand behind \"{result.Command.Name}\".");
        }
    }
}
