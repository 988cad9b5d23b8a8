using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Storage;
using Perceptron.Data;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Makes rows of observations from what people have; everything is copied.</summary>
public static class Rows
{
    /// <summary>Dense rows from an array.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">There is no column, or a value is not finite.</exception>
    public static Rows<T> Of<T>(T[,] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        return Dense(Arrays.Flat(x, nameof(x)), x.GetLength(0), x.GetLength(1), nameof(x));
    }

    /// <summary>Dense rows from one array a row.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations, all of one length, at least one.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or a value is not finite.</exception>
    public static Rows<T> Of<T>(IEnumerable<T[]> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        RowsBuilder<T>? builder = null;
        foreach (var row in x)
        {
            if (row is null)
            {
                throw new ArgumentException($"Row {builder?.Count ?? 0} is null.", nameof(x));
            }

            builder ??= row.Length > 0
                ? new RowsBuilder<T>(row.Length)
                : throw new ArgumentException("The rows have no values; at least 1 input is needed.", nameof(x));
            builder.AddNamed(row, nameof(x));
        }

        return builder?.Build()
            ?? throw new ArgumentException("There is no row, and so no number of inputs; use a RowsBuilder.", nameof(x));
    }

    /// <summary>Dense rows from one flat array, row after row.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The values of the first row, then those of the second, and so on.</param>
    /// <param name="inputCount">Values in a row; at least 1.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputCount"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The values don't fill whole rows, or one is not finite.</exception>
    public static Rows<T> Of<T>(T[] values, int inputCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(values, nameof(values));
        Guard.AtLeast(1, inputCount, nameof(inputCount));
        if (values.Length % inputCount != 0)
        {
            throw new ArgumentException(
                $"{Guard.Count(values.Length, "value")} given; rows of {inputCount} need a multiple of {inputCount}.", nameof(values));
        }

        return Dense([.. values], values.Length / inputCount, inputCount, nameof(values));
    }

    /// <summary>Rows from a matrix of MathNet.Numerics: sparse where the matrix is stored as compressed rows, else dense.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Rows<T> Of<T>(Matrix<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        if (x.ColumnCount == 0 || x.Storage is not SparseCompressedRowMatrixStorage<T> sparse)
        {
            return Dense(Arrays.Flat(x, nameof(x)), x.RowCount, x.ColumnCount, nameof(x));
        }

        var builder = new RowsBuilder<T>(x.ColumnCount, sparse: true, x.RowCount);
        for (var row = 0; row < x.RowCount; row++)
        {
            var range = sparse.RowPointers[row]..sparse.RowPointers[row + 1];
            builder.AddNamed(sparse.ColumnIndices.AsSpan(range), sparse.Values.AsSpan(range), nameof(x), nameof(x));
        }

        return builder.Build();
    }

    /// <summary>Sparse rows from the three arrays of compressed sparse rows (CSR), as SciPy's <c>csr_matrix</c> has them.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rowStarts">Where each row begins in the other two arrays, and where the last one ends: one more number than rows, the first 0.</param>
    /// <param name="columns">The inputs that the values belong to, from 0; in each row in rising order, each once.</param>
    /// <param name="values">The values; what is not named is 0.</param>
    /// <param name="inputCount">Values in each row, zeros included; at least 1.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputCount"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The starts don't fit the other arrays, the columns don't rise or are not there, or a value is not finite.</exception>
    public static Rows<T> OfCsr<T>(int[] rowStarts, int[] columns, T[] values, int inputCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(rowStarts, nameof(rowStarts));
        Guard.NotNull(columns, nameof(columns));
        Guard.NotNull(values, nameof(values));
        Guard.AtLeast(1, inputCount, nameof(inputCount));
        if (columns.Length != values.Length)
        {
            throw new ArgumentException(
                $"{Guard.Count(values.Length, "value")} given for {Guard.Count(columns.Length, "column")}; each value needs its column.", nameof(columns));
        }

        if (rowStarts.Length == 0 || rowStarts[0] != 0 || rowStarts[^1] != values.Length)
        {
            throw new ArgumentException($"The starts have to begin with 0 and end with the number of values, {values.Length}.", nameof(rowStarts));
        }

        for (var row = 1; row < rowStarts.Length; row++)
        {
            if (rowStarts[row] < rowStarts[row - 1] || rowStarts[row] > values.Length)
            {
                throw new ArgumentException($"Row {row - 1} begins at {rowStarts[row - 1]} and ends at {Guard.Text(rowStarts[row])}, of {Guard.Count(values.Length, "value")}.", nameof(rowStarts));
            }
        }

        var builder = new RowsBuilder<T>(inputCount, sparse: true, rowStarts.Length - 1);
        for (var row = 1; row < rowStarts.Length; row++)
        {
            var range = rowStarts[row - 1]..rowStarts[row];
            builder.AddNamed(columns.AsSpan(range), values.AsSpan(range), nameof(columns), nameof(values));
        }

        return builder.Build();
    }

    /// <summary>Some rows one after the other.</summary>
    /// <remarks>
    /// They are stored as the first ones are, dense or sparse. Sparse rows stay bytes where all of them are bytes over one divisor.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">At least one, all of as many values in an observation.</param>
    /// <returns>All their observations.</returns>
    /// <exception cref="ArgumentException">There are no rows, or the numbers of values differ.</exception>
    /// <exception cref="InvalidOperationException">They are more values than can be stored.</exception>
    public static Rows<T> Concat<T>(params Rows<T>[] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(rows, nameof(rows));
        return Concat([.. rows], nameof(rows));
    }

    internal static Rows<T> Concat<T>(Rows<T>[] parts, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (parts.Length == 0)
        {
            throw new ArgumentException("No rows given to put one after the other.", name);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is null)
            {
                throw new ArgumentException($"The rows at {i} are null.", name);
            }

            if (parts[i].InputCount != parts[0].InputCount)
            {
                throw new ArgumentException(
                    $"The rows at {i} have {Guard.Count(parts[i].InputCount, "input")}; the first ones have {parts[0].InputCount}.", name);
            }
        }

        // Rows without an observation have no say in how bytes are stored.
        Rows<T>[] filled = [.. parts.Where(part => part.Count > 0)];
        if (filled.Length == 0)
        {
            return parts[0];
        }

        if (filled[0].IsSparse == parts[0].IsSparse && filled[0].ConcatAlike(filled) is { } alike)
        {
            return alike;
        }

        var builder = new RowsBuilder<T>(parts[0].InputCount, parts[0].IsSparse, Guard.Size(filled.Sum(part => (long)part.Count), parts[0].IsSparse ? 1 : parts[0].InputCount) / (parts[0].IsSparse ? 1 : parts[0].InputCount));
        foreach (var part in filled)
        {
            part.AddTo(builder, value => value, "row");
        }

        return builder.Build();
    }

    /// <summary>Takes ownership of an array.</summary>
    internal static Rows<T> Dense<T>(T[] values, int count, int inputCount, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        if (inputCount == 0)
        {
            throw new ArgumentException("The rows have no values; at least 1 input is needed.", name);
        }

        Guard.Finite<T>(values.AsSpan(0, count * inputCount), name, inputCount);
        return new DenseRows<T>(values, count, inputCount);
    }
}
