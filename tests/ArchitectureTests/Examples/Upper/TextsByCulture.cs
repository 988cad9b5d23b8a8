using System.Globalization;

namespace ArchitectureTests.Examples;

/// <summary>Numbers as text, each in one way. Those that are fine say so.</summary>
internal static class TextsByCulture
{
    public static string Fraction(double value) => $"{value} is given";

    public static string Seed(long value) => $"seed {value}";

    public static string Optional(double? value) => $"rate {value}";

    public static string OfAnyType<T>(T value)
        where T : struct => $"value {value:G3}";

    public static string Inner(double value) => string.Create(CultureInfo.InvariantCulture, $"{value}{(value > 0 ? $"{value} more" : "")}");

    public static string Outer(double value) => $"{string.Create(CultureInfo.InvariantCulture, $"{value}, ")}{value}";

    public static string Joined(double[] values) => string.Join(", ", values);

    public static void Refused(int value) => ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);

    public static Exception OutOfRange(int value) => new ArgumentOutOfRangeException(nameof(value), value, "At least 1 is needed.");

    public static string FineByProvider(double value) => string.Create(CultureInfo.InvariantCulture, $"{value} is given");

    public static string FineByText(double value) => $"{value.ToString(CultureInfo.InvariantCulture)} is given";

    public static string FineCount(int count) => $"{count} rows";
}
