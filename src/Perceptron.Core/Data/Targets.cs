using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// What the observations of a dataset should be classified as. Either the classes exclude each other (a class index a row,
/// or probabilities that sum to one), or they are independent (each 0 … 1 by itself).
/// </summary>
/// <remarks>
/// A softmax model takes exclusive targets; a sigmoid model takes both, with exclusive ones as one-hot rows. Made by
/// <see cref="Targets"/>, from copies; they never change.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Targets<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[]? _indices;
    private readonly T[]? _values;

    private Targets(int count, int classCount, bool areExclusive, int[]? indices, T[]? values)
    {
        Guard.Scalar<T>();
        Count = count;
        ClassCount = classCount;
        AreExclusive = areExclusive;
        _indices = indices;
        _values = values;
    }

    /// <summary>How many observations they are for.</summary>
    public int Count { get; }

    /// <summary>How many classes there are: values in a row.</summary>
    public int ClassCount { get; }

    internal int OutputCount => ClassCount;

    /// <summary>Whether the classes exclude each other.</summary>
    public bool AreExclusive { get; }

    /// <summary>How much an observation belongs to a class, 0 … 1.</summary>
    /// <param name="row">The observation, from 0.</param>
    /// <param name="output">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or class.</exception>
    public T this[int row, int output]
    {
        get
        {
            Guard.Index(row, Count, "row", nameof(row));
            Guard.Index(output, ClassCount, "class", nameof(output));
            return _indices is null ? _values![(row * ClassCount) + output] : _indices[row] == output ? T.One : T.Zero;
        }
    }

    /// <summary>The class of an observation among exclusive ones: its index, or the likeliest, the lowest on a tie.</summary>
    /// <param name="row">The observation, from 0.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The classes are independent.</exception>
    public int ClassOf(int row)
    {
        Guard.Index(row, Count, "row", nameof(row));
        if (!AreExclusive)
        {
            throw new InvalidOperationException("Independent classes don't exclude each other; read them by [row, output].");
        }

        return _indices is null ? Largest(_values.AsSpan(row * ClassCount, ClassCount)) : _indices[row];
    }

    /// <summary>A copy of all targets, class indices as one-hot rows.</summary>
    /// <returns>Rows × classes.</returns>
    public T[,] ToArray()
    {
        var array = new T[Count, ClassCount];
        for (var row = 0; row < Count; row++)
        {
            for (var j = 0; j < ClassCount; j++)
            {
                array[row, j] = this[row, j];
            }
        }

        return array;
    }

    /// <summary>The targets of some observations, in the order asked for; one may come more than once.</summary>
    /// <param name="rows">Which ones, from 0.</param>
    /// <returns>Targets of the same kind.</returns>
    /// <exception cref="ArgumentException">A number is not that of a row.</exception>
    public Targets<T> Select(params int[] rows)
    {
        Guard.NotNull(rows, nameof(rows));
        Rows<T>.RequireRows(rows, Count);
        if (_indices is not null)
        {
            return new(rows.Length, ClassCount, AreExclusive, [.. rows.Select(row => _indices[row])], null);
        }

        var values = new T[Guard.Size(rows.Length, ClassCount)];
        for (var i = 0; i < rows.Length; i++)
        {
            _values.AsSpan(rows[i] * ClassCount, ClassCount).CopyTo(values.AsSpan(i * ClassCount));
        }

        return new(rows.Length, ClassCount, AreExclusive, null, values);
    }

    /// <summary>The same targets in the other precision, each rounded to it.</summary>
    /// <typeparam name="TTo"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>Targets of the same kind.</returns>
    public Targets<TTo> ConvertTo<TTo>()
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> =>
        new(Count, ClassCount, AreExclusive, _indices, _values is null ? null : Arrays.Convert<T, TTo>(_values));

    /// <summary>What they are, as "60000 rows of 10 exclusive classes".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{Guard.Count(Count, "row")} of {ClassCount.ToString(CultureInfo.InvariantCulture)} {(AreExclusive ? "exclusive" : "independent")} "
        + (ClassCount == 1 ? "class" : "classes");

    /// <summary>Whether each row has one class, and no probabilities.</summary>
    internal bool AreIndices => _indices is not null;

    /// <summary>The class of each row, where each has one; else null.</summary>
    internal int[]? Indices => _indices;

    /// <summary>The targets of each row, one row after the other, where they are not given by class; else null.</summary>
    internal T[]? Values => _values;

    internal static int Largest(ReadOnlySpan<T> values)
    {
        var largest = 0;
        for (var j = 1; j < values.Length; j++)
        {
            if (values[j] > values[largest])
            {
                largest = j;
            }
        }

        return largest;
    }

    internal static Targets<T> FromIndices(int[] indices, int classCount, string indicesName, string classesName)
    {
        Guard.NotNull(indices, indicesName);
        Guard.AtLeast(2, classCount, classesName);
        Guard.Classes(indices, classCount, indicesName);
        return new(indices.Length, classCount, areExclusive: true, [.. indices], null);
    }

    internal static Targets<T> FromOneHot(T[] values, int count, int classCount, string name)
    {
        RequireClasses(classCount, 2, name);
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
                        + "For probabilities use Targets.Soft, for independent classes Targets.Independent.", name);
                }
            }

            indices[row] = index >= 0
                ? index
                : throw new ArgumentException($"Row {row} is not one-hot: it has no 1.", name);
        }

        return new(count, classCount, areExclusive: true, indices, null);
    }

    internal static Targets<T> FromSoft(T[] values, int count, int classCount, string name)
    {
        RequireClasses(classCount, 2, name);
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
                    + "For independent classes use Targets.Independent.", name);
            }
        }

        return new(count, classCount, areExclusive: true, null, values);
    }

    internal static Targets<T> FromIndependent(T[] values, int count, int classCount, string name)
    {
        RequireClasses(classCount, 1, name);
        RequireUnit(values, classCount, name);
        return new(count, classCount, areExclusive: false, null, values);
    }

    private static void RequireClasses(int classCount, int least, string name)
    {
        if (classCount < least)
        {
            throw new ArgumentException(
                least == 2
                    ? $"{Guard.Count(classCount, "column")} given; exclusive classes are at least 2. For one class use Targets.Independent."
                    : "The targets have no column; at least 1 class is needed.", name);
        }
    }

    private static void RequireUnit(T[] values, int classCount, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= T.Zero && values[i] <= T.One))
            {
                throw new ArgumentException(
                    $"The target at row {i / classCount}, column {i % classCount} is {Guard.Text(values[i])}; "
                    + "targets are from 0 to 1.", name);
            }
        }
    }
}

