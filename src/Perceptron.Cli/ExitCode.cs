namespace Perceptron.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The program failed; the last line says why.</summary>
    public const int Failure = 1;

    /// <summary>The arguments are invalid.</summary>
    public const int WrongUsage = 2;

    /// <summary>It was interrupted from the keyboard: 128 and the number of the signal, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Another process asked it to end.</summary>
    public const int Terminated = 143;
}
