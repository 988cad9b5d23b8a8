using System.Globalization;

namespace PublicApiTests.WrongArguments;

/// <summary>
/// A culture that writes every sign of a number in its own way, as nb-NO has another minus, de-DE a comma and ar-SA other words for
/// infinity. Casing is that of Turkish. Its sign in a text shows that the text depends on the culture.
/// </summary>
internal static class HostileCulture
{
    private const string Sign = "¤";

    public static CultureInfo Instance { get; } = Make();

    public static bool IsIn(string text) => text.Contains(Sign, StringComparison.Ordinal);

    public static void RequireAbsent(string? text)
    {
        if (text is not null && IsIn(text))
        {
            throw new InvalidOperationException($"The text depends on the culture: {text}");
        }
    }

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("tr-TR").Clone();
        var numbers = culture.NumberFormat;
        foreach (var property in typeof(NumberFormatInfo).GetProperties().Where(property => property.PropertyType == typeof(string) && property.CanWrite))
        {
            property.SetValue(numbers, $"{Sign}{property.Name}{Sign}");
        }

        return culture;
    }
}