/// <summary>Makes targets from what people have; everything is copied.</summary>
public static class Targets
{
    /// <summary>Exclusive classes by their index.</summary>
    /// <typeparam name="T">The scalar of the observations: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="indices">A class for each observation, from 0.</param>
    /// <param name="classCount">How many classes there are; at least 2.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">An index is not that of a class.</exception>
    public static Targets<T> ClassIndices<T>(int[] indices, int classCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Targets<T>.FromIndices(indices, classCount, nameof(indices), nameof(classCount));

    /// <summary>Exclusive classes by rows with one 1 and else 0.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">Observations × classes.</param>
    /// <returns>The targets, stored as class indices.</returns>
    /// <exception cref="ArgumentException">A row is not one-hot, or there are fewer than 2 classes.</exception>
    public static Targets<T> OneHot<T>(T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromOneHot(Arrays.Flat(y), y.GetLength(0), y.GetLength(1), nameof(y));
    }

    /// <inheritdoc cref="OneHot{T}(T[,])"/>
    public static Targets<T> OneHot<T>(Matrix<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromOneHot(Arrays.Flat(y), y.RowCount, y.ColumnCount, nameof(y));
    }

    /// <summary>Exclusive classes by their probabilities.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">Observations × classes, each from 0 to 1, each row with the sum 1 (within the square root of the
    /// scalar's rounding unit, 3e-4 in float and 1.5e-8 in double).</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">A value lies outside, a row has another sum, or there are fewer than 2 classes.</exception>
    public static Targets<T> Soft<T>(T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromSoft(Arrays.Flat(y), y.GetLength(0), y.GetLength(1), nameof(y));
    }

    /// <inheritdoc cref="Soft{T}(T[,])"/>
    public static Targets<T> Soft<T>(Matrix<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromSoft(Arrays.Flat(y), y.RowCount, y.ColumnCount, nameof(y));
    }

    /// <summary>Independent classes, each with a number of its own: 0, 1, or a probability between.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">Observations × classes, each from 0 to 1.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">A value lies outside, or there is no class.</exception>
    public static Targets<T> Independent<T>(T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromIndependent(Arrays.Flat(y), y.GetLength(0), y.GetLength(1), nameof(y));
    }

    /// <inheritdoc cref="Independent{T}(T[,])"/>
    public static Targets<T> Independent<T>(Matrix<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromIndependent(Arrays.Flat(y), y.RowCount, y.ColumnCount, nameof(y));
    }

    /// <summary>One class, for a model with one output.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="y">A number from 0 to 1 for each observation.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ArgumentException">A value lies outside.</exception>
    public static Targets<T> Independent<T>(T[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(y, nameof(y));
        return Targets<T>.FromIndependent([.. y], y.Length, 1, nameof(y));
    }
}
