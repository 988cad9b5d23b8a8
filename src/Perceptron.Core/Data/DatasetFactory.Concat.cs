using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

// Datasets one after the other.
public static partial class Dataset
{
    /// <summary>Some datasets one after the other, as the months of a year.</summary>
    /// <remarks>
    /// Kind, number, order and names of the classes must agree: make datasets of labels with the same names. The rows are stored as the
    /// first ones are; see <see cref="Rows.Concat{T}(Rows{T}[])"/>. Where a dataset has row weights, those of the others are 1. Exclusive classes
    /// by index beside others by probabilities become probabilities.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="datasets">At least one, all with as many inputs, and with the same classes.</param>
    /// <returns>A dataset of all their observations.</returns>
    /// <exception cref="ArgumentException">There is none, the inputs or the classes differ, or the sum of the row weights is not finite.</exception>
    /// <exception cref="InvalidOperationException">They are more values than can be stored.</exception>
    public static Dataset<T> Concat<T>(params Dataset<T>[] datasets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(datasets, nameof(datasets));
        return Concat([.. datasets], nameof(datasets));
    }

    internal static Dataset<T> Concat<T>(Dataset<T>[] parts, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (parts.Length == 0)
        {
            throw IsEmpty(name);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is null)
            {
                throw new ArgumentException($"The dataset at {i} is null.", name);
            }

            if (Difference(parts[0], parts[i]) is { } difference)
            {
                throw new ArgumentException($"The dataset at {i} {difference}", name);
            }
        }

        return new(
            Rows.Concat([.. parts.Select(part => part.Rows)], name),
            Targets<T>.Concat([.. parts.Select(part => part.Targets)]),
            parts.Any(part => part.HasRowWeights) ? Guard.Weights([.. parts.SelectMany(part => part.GetRowWeights())], "row", name) : null,
            parts[0].ClassNames);
    }

    /// <summary>Why one dataset can't follow on another, as what comes after its subject; null where it can.</summary>
    private static string? Difference<T>(Dataset<T> first, Dataset<T> other)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (other.InputCount != first.InputCount)
        {
            return $"has {Guard.Count(other.InputCount, "input")}; the first one has {first.InputCount}.";
        }

        if (other.Targets.Kind != first.Targets.Kind)
        {
            return $"has {other.Targets.Kind} targets; the first one has {first.Targets.Kind} ones.";
        }

        if (other.ClassCount != first.ClassCount)
        {
            return $"has {other.ClassCount} classes; the first one has {first.ClassCount}. Give both the names of all classes.";
        }

        return other.ClassNames.SequenceEqual(first.ClassNames, StringComparer.Ordinal)
            ? null
            : $"has the classes {ClassNames.Text(other.ClassNames)}; the first one has {ClassNames.Text(first.ClassNames)}. The same names in the same order are needed.";
    }
}
