namespace Perceptron.Bench.Compare;

/// <summary>The folder with the scripts and the results.</summary>
internal static class Repository
{
    /// <summary>The folder <c>bench</c>.</summary>
    public static string Bench { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Perceptron.sln")))
            {
                return Path.Combine(folder.FullName, "bench");
            }
        }

        throw new DirectoryNotFoundException($"No Perceptron.sln was found above {AppContext.BaseDirectory}. Run the benchmarks inside the repository.");
    }
}
