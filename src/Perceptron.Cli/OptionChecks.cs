using System.CommandLine;
using System.CommandLine.Parsing;

namespace Perceptron.Cli;

/// <summary>Checks the values of options.</summary>
internal static class OptionChecks
{
    /// <summary>A whole number within bounds.</summary>
    public static Option<int?> AtLeast(Option<int?> option, int min, int max = int.MaxValue)
    {
        option.Validators.Add(result => Check(result, option, value =>
            value < min || value > max
                ? $"{option.Name} must be at least {min}{(max < int.MaxValue ? $" and at most {max}" : "")}; it is {value}."
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

    /// <summary>Checks a value that the parser could read.</summary>
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
            // The text is not a number; the parser itself reports that.
        }
    }

    /// <summary>
    /// Refuses an option before a subcommand: it would belong to the parent command and be ignored.
    /// </summary>
    public static void RefuseOptionsBefore(CommandResult result)
    {
        foreach (var option in (result.Parent as CommandResult)?.Children.OfType<OptionResult>().Where(option => !option.Implicit) ?? [])
        {
            result.AddError($"{option.Option.Name} must come after \"{result.Command.Name}\".");
        }
    }
}
