using System.Globalization;

namespace Perceptron;

/// <summary>A colour by its parts, each from 0 to 255, as on a screen (sRGB).</summary>
/// <param name="Red">Red.</param>
/// <param name="Green">Green.</param>
/// <param name="Blue">Blue.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    internal static Rgb Black { get; } = new(0, 0, 0);

    internal static Rgb White { get; } = new(255, 255, 255);

    /// <summary>The end of every scale where a class holds: red.</summary>
    internal static Rgb For { get; } = new(190, 20, 40);

    /// <summary>The end of every scale where it doesn't: blue.</summary>
    internal static Rgb Against { get; } = new(20, 80, 190);

    /// <summary>The colour in hexadecimal, as "#be1e2d".</summary>
    /// <returns>Seven characters.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>From white at 0 in a straight line to this colour at 1.</summary>
    internal Rgb FromWhite(double part) => new(Mix(Red, part), Mix(Green, part), Mix(Blue, part));

    private static byte Mix(byte end, double part) => (byte)Math.Round(255 + (part * (end - 255)));
}
