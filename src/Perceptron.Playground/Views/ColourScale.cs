namespace Perceptron.Playground.Views;

/// <summary>Colours of numbers from 0 to 1 as 0xRRGGBB, from tables: they are looked up for thousands of points a picture.</summary>
public sealed class ColourScale
{
    private const int Steps = 256;
    private readonly int[] _table = new int[Steps];

    private ColourScale(params ReadOnlySpan<int> stops)
    {
        for (var step = 0; step < Steps; step++)
        {
            var at = (stops.Length - 1) * step / (Steps - 1.0);
            var stop = Math.Min((int)at, stops.Length - 2);
            _table[step] = Mix(stops[stop], stops[stop + 1], at - stop);
        }
    }

    /// <summary>The end of every scale for a class, and for what is positive: the red of the pictures that the library writes.</summary>
    public const int Positive = 0xBE1428;

    /// <summary>The end of every scale against a class, and for what is negative: the blue of those pictures.</summary>
    public const int Negative = 0x1450BE;

    /// <summary>For f(x): blue at 0, a light grey at 0.5, red at 1.</summary>
    public static ColourScale Diverging { get; } = new(Negative, 0xECE9E2, Positive);

    /// <summary>For losses: dark violet for low ones, yellow for high ones, growing lighter all the way.</summary>
    public static ColourScale Sequential { get; } = new(0x4A2F87, 0x43659A, 0x3A9990, 0x7FC46B, 0xF0E27C);

    /// <summary>The colour of a value; what lies outside 0 to 1, or is not a number, has that of the nearest end.</summary>
    public int this[double value] => _table[value >= 1 ? Steps - 1 : value > 0 ? (int)((value * (Steps - 1)) + 0.5) : 0];

    /// <summary>A mixture of two colours: 0 is the first, 1 the second.</summary>
    public static int Mix(int first, int second, double share)
    {
        var mixed = 0;
        for (var shift = 16; shift >= 0; shift -= 8)
        {
            var from = (first >> shift) & 0xFF;
            var to = (second >> shift) & 0xFF;
            mixed |= (int)Math.Round(from + (share * (to - from))) << shift;
        }

        return mixed;
    }

    /// <summary>A colour darkened by a factor below 1.</summary>
    public static int Darken(int rgb, double factor)
    {
        var f = (int)(factor * 256);
        return ((((rgb >> 16) & 0xFF) * f >> 8) << 16) | ((((rgb >> 8) & 0xFF) * f >> 8) << 8) | ((rgb & 0xFF) * f >> 8);
    }
}
