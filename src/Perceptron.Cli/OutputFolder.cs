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

    /// <summary>Tries whether the folder can be made and written into, before the work whose fruits go there; leaves no trace.</summary>
    /// <exception cref="IOException">It can't.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
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
