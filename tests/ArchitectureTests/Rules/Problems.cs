using Xunit;

namespace ArchitectureTests.Rules;

internal static class Problems
{
    /// <summary>Fails with the rule and every place that breaks it.</summary>
    public static void None(string rule, IEnumerable<string> places)
    {
        var found = places.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{rule}\n\n{string.Join('\n', found)}\n\n{found.Count} in all.");
    }
}
