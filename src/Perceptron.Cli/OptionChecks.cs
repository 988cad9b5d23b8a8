using System.CommandLine;
using System.CommandLine.Parsing;

namespace Perceptron.Cli;

/// <summary>What options refuse, in words.</summary>
internal static class OptionChecks
{
    /// <summary>A whole number within bounds.</summary>
    public static Option<int?> AtLeast(Option<int?> option, int least, int most = int.MaxValue)
    {
        option.Validators.Add(result => Check(result, option, value =>
            value < least || value > most
                ? $"{option.Name} must be at least {least}{(most < int.MaxValue ? $" and at most {most}" : "")}; it is {value}."
                : null));
        return option;
    }

    /// <summary>A finite number above 0, or of at least 0.</summary>
    public static Option<double?> Number(Option<double?> option, bool zero)
    {
        option.Validators.Add(result => Check(result, option, value =>
            value is null || (double.IsFinite(value.Value) && (value > 0 || (zero && value == 0)))
                ? null
                : $"{option.Name} must be a number {(zero ? "of at least 0" : "above 0")}; it is {value}."));
        return option;
    }

    /// <summary>Looks at a value that the parser could read.</summary>
    public static void Check<T>(OptionResult result, Option<T> option, Func<T?, string?> problem)
    {
        if (result.Errors.Any() || result.Tokens.Count == 0)
        {
            return;
        }

        try
        {
            if (problem(result.GetValue(option)) is { } message)
            {
                result.AddError(message);
            }
        }
        catch (InvalidOperationException)
        {
            // The text is no number, which the parser itself reports.
        }
    }

    /// <summary>
    /// Refuses an option that stands before a further command: it would be that of the command above, and go unheard.
    /// </summary>
    public static void RefuseOptionsBefore(CommandResult result)
    {
        foreach (var option in (result.Parent as CommandResult)?.Children.OfType<OptionResult>().Where(option => !option.Implicit) ?? [])
        {
            result.AddError($"{option.Option.Name} must stand behind \"{result.Command.Name}\".");
        }
    }
}
