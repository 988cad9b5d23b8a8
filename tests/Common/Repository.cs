namespace Tests;

/// <summary>The checkout that these tests were built from; they lie below it, whatever a build writes for the paths of its sources.</summary>
public static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Perceptron.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } above ? Above(above)
        : throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has the file Perceptron.sln.");
}
