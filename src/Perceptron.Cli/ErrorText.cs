namespace Perceptron.Cli;

/// <summary>What a person is told of an exception.</summary>
internal static class ErrorText
{
    /// <summary>Its message in one line, without the name of a parameter, which means nothing in the shell.</summary>
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
}
