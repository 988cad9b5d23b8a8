using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Perceptron.Cli;

/// <summary>What is wrong with a command line, in words: what is missing by its name, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>A sentence for each error.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        var unknown = Unknown(parsed).ToArray();
        var missing = Missing(command).ToArray();
        var others = parsed.Errors
            .Where(error => !error.Message.StartsWith("Unrecognized command or argument", StringComparison.Ordinal))
            .Where(error => !IsMissing(error) || error.SymbolResult is OptionResult || missing.Length + unknown.Length == 0)
            .Where(error => error.SymbolResult is not ArgumentResult argument || !argument.Tokens.Any(IsOption))
            .Select(Text);
        return unknown.Concat(missing).Concat(others).Distinct();
    }

    private static bool IsMissing(ParseError error) => error.Message.StartsWith("Required ", StringComparison.Ordinal);

    private static bool IsOption(Token token) => token.Value.StartsWith("--", StringComparison.Ordinal);

    private static string Text(ParseError error) => error switch
    {
        { SymbolResult: OptionResult { Option: var option } } when IsMissing(error) => $"{option.Name} needs a value: {option.Name} {HelpPage.Value(option)}.",
        _ => ErrorText.WithoutTypes(error.Message.ReplaceLineEndings(" ")),
    };

    /// <summary>The arguments that are not there.</summary>
    private static IEnumerable<string> Missing(CommandResult command) =>
        from argument in command.Command.Arguments
        where argument.Arity.MinimumNumberOfValues > (command.GetResult(argument)?.Tokens.Count(token => !IsOption(token)) ?? 0)
        select $"{argument.Name} is missing: {argument.Description}";

    /// <summary>
    /// What is neither a command nor an option. The parser takes an unknown option for an argument where one is missing. The value of an
    /// unknown option is not unknown as well.
    /// </summary>
    private static IEnumerable<string> Unknown(ParseResult parsed)
    {
        var isValue = false;
        var taken = parsed.CommandResult.Command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? []).Where(IsOption);
        foreach (var token in taken.Select(token => token.Value).Concat(parsed.UnmatchedTokens))
        {
            if (isValue && !token.StartsWith('-'))
            {
                continue;
            }

            isValue = token.StartsWith('-');
            string[] meant = [.. Meant(token, parsed).Select(name => $"'{name}'")];
            var question = meant.Length == 0 ? "" : $" Did you mean {string.Join(", ", meant[..^1])}{(meant.Length > 1 ? " or " : "")}{meant[^1]}?";
            yield return $"Unrecognized command or argument '{token}'.{question}";
        }
    }

    /// <summary>What was probably meant: the same name elsewhere, or similar names of this command.</summary>
    private static IEnumerable<string> Meant(string token, ParseResult parsed)
    {
        var (command, name) = (parsed.CommandResult.Command, token.Split('=', ':')[0]);
        if (!name.StartsWith('-'))
        {
            var elsewhere = All(parsed.RootCommandResult.Command).FirstOrDefault(each => each != command && each.Name == name);
            return elsewhere is null ? Similar(name, command.Subcommands) : [HelpPage.Path(elsewhere)];
        }

        // Of the same subject: another subject's option of that name is another thing.
        var neighbours = command.Subcommands.Concat(command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).SelectMany(parent => parent.Subcommands));
        var neighbour = neighbours.FirstOrDefault(each => each.Options.Any(option => option.Name == name || option.Aliases.Contains(name)));
        return neighbour is null
            ? Similar(name, command.Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal)).Append(new Option<bool>("--help")))
            : [$"{HelpPage.Path(neighbour)} {name}"];
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    /// <summary>The parser's own corrections of a name, without those that have few letters in common with it.</summary>
    private static IEnumerable<string> Similar(string name, IEnumerable<Symbol> symbols)
    {
        var lower = name.ToLowerInvariant();
        var probe = new Command("probe");
        foreach (var symbol in symbols.DistinctBy(symbol => symbol.Name))
        {
            if (symbol.Name == lower)
            {
                return [lower];
            }

            if (symbol is Option option)
            {
                probe.Add(new Option<string>(symbol.Name, [.. option.Aliases]));
            }
            else
            {
                probe.Add(new Command(symbol.Name));
            }
        }

        var parsed = probe.Parse([lower], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not ParseErrorAction action)
        {
            return [];
        }

        action.ShowHelp = false;
        using var corrections = new StringWriter();
        parsed.Invoke(new InvocationConfiguration { Output = corrections, Error = TextWriter.Null });
        return [.. corrections.ToString().Split(Environment.NewLine).Skip(1).Where(correction => correction.Length > 0 && IsAlike(correction, lower))];
    }

    private static bool IsAlike(string one, string other)
    {
        var letters = one.TrimStart('-').ToHashSet();
        return 2 * letters.Count(letter => other.Contains(letter, StringComparison.Ordinal)) > letters.Count;
    }
}
