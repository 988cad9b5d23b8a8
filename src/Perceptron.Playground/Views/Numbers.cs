using System.Globalization;

namespace Perceptron.Playground.Views;

/// <summary>Numbers as people type them.</summary>
public static class Numbers
{
    /// <summary>Takes a decimal point or comma, exponents, and either minus sign; infinity and NaN are refused.</summary>
    public static bool TryParse(string? text, out double value) =>
        double.TryParse(text?.Trim().Replace(',', '.').Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);
}
