namespace Perceptron.Bench.Compare;

/// <summary>Where the scripts are, and the results go.</summary>
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

        throw new DirectoryNotFoundException($"There is no Perceptron.sln above {AppContext.BaseDirectory}: the benchmarks run in the repository.");
    }
}
