using System.CommandLine;

namespace Perceptron.Cli;

/// <summary>Files that a command writes.</summary>
internal static class OutputFile
{
    /// <summary>Refuses folders, and files that the command reads.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="inputs">Arguments with paths that are read.</param>
    public static void Check(Option<FileInfo?> option, params Argument[] inputs) => option.Validators.Add(result => OptionChecks.Check(result, option, file =>
        Directory.Exists(file!.FullName) ? $"{option.Name} takes a file; {file} is a folder."
        : Path.EndsInDirectorySeparator(file.ToString()) ? $"{option.Name} takes a file; {file} is the name of a folder."
        : inputs.FirstOrDefault(input => IsSame(file.FullName, result.GetResult(input) is { Tokens: [{ } path, ..] } ? path.Value : null)) is { } same ? $"{option.Name} would overwrite {same.Name} itself, {file}."
        : null));

    /// <summary>Links are followed when the file is written; so a link to what is read is what is read.</summary>
    private static bool IsSame(string one, string? other)
    {
        try
        {
            return other is { Length: > 0 } && string.Equals(
                LinkTarget.Of(one), LinkTarget.Of(Path.GetFullPath(other)), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Links that lead nowhere are reported where the files are opened.
            return false;
        }
    }
}
