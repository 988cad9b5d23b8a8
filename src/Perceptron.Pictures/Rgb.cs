using System.Globalization;

namespace Perceptron;

/// <summary>A colour by its components, each from 0 to 255, as on a screen (sRGB).</summary>
/// <param name="Red">Red.</param>
/// <param name="Green">Green.</param>
/// <param name="Blue">Blue.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    internal static Rgb Black { get; } = new(0, 0, 0);

    internal static Rgb White { get; } = new(255, 255, 255);

    /// <summary>For a value that is not a number: it is on no scale.</summary>
    internal static Rgb Grey { get; } = new(128, 128, 128);

    /// <summary>The end of every scale for a class: red.</summary>
    internal static Rgb Positive { get; } = new(190, 20, 40);

    /// <summary>The end of every scale against a class: blue.</summary>
    internal static Rgb Negative { get; } = new(20, 80, 190);

    /// <summary>The colour in hexadecimal, as "#be1e2d".</summary>
    /// <returns>Seven characters.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>Interpolates linearly from white at 0 to this colour at 1.</summary>
    internal Rgb FromWhite(double fraction) => new(Mix(Red, fraction), Mix(Green, fraction), Mix(Blue, fraction));

    private static byte Mix(byte end, double fraction) => (byte)Math.Round(255 + (fraction * (end - 255)));
}
