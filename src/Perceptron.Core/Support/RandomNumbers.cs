namespace Perceptron.Support;

/// <summary>
/// The library's own generator, so that a seed gives the same numbers on every runtime. It is SplitMix64 (G. L. Steele, D. Lea,
/// C. H. Flood, "Fast splittable pseudorandom number generators", 2014). The state is a 64-bit counter that grows by
/// 0x9E3779B97F4A7C15 a number; the number is the state through a bijective mixer. A stream other than 0 starts from the
/// mixed seed plus the mixed stream number. Each purpose has streams of its own, so that what takes one seed for several purposes, as a
/// split and the start of a model, gets numbers that have nothing to do with each other.
/// </summary>
internal sealed class RandomNumbers(long seed, long stream)
{
    /// <summary>The stream of the parameters that a model starts from. The order of the rows in an epoch has the epoch's number, from 1.</summary>
    public const long Start = 0;

    /// <summary>The stream of what is split off.</summary>
    public const long Split = -1;

    /// <summary>The stream of the folds of cross-validation.</summary>
    public const long Folds = -2;

    /// <summary>The stream of observations that are made up.</summary>
    public const long Observations = -3;

    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(unchecked((ulong)seed + Step)) + Mix(unchecked((ulong)stream * 0xD1342543DE82EF95));

    public ulong Next64() => Mix(_state = unchecked(_state + Step));

    /// <summary>Uniform over the 2^53 multiples of 2^−53 in [0, 1).</summary>
    public double NextDouble() => (Next64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform over 0 … bound − 1, without bias: D. Lemire, "Fast random integer generation in an interval", 2019.</summary>
    public int NextInt(int bound)
    {
        var product = (UInt128)Next64() * (ulong)bound;
        if ((ulong)product < (ulong)bound)
        {
            var threshold = unchecked(0 - (ulong)bound) % (ulong)bound;
            while ((ulong)product < threshold)
            {
                product = (UInt128)Next64() * (ulong)bound;
            }
        }

        return (int)(product >> 64);
    }

    /// <summary>Shuffles in place, from the end (R. Durstenfeld, algorithm 235, 1964).</summary>
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
