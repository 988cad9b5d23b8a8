using System.CommandLine;
using System.CommandLine.Parsing;

namespace Perceptron.Cli;

/// <summary>Checks the values of options.</summary>
internal static class OptionChecks
{
    /// <summary>A whole number within bounds.</summary>
    public static Option<int?> AtLeast(Option<int?> option, int min, int max = int.MaxValue)
    {
        option.CustomParser = result => (int?)Whole(result, option.Name, min, max);
        return option;
    }

    /// <summary>A whole number of any size, such as a seed.</summary>
    public static Option<long?> AnyWhole(Option<long?> option)
    {
        option.CustomParser = result => Whole(result, option.Name, long.MinValue, long.MaxValue);
        return option;
    }

    /// <summary>Several whole numbers within bounds.</summary>
    public static Option<int[]> Several(Option<int[]> option, int min, int max)
    {
        option.CustomParser = result =>
        {
            var values = new List<int>();
            foreach (var token in result.Tokens)
            {
                if (StrictNumber.ReadWhole(token.Value, out var value) is { } problem)
                {
                    result.AddError($"{option.Name} takes whole numbers, with spaces between them: {problem}");
                    return null;
                }

                if (value < min || value > max)
                {
                    result.AddError($"{option.Name} takes numbers from {min} to {max}; {string.Join(", ", result.Tokens.Select(each => each.Value))} given.");
                    return null;
                }

                values.Add((int)value);
            }

            return [.. values];
        };
        return option;
    }

    /// <summary>A whole number that is no option.</summary>
    public static Argument<int> Index(Argument<int> argument)
    {
        argument.CustomParser = result => (int?)Whole(result, argument.Name, int.MinValue, int.MaxValue) ?? 0;
        return argument;
    }

    /// <summary>A finite number above 0, or of at least 0.</summary>
    public static Option<double?> Number(Option<double?> option, bool zero)
    {
        var kind = zero ? "of at least 0" : "above 0";
        option.CustomParser = result =>
        {
            if (result.Tokens is not [var token])
            {
                return null;
            }

            if (StrictNumber.ReadFraction(token.Value, out var value) is { } problem)
            {
                result.AddError($"{option.Name} takes a number {kind}: {problem}");
                return null;
            }

            if (value < 0 || (value == 0 && !zero))
            {
                result.AddError($"{option.Name} must be a number {kind}; it is {token.Value}.");
                return null;
            }

            return value;
        };
        return option;
    }

    /// <summary>One of a few words.</summary>
    public static Option<T> Among<T>(Option<T> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => RequireWords(result, option.Name, words));
        return option;
    }

    /// <summary>Some of a few words, without the name of an option.</summary>
    public static Argument<string[]> Among(Argument<string[]> argument, params string[] words)
    {
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => RequireWords(result, argument.Name, words));
        return argument;
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

    private static void RequireWords(SymbolResult result, string name, string[] words)
    {
        if (result.Tokens.FirstOrDefault(token => !words.Contains(token.Value, StringComparer.Ordinal)) is { } wrong)
        {
            result.AddError($"{name} takes {string.Join(", ", words)}; {(wrong.Value.Length == 0 ? "an empty text" : wrong.Value)} given.");
        }
    }

    private static long? Whole(ArgumentResult result, string name, long min, long max)
    {
        if (result.Tokens is not [var token])
        {
            return null;
        }

        if (StrictNumber.ReadWhole(token.Value, out var value) is { } problem)
        {
            result.AddError($"{name} takes a whole number: {problem}");
            return null;
        }

        if (value < min || value > max)
        {
            var most = max < int.MaxValue || min == int.MinValue || value > max ? $" and at most {max}" : "";
            result.AddError($"{name} must be at least {min}{most}; it is {token.Value}.");
            return null;
        }

        return value;
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
