using Tests;

namespace ArchitectureTests.Rules;

/// <summary>The text files of the repository that people write.</summary>
internal static class Tree
{
    private static readonly string[] Extensions =
        [".cs", ".fs", ".fsx", ".razor", ".md", ".yml", ".json", ".props", ".targets", ".csproj", ".fsproj", ".txt", ".html", ".css", ".js", ".svg", ".py", ".sh"];

    // What git and editors keep, build output, and what the programs and DocFX write.
    private static readonly string[] Skipped =
        [".git", ".vs", ".idea", "bin", "obj", "artifacts", "packages", "TestResults", "BenchmarkDotNet.Artifacts", "__pycache__", "digits-out", "gates-out", "scripts-out", "docs/api", "docs/_site"];

    /// <summary>Their paths in the repository, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Below("").Order(StringComparer.Ordinal)];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> Below(string folder)
    {
        var here = new DirectoryInfo(Path.Combine(Repository.Root, folder));
        var files = here.EnumerateFiles().Where(file => Extensions.Contains(file.Extension)).Select(file => folder + file.Name);
        return files.Concat(here.EnumerateDirectories()
            .Where(inner => !Skipped.Contains(inner.Name) && !Skipped.Contains(folder + inner.Name))
            .SelectMany(inner => Below($"{folder}{inner.Name}/")));
    }
}
