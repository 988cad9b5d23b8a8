using System.Globalization;

namespace Perceptron;

/// <summary>Counts in messages.</summary>
internal static class Pluralize
{
    /// <summary>"1 byte", "2 bytes".</summary>
    public static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
