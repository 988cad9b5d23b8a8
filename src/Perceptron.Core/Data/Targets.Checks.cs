using Perceptron.Support;

namespace Perceptron;

// From what people have, checked. An exception names the argument of the public method that was called.
public sealed partial class Targets<T>
{
    internal static Targets<T> FromBooleans(bool[] y, string name)
    {
        Guard.NotNull(y, name);
        return new(TargetKind.Binary, y.Length, 1, null, Array.ConvertAll(y, isPositive => isPositive ? T.One : T.Zero));
    }

    internal static Targets<T> FromZerosAndOnes(int[] y, string name)
    {
        Guard.NotNull(y, name);
        var neither = Array.FindIndex(y, value => value is not (0 or 1));
        return neither < 0
            ? FromBooleans(Array.ConvertAll(y, value => value == 1), name)
            : throw new ArgumentException(
                $"The target of row {neither} is {Guard.Text(y[neither])}; binary targets are 0 or 1. For more than two classes use Exclusive.", name);
    }

    /// <summary>Takes over probabilities of the positive class.</summary>
    internal static Targets<T> FromBinary(T[] probabilities, string name)
    {
        RequireUnit(probabilities, 0, name);
        return new(TargetKind.Binary, probabilities.Length, 1, null, probabilities);
    }

    internal static Targets<T> FromIndices(int[] indices, int classCount, string indicesName, string classCountName)
    {
        Guard.NotNull(indices, indicesName);
        Guard.AtLeast(2, classCount, classCountName);
        Guard.Classes(indices, classCount, indicesName);
        return new(TargetKind.Exclusive, indices.Length, classCount, [.. indices], null);
    }

    internal static Targets<T> FromOneHot(T[] values, int count, int classCount, string name)
    {
        RequireTwo(classCount, "exclusive", name);
        var indices = new int[count];
        for (var row = 0; row < count; row++)
        {
            var index = -1;
            for (var j = 0; j < classCount; j++)
            {
                var value = values[(row * classCount) + j];
                if (value == T.One && index < 0)
                {
                    index = j;
                }
                else if (value != T.Zero)
                {
                    throw new ArgumentException(
                        $"Row {row} is not one-hot: {Guard.Text(value)} stands in column {j}; one 1 and else 0 is expected. "
                        + "For probabilities use Exclusive, for independent classes MultiLabel.", name);
                }
            }

            indices[row] = index >= 0
                ? index
                : throw new ArgumentException($"Row {row} is not one-hot: it has no 1.", name);
        }

        return new(TargetKind.Exclusive, count, classCount, indices, null);
    }

    /// <summary>Takes over probabilities, row after row.</summary>
    internal static Targets<T> FromProbabilities(T[] values, int count, int classCount, string name)
    {
        RequireTwo(classCount, "exclusive", name);
        RequireUnit(values, classCount, name);
        var tolerance = double.CreateTruncating(T.Sqrt(T.BitIncrement(T.One) - T.One));
        for (var row = 0; row < count; row++)
        {
            var sum = 0.0;
            foreach (var value in values.AsSpan(row * classCount, classCount))
            {
                sum += double.CreateTruncating(value);
            }

            if (Math.Abs(sum - 1) > tolerance)
            {
                throw new ArgumentException(
                    $"Row {row} sums to {Guard.Text(sum)}; the probabilities of exclusive classes sum to 1. "
                    + "For independent classes use MultiLabel.", name);
            }
        }

        return new(TargetKind.Exclusive, count, classCount, null, values);
    }

    /// <summary>Takes over numbers for several independent classes, row after row.</summary>
    internal static Targets<T> FromMultiLabel(T[] values, int count, int classCount, string name)
    {
        RequireTwo(classCount, "independent", name);
        return FromEntries(values, count, classCount, name);
    }

    /// <summary>Takes over numbers for the outputs of a sigmoid, row after row: binary targets where there is one output, else multi-label ones.</summary>
    internal static Targets<T> FromEntries(T[] values, int count, int outputCount, string name)
    {
        if (outputCount == 0)
        {
            throw new ArgumentException("The targets have no column; at least 1 is needed.", name);
        }

        RequireUnit(values, outputCount, name);
        return new(outputCount == 1 ? TargetKind.Binary : TargetKind.MultiLabel, count, outputCount, null, values);
    }

    private static void RequireTwo(int classCount, string kind, string name)
    {
        if (classCount < 2)
        {
            throw new ArgumentException(
                $"{Guard.Count(classCount, "column")} given; {kind} classes are at least 2. For one column of positive or negative use Binary.", name);
        }
    }

    private static void RequireUnit(T[] values, int columns, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= T.Zero && values[i] <= T.One))
            {
                var place = columns == 0 ? $"row {i}" : $"row {i / columns}, column {i % columns}";
                throw new ArgumentException($"The target at {place} is {Guard.Text(values[i])}; targets are from 0 to 1.", name);
            }
        }
    }
}
