namespace Perceptron.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something went wrong that the last line explains.</summary>
    public const int Failure = 1;

    /// <summary>The arguments can't be used.</summary>
    public const int WrongUsage = 2;
}
