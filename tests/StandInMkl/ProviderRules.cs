using MathNet.Numerics.Providers.LinearAlgebra;

namespace MathNet.Numerics.Providers.MKL.LinearAlgebra;

/// <summary>
/// What MathNet's native providers refuse, written down from the sources of MathNet.Numerics 5.0.0. The tests hold the stand-in to all of
/// it, and the real managed part of the OpenBLAS provider to <see cref="ManagedPartRefuses"/>.
/// </summary>
public static class ProviderRules
{
    /// <summary>
    /// The checks of <c>MatrixMultiplyWithUpdate</c>, the same in <c>MklLinearAlgebraProvider</c> and <c>OpenBlasLinearAlgebraProvider</c>, in
    /// float and double: arrays that are null, a result of another length than that of the product, factors that don't fit.
    /// </summary>
    /// <param name="transposeA">Whether A is stored transposed.</param>
    /// <param name="transposeB">Whether B is stored transposed.</param>
    /// <param name="a">Length of A's array, or null.</param>
    /// <param name="rowsA">Rows of A as stored.</param>
    /// <param name="columnsA">Columns of A as stored.</param>
    /// <param name="b">Length of B's array, or null.</param>
    /// <param name="rowsB">Rows of B as stored.</param>
    /// <param name="columnsB">Columns of B as stored.</param>
    /// <param name="c">Length of the result's array, or null.</param>
    /// <returns>Whether an exception is thrown before the native library is called.</returns>
    public static bool ManagedPartRefuses(
        Transpose transposeA, Transpose transposeB, int? a, int rowsA, int columnsA, int? b, int rowsB, int columnsB, int? c)
    {
        if (a is null || b is null || c is null)
        {
            return true;
        }

        var m = transposeA == Transpose.DontTranspose ? rowsA : columnsA;
        var n = transposeB == Transpose.DontTranspose ? columnsB : rowsB;
        var k = transposeA == Transpose.DontTranspose ? columnsA : rowsA;
        var l = transposeB == Transpose.DontTranspose ? rowsB : columnsB;
        return c != m * n || k != l;
    }

    /// <summary>
    /// The native part: <c>s_matrix_multiply</c> and <c>d_matrix_multiply</c> of <c>blas.c</c> pass the rows as stored on as leading dimensions,
    /// which BLAS wants to be at least 1; with no columns there is nothing to multiply. It can't see the lengths of A and B, and reads beyond
    /// a short one. A longer one it would take, but MathNet's managed provider, and MKL's elsewhere, want exact lengths; so they are refused here.
    /// </summary>
    /// <inheritdoc cref="ManagedPartRefuses"/>
    /// <returns>Whether the native library can't compute it.</returns>
    public static bool NativePartRefuses(int? a, int rowsA, int columnsA, int? b, int rowsB, int columnsB) =>
        rowsA < 1 || columnsA < 1 || rowsB < 1 || columnsB < 1 || a != rowsA * columnsA || b != rowsB * columnsB;
}
