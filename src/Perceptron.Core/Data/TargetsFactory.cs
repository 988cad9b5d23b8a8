using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Makes targets from what people have; everything is copied.</summary>
public static class Targets
{
    /// <summary>Binary targets: whether each observation is of the positive class.</summary>
    /// <typeparam name="T">The scalar of the observations: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">True for the positive class, false for the negative one.</param>
    /// <returns>The targets.</returns>
    public static Targets<T> Binary<T>(bool[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Targets<T>.FromBooleans(y, nameof(y));

    /// <summary>Binary targets as 0 and 1.</summary>
    /// <typeparam name="T">The scalar of the observations: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">1 for the positive class, 0 for the negative one.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">A target is neither 0 nor 1.</exception>
    public static Targets<T> Binary<T>(int[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Targets<T>.FromZerosAndOnes(y, nameof(y));

    /// <summary>Binary targets by the probability of the positive class.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="probabilities">A number from 0 to 1 for each observation; from 0.5 on, it counts as positive.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">A value lies outside.</exception>
    public static Targets<T> Binary<T>(T[] probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(probabilities, nameof(probabilities));
        return Targets<T>.FromBinary([.. probabilities], nameof(probabilities));
    }

    /// <summary>Exclusive classes by their index.</summary>
    /// <typeparam name="T">The scalar of the observations: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="indices">A class for each observation, from 0.</param>
    /// <param name="classCount">How many classes there are; at least 2.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    /// <exception cref="ArgumentException">An index is not that of a class.</exception>
    public static Targets<T> Exclusive<T>(int[] indices, int classCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Targets<T>.FromIndices(indices, classCount, nameof(indices), nameof(classCount));

    /// <summary>Exclusive classes by their probabilities.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="probabilities">Observations × classes, each from 0 to 1, each row with the sum 1 (within the square root of the
    /// scalar's rounding unit, 3e-4 in float and 1.5e-8 in double).</param>
    /// <returns>The targets. One-hot rows stay probabilities; see <see cref="OneHot{T}(T[,])"/>.</returns>
    /// <exception cref="ArgumentException">A value lies outside, a row has another sum, or there are fewer than 2 classes.</exception>
    public static Targets<T> Exclusive<T>(T[,] probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(probabilities, nameof(probabilities));
        return Targets<T>.FromProbabilities(Arrays.Flat(probabilities, nameof(probabilities)), probabilities.GetLength(0), probabilities.GetLength(1), nameof(probabilities));
    }

    /// <inheritdoc cref="Exclusive{T}(T[,])"/>
    public static Targets<T> Exclusive<T>(Matrix<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(probabilities, nameof(probabilities));
        return Targets<T>.FromProbabilities(Arrays.Flat(probabilities, nameof(probabilities)), probabilities.RowCount, probabilities.ColumnCount, nameof(probabilities));
    }

    /// <summary>Exclusive classes by rows with one 1 and else 0.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">Observations × classes.</param>
    /// <returns>The targets, stored as class indices.</returns>
    /// <exception cref="ArgumentException">A row is not one-hot, or there are fewer than 2 classes.</exception>
    public static Targets<T> OneHot<T>(T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromOneHot(Arrays.Flat(y, nameof(y)), y.GetLength(0), y.GetLength(1), nameof(y));
    }

    /// <inheritdoc cref="OneHot{T}(T[,])"/>
    public static Targets<T> OneHot<T>(Matrix<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromOneHot(Arrays.Flat(y, nameof(y)), y.RowCount, y.ColumnCount, nameof(y));
    }

    /// <summary>Independent classes: whether each observation is of each class.</summary>
    /// <typeparam name="T">The scalar of the observations: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">Observations × classes.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">There are fewer than 2 classes.</exception>
    public static Targets<T> MultiLabel<T>(bool[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromMultiLabel(
            Array.ConvertAll(Arrays.Flat(y, nameof(y)), isOfClass => isOfClass ? T.One : T.Zero), y.GetLength(0), y.GetLength(1), nameof(y));
    }

    /// <summary>Independent classes, each with a number of its own: 0, 1, or a probability between.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">Observations × classes, each from 0 to 1.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">A value lies outside, or there are fewer than 2 classes.</exception>
    public static Targets<T> MultiLabel<T>(T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromMultiLabel(Arrays.Flat(y, nameof(y)), y.GetLength(0), y.GetLength(1), nameof(y));
    }

    /// <inheritdoc cref="MultiLabel{T}(T[,])"/>
    public static Targets<T> MultiLabel<T>(Matrix<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromMultiLabel(Arrays.Flat(y, nameof(y)), y.RowCount, y.ColumnCount, nameof(y));
    }
}
