using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Perceptron.Support;

/// <summary>Conversions between arrays and matrices of callers and the flat, row-major arrays of the library.</summary>
internal static class Arrays
{
    public static Span<T> AsSpan<T>(T[,] array) =>
        array.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref array[0, 0], array.Length);

    /// <summary>A copy, row after row; refused where the array has more values than the copy can.</summary>
    public static T[] Flat<T>(T[,] array, string name)
    {
        Guard.Size(array.GetLength(0), array.GetLength(1), name);
        return AsSpan(array).ToArray();
    }

    /// <summary>A copy, row after row; refused where the matrix has more values than the copy can.</summary>
    public static T[] Flat<T>(Matrix<T> matrix, string name)
        where T : struct, IEquatable<T>, IFormattable
    {
        Guard.Size(matrix.RowCount, matrix.ColumnCount, name);
        return matrix.ToRowMajorArray();
    }

    public static T[,] Reshape<T>(ReadOnlySpan<T> flat, int rows, int columns)
    {
        var array = new T[rows, columns];
        flat.CopyTo(AsSpan(array));
        return array;
    }

    public static Matrix<T> ToMatrix<T>(ReadOnlySpan<T> flat, int rows, int columns)
        where T : struct, IEquatable<T>, IFormattable => Matrix<T>.Build.DenseOfRowMajor(rows, columns, flat.ToArray());

    public static TTo[] Convert<TFrom, TTo>(ReadOnlySpan<TFrom> values)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        var converted = new TTo[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            converted[i] = TTo.CreateTruncating(values[i]);
        }

        return converted;
    }

    /// <summary>A hash. 0 and −0 are equal, so they have the same one.</summary>
    public static int Hash<T>(ReadOnlySpan<T> values)
        where T : struct
    {
        var hash = default(HashCode);
        hash.Add(values.Length);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
