namespace Perceptron;

/// <summary>The platform's folder for caches.</summary>
internal static class CacheLocation
{
    public static string? Find() => Find(
        OperatingSystem.IsWindows(),
        OperatingSystem.IsMacOS(),
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME"),
        Folder(Environment.SpecialFolder.LocalApplicationData),
        Folder(Environment.SpecialFolder.UserProfile));

    public static string? Find(bool isWindows, bool isMacOS, string? xdg, string localApplicationData, string home) =>
        (isWindows, isMacOS) switch
        {
            (true, _) => Under(localApplicationData),
            (_, true) => Under(home, "Library", "Caches"),
            _ => Under(xdg) ?? Under(home, ".cache"),
        };

    private static string? Under(string? folder, params string[] parts) =>
        folder is not null && Path.IsPathFullyQualified(folder)
            ? Path.Combine([folder, .. parts, "perceptron", "mnist"])
            : null;

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
