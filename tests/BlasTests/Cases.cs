using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Providers.LinearAlgebra;
using MathNet.Numerics.Providers.MKL.LinearAlgebra;
using Perceptron;

namespace BlasTests;

/// <summary>A product that somebody asks of a provider, right or wrong. A length is null where the array is.</summary>
public sealed record ProductCase(
    bool IsDouble, Transpose TransposeA, Transpose TransposeB, int? A, int RowsA, int ColumnsA, int? B, int RowsB, int ColumnsB, int? C)
{
    public bool ManagedPartRefuses => ProviderRules.ManagedPartRefuses(TransposeA, TransposeB, A, RowsA, ColumnsA, B, RowsB, ColumnsB, C);

    public bool NativePartRefuses => ProviderRules.NativePartRefuses(A, RowsA, ColumnsA, B, RowsB, ColumnsB);

    /// <summary>Asks for it.</summary>
    public Exception? Multiply(ILinearAlgebraProvider provider) => IsDouble ? Multiply<double>(provider, 1, 0) : Multiply<float>(provider, 1, 0);

    private Exception? Multiply<T>(ILinearAlgebraProvider<T> provider, T alpha, T beta)
        where T : struct
    {
        T[]? Array(int? length) => length is { } given ? new T[given] : null;
        try
        {
            provider.MatrixMultiplyWithUpdate(TransposeA, TransposeB, alpha, Array(A), RowsA, ColumnsA, Array(B), RowsB, ColumnsB, beta, Array(C));
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}

/// <summary>A network with layers around the least width, rows around the least number, and threads.</summary>
public sealed record NetworkCase(int[] Widths, int Rows, bool IsSparse, int Threads, int BatchSize)
{
    public Architecture Architecture
    {
        get
        {
            var builder = Architecture.Of(Widths[0]);
            foreach (var width in Widths[1..])
            {
                builder = builder.Hidden(width, Activation.Tanh);
            }

            return builder.Softmax(3);
        }
    }
}

public static class Cases
{
    private static readonly int Width = BlasProvider.MinWidth;
    private static readonly int Least = BlasProvider.MinRows;

    /// <summary>Sizes from 0 to 4; most lengths are right, some are off by one or null.</summary>
    public static Arbitrary<ProductCase> Products() => Arb.From(
        from isDouble in Gen.Elements(true, false)
        from transposes in Gen.Elements(Transpose.DontTranspose, Transpose.Transpose).Two()
        from sizes in Gen.Choose(0, 4).Three()
        from off in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Elements(-1, 1)))
        from lengths in Gen.Frequency<int?>((8, Gen.Constant<int?>(0)), (1, Gen.Elements<int?>(-1, 1, 5)), (1, Gen.Constant<int?>(null))).Three()
        let inner = Math.Max(0, sizes.Item2 + off)
        let a = transposes.Item1 == Transpose.DontTranspose ? (sizes.Item1, sizes.Item2) : (sizes.Item2, sizes.Item1)
        let b = transposes.Item2 == Transpose.DontTranspose ? (inner, sizes.Item3) : (sizes.Item3, inner)
        select new ProductCase(
            isDouble,
            transposes.Item1,
            transposes.Item2,
            Length(a.Item1 * a.Item2, lengths.Item1),
            a.Item1,
            a.Item2,
            Length(b.Item1 * b.Item2, lengths.Item2),
            b.Item1,
            b.Item2,
            Length(sizes.Item1 * sizes.Item3, lengths.Item3)));

    public static Arbitrary<NetworkCase> Networks() => Arb.From(
        from widths in Gen.Elements(3, Width - 1, Width, Width + 1, Width + 37).ArrayOf(3)
        from rows in Gen.Elements(1, 2, Least - 1, Least, Least + 1, 511, 512, 513, 512 + Least - 1, 512 + Least, 1100)
        from isSparse in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from threads in Gen.Choose(1, 3)
        from batchSize in Gen.Elements(1, Least - 1, Least, 300, 600, 2000)
        select new NetworkCase(widths, rows, isSparse, threads, batchSize));

    private static int? Length(int right, int? off) => off is { } by ? Math.Max(0, right + by) : null;
}
