using System.CommandLine;

namespace Perceptron.Cli;

/// <summary>A folder to write into.</summary>
internal static class OutputFolder
{
    /// <summary><c>--out</c>.</summary>
    public static Option<DirectoryInfo> Option(string description, string name) => new("--out")
    {
        Description = description,
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(name),
    };

    /// <summary>Checks before the work that the folder can be created and written into. Leaves no trace.</summary>
    /// <exception cref="IOException">The folder can't be created or written into.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed.</exception>
    public static void Require(DirectoryInfo folder)
    {
        var missing = new Stack<DirectoryInfo>();
        for (var ancestor = folder; ancestor is { Exists: false }; ancestor = ancestor.Parent)
        {
            missing.Push(ancestor);
        }

        folder.Create();
        File.Create(Path.Combine(folder.FullName, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
        foreach (var made in missing.Reverse())
        {
            made.Delete();
        }
    }
}
