using System.Globalization;

namespace Perceptron;

/// <summary>Refuses numbers. .NET's own checks write them as the current culture does; these write them the same everywhere.</summary>
internal static class OutOfRange
{
    public static ArgumentOutOfRangeException Of<T>(string name, T value, string message)
        where T : IFormattable => new(name, value.ToString(null, CultureInfo.InvariantCulture), message);

    public static int AtLeast(int least, int value, string name) =>
        value >= least ? value : throw Of(name, value, string.Create(CultureInfo.InvariantCulture, $"At least {least} is needed."));

    public static int Between(int least, int most, int value, string name) =>
        AtLeast(least, value, name) <= most
            ? value
            : throw Of(name, value, string.Create(CultureInfo.InvariantCulture, $"At most {most} is possible."));
}
