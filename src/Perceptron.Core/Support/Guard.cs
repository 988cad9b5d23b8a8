using System.Globalization;
using System.Numerics;

namespace Perceptron.Support;

/// <summary>Checks of arguments on entry.</summary>
internal static class Guard
{
    private const int MaximalClasses = 16_384;

    public static void Scalar<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException(
                $"Models and data are made of float or double; {typeof(T).Name} is neither.");
        }
    }

    public static void NotNull(object? value, string name) => ArgumentNullException.ThrowIfNull(value, name);

    /// <summary>Refuses NaN and infinities, and names the position of the first one.</summary>
    public static void Finite<T>(ReadOnlySpan<T> values, string name, int columns = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Kernels.UpdateKernels.AreFinite(values))
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
            {
                var where = columns > 0 ? $"row {i / columns}, column {i % columns}" : $"index {i}";
                throw new ArgumentException(
                    $"The value at {where} is {Text(values[i])}; only finite numbers can be used.", name);
            }
        }
    }

    public static void Finite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw OutOfRange.Of(name, value, "A finite number is needed.");
        }
    }

    public static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw OutOfRange.Of(name, value, "A finite number above 0 is needed.");

    public static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw OutOfRange.Of(name, value, "A finite number of at least 0 is needed.");

    public static int AtLeast(int least, int value, string name) =>
        OutOfRange.AtLeast(least, value, name);

    public static void Width(int given, int inputCount, string name)
    {
        if (given != inputCount)
        {
            throw new ArgumentException(
                $"{Count(given, "value")} given; this model has {Count(inputCount, "input")}.", name);
        }
    }

    public static void Length(int given, long expected, string what, string name)
    {
        if (given != expected)
        {
            throw new ArgumentException($"{Count(given, what)} given; {Text(expected)} expected.", name);
        }
    }

    /// <summary>Rows times columns, if an array can hold that many.</summary>
    public static int Size(long rows, long columns) =>
        rows * columns <= Array.MaxLength ? (int)(rows * columns) : throw new InvalidOperationException(TooMany(rows, columns));

    /// <summary>Rows times columns; refuses an argument with more values than can be taken, or of which there would be more results.</summary>
    public static int Size(long rows, long columns, string name) =>
        rows * columns <= Array.MaxLength ? (int)(rows * columns) : throw new ArgumentException(TooMany(rows, columns), name);

    public static void Index(int index, int count, string what, string name)
    {
        if ((uint)index >= (uint)count)
        {
            throw OutOfRange.Of(name, index, count == 0 ? $"There is no {what}." : $"The {what} must be from 0 to {count - 1}.");
        }
    }

    /// <summary>Refuses what is not the index of a class, and names the row of the first one.</summary>
    public static void Classes(ReadOnlySpan<int> indices, int classCount, string name)
    {
        for (var row = 0; row < indices.Length; row++)
        {
            if ((uint)indices[row] >= (uint)classCount)
            {
                throw new ArgumentException(
                    $"The class of row {row} is {Text(indices[row])}; with {classCount} classes it must be from 0 to {classCount - 1}.", name);
            }
        }
    }

    /// <summary>Refuses as many classes as have too many pairs to count.</summary>
    public static void Pairs(int classCount, string name)
    {
        if (classCount > MaximalClasses)
        {
            throw new ArgumentException(
                $"{classCount} classes have {Text((long)classCount * classCount)} pairs to count; {MaximalClasses} classes is the maximum. For the accuracy alone, use Model.Accuracy.",
                name);
        }
    }

    /// <summary>Refuses to add results that were counted for other classes.</summary>
    public static void SameClasses(IReadOnlyList<string> ours, IReadOnlyList<string> others, string name)
    {
        if (!ours.SequenceEqual(others, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The classes differ: {string.Join(", ", ours.Take(10))} and {string.Join(", ", others.Take(10))}.", name);
        }
    }

    /// <summary>Refuses weights that are negative, not finite, all 0, or too large in sum; returns a copy.</summary>
    public static double[] Weights(IReadOnlyList<double> weights, string what, string name)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Count; i++)
        {
            sum += weights[i] >= 0 && double.IsFinite(weights[i])
                ? weights[i]
                : throw new ArgumentException(
                    $"The weight of {what} {i} is {Text(weights[i])}; weights are finite and at least 0.", name);
        }

        if (sum == 0 && weights.Count > 0)
        {
            throw new ArgumentException("All weights are 0; one above 0 at least is needed.", name);
        }

        return double.IsFinite(sum)
            ? [.. weights]
            : throw new ArgumentException($"The weights are too large: their sum is {Text(sum)}.", name);
    }

    /// <summary>"1 value", "3 values": a count with its noun.</summary>
    public static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : what.EndsWith("ss", StringComparison.Ordinal) ? "es" : "s")}");

    /// <summary>A number with all its digits, for a message about it.</summary>
    public static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A number with six digits, for a line that tells of an object.</summary>
    public static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string TooMany(long rows, long columns) => string.Create(
        CultureInfo.InvariantCulture, $"{rows} × {columns} values are more than an array can hold ({Array.MaxLength}); take fewer rows at a time.");
}
