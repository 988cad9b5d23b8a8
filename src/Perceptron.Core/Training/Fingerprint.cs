using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>The settings that decide the bits of a training, as a text that a person can read and a file can keep.</summary>
internal static class Fingerprint
{
    private const int MostListed = 16;

    /// <summary>Batches, loss and optimizer. A batch that takes in all <paramref name="count"/> rows is a full one.</summary>
    public static string Of(TrainingOptions options, Optimizer optimizer, int count = int.MaxValue)
    {
        var batches = options.BatchSize is { } size && size < count
            ? string.Create(CultureInfo.InvariantCulture, $"batches of {size}, {(options.Shuffle ? $"seed {Guard.Text(options.Seed)}, shuffled" : "not shuffled")}")
            : "full batches";
        return $"{batches}; {(options.Loss ?? LossOptions.None).Text(Exact, List)}; {optimizer}";
    }

    /// <summary>The rules of stopping. Functions can't be compared: they are taken for the same.</summary>
    public static string Of<T>(StoppingOptions<T> stopping)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => stopping.Text(Exact);

    /// <summary>Refuses settings other than those of the epoch.</summary>
    public static void Require(string before, string now, bool acceptChanges, string name)
    {
        if (!acceptChanges && before != now)
        {
            throw new ArgumentException(
                $"The epoch was trained by other settings: \"{before}\"; these are \"{now}\". "
                + "Set acceptChanges to go on all the same.", name);
        }
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string List(IReadOnlyList<double> values)
    {
        if (values.Count <= MostListed)
        {
            return string.Join(", ", values.Select(Exact));
        }

        var bytes = new byte[values.Count * sizeof(double)];
        for (var i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        }

        return string.Create(CultureInfo.InvariantCulture, $"({values.Count} numbers, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]})");
    }
}
