using Perceptron.Support;

namespace Perceptron.Playground.Lab;

/// <summary>The two-dimensional sets that TensorFlow Playground (playground.tensorflow.org) made known.</summary>
public enum PlaneSet
{
    Circle,
    Gauss,
    Exclusive,
    Spiral,
}

/// <summary>How the points are made: noise from 0 to <see cref="MaxNoise"/>, the part that is held out, and the seed.</summary>
public sealed record PlaneOptions
{
    public const double MaxNoise = 0.5;

    public const double MaxTestPart = 0.9;

    public double Noise { get; init; }

    public double TestPart { get; init; } = 0.5;

    public long Seed { get; init; } = 1;
}

/// <summary>Points of the plane in two classes, as many of the one as of the other, within ±6 without noise.</summary>
public static class PlaneData
{
    /// <summary>Points in all.</summary>
    public const int Count = 200;

    private const double Radius = 5;

    /// <summary>The same set, noise and seed give the same points everywhere.</summary>
    /// <param name="set">Which points.</param>
    /// <param name="noise">0 to 0.5; how far points stray into where the other class is.</param>
    /// <param name="seed">Gives the points.</param>
    /// <returns>200 observations of two inputs, with a target of 0 or 1.</returns>
    public static Dataset<double> Make(PlaneSet set, double noise, long seed)
    {
        if (!(noise is >= 0 and <= PlaneOptions.MaxNoise))
        {
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "The noise must be from 0 to 0.5.");
        }

        var random = new RandomNumbers(seed, RandomNumbers.Observations);
        var x = new double[Count, 2];
        var y = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            y[i] = i % 2;
            (x[i, 0], x[i, 1]) = set switch
            {
                PlaneSet.Circle => InCircle(y[i] == 1, noise, random),
                PlaneSet.Gauss => InGauss(y[i] == 1, noise, random),
                PlaneSet.Exclusive => InQuarters(y[i] == 1, noise, random),
                PlaneSet.Spiral => InSpiral(y[i] == 1, ((i / 2) + 1) / (double)(Count / 2), noise, random),
                _ => throw new ArgumentOutOfRangeException(nameof(set), set, "No such set."),
            };
        }

        return Dataset.Binary(x, y);
    }

    /// <summary>Ones in a disc, noughts in a ring about it.</summary>
    private static (double X, double Y) InCircle(bool isOne, double noise, RandomNumbers random)
    {
        var radius = isOne ? Between(0, Radius / 2, random) : Between(0.7 * Radius, Radius, random);
        var angle = Between(0, 2 * Math.PI, random);
        return Shaken(radius * Math.Sin(angle), radius * Math.Cos(angle), noise * Radius, random);
    }

    /// <summary>Two normal distributions about (2, 2) and (−2, −2), the wider the more noise.</summary>
    private static (double X, double Y) InGauss(bool isOne, double noise, RandomNumbers random)
    {
        var centre = isOne ? 2 : -2;
        var deviation = Math.Sqrt(0.5 + (7 * noise));
        return (centre + (deviation * Normal(random)), centre + (deviation * Normal(random)));
    }

    /// <summary>Ones where both coordinates have the same sign, a little away from the axes.</summary>
    private static (double X, double Y) InQuarters(bool isOne, double noise, RandomNumbers random)
    {
        var (x, y) = (Between(0.3, Radius, random), Between(0.3, Radius, random));
        var sign = random.NextInt(2) == 0 ? -1 : 1;
        return Shaken(sign * x, (isOne ? sign : -sign) * y, noise * Radius, random);
    }

    /// <summary>Two arms of one and three quarters of a turn, half a turn apart.</summary>
    private static (double X, double Y) InSpiral(bool isOne, double part, double noise, RandomNumbers random)
    {
        var radius = part * Radius;
        var angle = (1.75 * part * 2 * Math.PI) + (isOne ? 0 : Math.PI);
        return Shaken(radius * Math.Sin(angle), radius * Math.Cos(angle), 2 * noise, random);
    }

    private static (double X, double Y) Shaken(double x, double y, double most, RandomNumbers random) =>
        (x + Between(-most, most, random), y + Between(-most, most, random));

    private static double Between(double low, double high, RandomNumbers random) => low + ((high - low) * random.NextDouble());

    /// <summary>G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.</summary>
    private static double Normal(RandomNumbers random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
