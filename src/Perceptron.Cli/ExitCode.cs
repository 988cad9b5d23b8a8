namespace Perceptron.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The program failed; the last line says why.</summary>
    public const int Failure = 1;

    /// <summary>The arguments are invalid.</summary>
    public const int WrongUsage = 2;
}
