using System.CommandLine;

namespace Perceptron.Cli;

/// <summary>Parts of the commands that the program proposes at the end of a run.</summary>
internal static class NextSteps
{
    /// <summary>The given ones among some options, as they were given, with a blank before each.</summary>
    public static string Given(ParseResult parsed, params IEnumerable<Option> options) => string.Concat(
        from option in options
        let result = parsed.GetResult(option)
        where result is { Implicit: false }
        select result.Tokens.Count == 0 ? $" {option.Name}" : string.Concat(result.Tokens.Select(token => $" {option.Name} {Quoted(token.Value)}")));

    /// <summary>A word for the shell, in quotation marks if it needs them.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "-_./\\:+,=@~".Contains(letter, StringComparison.Ordinal)) ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\""
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
