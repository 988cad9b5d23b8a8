using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Makes datasets; the name of a method says of which kind their targets are.</summary>
/// <remarks>
/// Binary targets are for a model with one sigmoid output, exclusive ones for a softmax, and multi-label ones for a sigmoid of several
/// outputs. A factory that takes texts finds the classes and their names itself.
/// </remarks>
public static partial class Dataset
{
    /// <summary>Puts rows and targets together.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Observations; at least one.</param>
    /// <param name="targets">A target for each.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ, or are 0.</exception>
    public static Dataset<T> Of<T>(Rows<T> rows, Targets<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(rows, nameof(rows));
        Guard.NotNull(targets, nameof(targets));
        RequireSizes(rows, targets.Count, "target", nameof(rows), nameof(targets));
        return new(rows, targets);
    }

    /// <summary>A dataset of independent classes: whether each observation is of each class.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="y">Observations × classes; at least 2 classes.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ or are 0, or there are fewer than 2 classes.</exception>
    public static Dataset<T> MultiLabel<T>(Rows<T> x, bool[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(y, nameof(y));
        RequireSizes(x, y.GetLength(0), "target", nameof(x), nameof(y));
        return new(x, Targets.MultiLabel<T>(y));
    }

    /// <inheritdoc cref="MultiLabel{T}(Rows{T}, bool[,])"/>
    public static Dataset<T> MultiLabel<T>(T[,] x, bool[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MultiLabel(Rows.Of(x), y);

    /// <summary>A dataset of independent classes, each with a number of its own: 0, 1, or a probability between.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="y">Observations × classes, each from 0 to 1; at least 2 classes.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ or are 0, a target lies outside, or there are fewer than 2 classes.</exception>
    public static Dataset<T> MultiLabel<T>(Rows<T> x, T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(y, nameof(y));
        RequireSizes(x, y.GetLength(0), "target", nameof(x), nameof(y));
        return new(x, Targets.MultiLabel(y));
    }

    /// <inheritdoc cref="MultiLabel{T}(Rows{T}, T[,])"/>
    public static Dataset<T> MultiLabel<T>(T[,] x, T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MultiLabel(Rows.Of(x), y);

    internal static ArgumentException IsEmpty(string name) => new("A dataset needs at least one observation.", name);

    private static void RequireSizes<T>(Rows<T> rows, int given, string what, string rowsName, string givenName)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows.Count != given)
        {
            throw new ArgumentException($"{Guard.Count(given, what)} given for {Guard.Count(rows.Count, "row")}.", givenName);
        }

        if (rows.Count == 0)
        {
            throw IsEmpty(rowsName);
        }
    }
}
