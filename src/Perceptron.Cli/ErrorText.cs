using System.Text.RegularExpressions;

namespace Perceptron.Cli;

/// <summary>Error messages for the terminal.</summary>
internal static partial class ErrorText
{
    /// <summary>The parser's message for a text that is not a number or path, in words instead of .NET type names.</summary>
    public static string WithoutTypes(string message) => PathType().Replace(FractionType().Replace(WholeType().Replace(message, "a whole number"), "a number"), "a path");

    /// <summary>
    /// The message of an exception in one line. It has no name of a parameter, which means nothing in the shell, and no control
    /// characters, which a hostile file may contain.
    /// </summary>
    public static string OneLine(Exception exception)
    {
        var message = exception switch
        {
            AggregateException { InnerException: { } inner } => OneLine(inner),
            ArgumentException { ParamName: { } name } => exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
            _ => exception.Message,
        };
        return string.Concat(message.ReplaceLineEndings(" ").Select(character => char.IsControl(character) ? ' ' : character));
    }

    [GeneratedRegex(@"expected type '[^']*System\.Int(32|64)[^']*'")]
    private static partial Regex WholeType();

    [GeneratedRegex(@"expected type '[^']*System\.Double[^']*'")]
    private static partial Regex FractionType();

    [GeneratedRegex(@"expected type '[^']*System\.IO\.[^']*'")]
    private static partial Regex PathType();
}
