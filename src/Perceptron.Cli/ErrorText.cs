using System.Text.RegularExpressions;

namespace Perceptron.Cli;

/// <summary>Error messages for the terminal.</summary>
internal static partial class ErrorText
{
    /// <summary>The parser's message for a text that is not a path, in words instead of .NET type names.</summary>
    public static string WithoutTypes(string message) => PathType().Replace(message, "a path");

    /// <summary>
    /// The message of an exception in one line. It has no name of a parameter, which means nothing in the shell.
    /// </summary>
    public static string OneLine(Exception exception)
    {
        var message = exception switch
        {
            AggregateException { InnerException: { } inner } => OneLine(inner),
            ArgumentException { ParamName: { } name } => exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
            _ => exception.Message,
        };
        return message.ReplaceLineEndings(" ");
    }

    [GeneratedRegex(@"expected type '[^']*System\.IO\.[^']*'")]
    private static partial Regex PathType();
}
