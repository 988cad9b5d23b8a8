using System.Text.RegularExpressions;

namespace Perceptron.Cli;

/// <summary>What a person is told of an exception.</summary>
internal static partial class ErrorText
{
    /// <summary>What the parser says of a text that is no number or path, in words instead of the names of types.</summary>
    public static string WithoutTypes(string message) => PathType().Replace(FractionType().Replace(WholeType().Replace(message, "a whole number"), "a number"), "a path");

    /// <summary>
    /// Its message in one line, without the name of a parameter, which means nothing in the shell, and without the control
    /// characters that a hostile file may bring into it.
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
