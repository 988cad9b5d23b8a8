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

    /// <summary>
    /// Checks before the work that the folder can be created and written into. Leaves no trace, and touches nothing that another run may use:
    /// it tries the missing folders under a name of its own.
    /// </summary>
    /// <exception cref="IOException">The folder can't be created or written into.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed.</exception>
    public static void Require(DirectoryInfo folder)
    {
        var missing = new Stack<string>();
        var there = Existing(folder, missing);
        try
        {
            if (missing.Count == 0)
            {
                Try(there.FullName);
                return;
            }

            var own = there.CreateSubdirectory($".perceptron-{Path.GetRandomFileName()}");
            try
            {
                Try(own.CreateSubdirectory(Path.Combine([.. missing])).FullName);
            }
            finally
            {
                own.Delete(recursive: true);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"{folder.FullName} can't be written into: access to {there.FullName} is denied.", exception);
        }

        static void Try(string path) => File.Create(Path.Combine(path, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
    }

    /// <summary>Checks that no file is in the way of the folder.</summary>
    /// <exception cref="IOException">There is one.</exception>
    public static void RequireNoFile(DirectoryInfo folder) => Existing(folder, []);

    /// <summary>The folder or the nearest one above it that exists; the names of those that don't are put on the stack.</summary>
    private static DirectoryInfo Existing(DirectoryInfo folder, Stack<string> missing)
    {
        var there = folder;
        for (; !there.Exists; there = there.Parent ?? throw new DirectoryNotFoundException($"There is no {there.FullName}."))
        {
            if (File.Exists(there.FullName))
            {
                throw new IOException($"{folder.FullName} can't be created: {there.FullName} is not a folder.");
            }

            missing.Push(there.Name);
        }

        return there;
    }
}
