using System.Reflection;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace MathNet.Numerics.Providers.MKL.LinearAlgebra;

/// <summary>
/// NOT Intel's MKL: a stand-in under the name that MathNet.Numerics looks for, to prove that the switch works, that products go
/// through the provider, and with arrays that are long enough. It computes by MathNet's managed provider, and counts.
/// </summary>
public sealed class MklLinearAlgebraControl : IProviderCreator<ILinearAlgebraProvider>
{
    /// <summary>A variable of the environment by which the native library is missing.</summary>
    public const string MissingLibrary = "STANDIN_MKL_MISSING";

    /// <inheritdoc/>
    public ILinearAlgebraProvider CreateProvider()
    {
        if (Environment.GetEnvironmentVariable(MissingLibrary) is not null)
        {
            throw new NotSupportedException("MKL Native Provider not found.", new DllNotFoundException("Unable to load shared library 'MathNet.Numerics.MKL.dll'."));
        }

        return DispatchProxy.Create<ILinearAlgebraProvider, StandIn>();
    }
}

/// <summary>What stands in: every call is passed on, products are looked at first.</summary>
public class StandIn : DispatchProxy
{
    private readonly ManagedLinearAlgebraProvider _managed = new();

    /// <summary>The products so far, as "256 × 300 · 300 × 64".</summary>
    public static IList<string> Products { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => "a stand-in for MKL";

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        ArgumentNullException.ThrowIfNull(args);
        if (targetMethod.Name == nameof(ILinearAlgebraProvider<double>.MatrixMultiplyWithUpdate))
        {
            Look((Transpose)args[0]!, (Transpose)args[1]!, (Array)args[3]!, (int)args[4]!, (int)args[5]!, (Array)args[6]!, (int)args[7]!, (int)args[8]!, (Array)args[10]!);

            // MathNet's managed products want arrays of just the right length.
            var (rows, columns) = Shape(args);
            var exact = (object?[])args.Clone();
            exact[3] = Cut((Array)args[3]!, (int)args[4]! * (int)args[5]!);
            exact[6] = Cut((Array)args[6]!, (int)args[7]! * (int)args[8]!);
            exact[10] = Cut((Array)args[10]!, rows * columns);
            targetMethod.Invoke(_managed, exact);
            Array.Copy((Array)exact[10]!, (Array)args[10]!, rows * columns);
            return null;
        }

        return targetMethod.Invoke(_managed, args);
    }

    private static (int Rows, int Columns) Shape(object?[] args) => (
        (Transpose)args[0]! == Transpose.DontTranspose ? (int)args[4]! : (int)args[5]!,
        (Transpose)args[1]! == Transpose.DontTranspose ? (int)args[8]! : (int)args[7]!);

    private static Array Cut(Array array, int length)
    {
        var cut = Array.CreateInstance(array.GetType().GetElementType()!, length);
        Array.Copy(array, cut, length);
        return cut;
    }

    private static void Look(
        Transpose transposeA, Transpose transposeB, Array a, int rowsA, int columnsA, Array b, int rowsB, int columnsB, Array c)
    {
        var (rows, inner) = transposeA == Transpose.DontTranspose ? (rowsA, columnsA) : (columnsA, rowsA);
        var (sameInner, columns) = transposeB == Transpose.DontTranspose ? (rowsB, columnsB) : (columnsB, rowsB);
        if (inner != sameInner || a.Length < rowsA * columnsA || b.Length < rowsB * columnsB || c.Length < rows * columns)
        {
            throw new InvalidOperationException("MKL would have read or written beyond an array.");
        }

        Products.Add($"{rows} × {inner} · {sameInner} × {columns}");
    }
}
